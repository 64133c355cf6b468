/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/block.h"

#include <string.h>

enum { HEADER = 11, ENTRY = 2 };

void glass_put_u16(unsigned char *to, unsigned value)
{
    to[0] = (unsigned char)(value >> 8);
    to[1] = (unsigned char)value;
}

void glass_put_u32(unsigned char *to, uint32_t value)
{
    glass_put_u16(to, value >> 16);
    glass_put_u16(to + 2, value & 0xffff);
}

void glass_block_begin(glass_block *b, unsigned char *bytes, unsigned level)
{
    *b = (glass_block){bytes, HEADER, GLASS_BLOCK_SIZE};
    glass_put_u32(bytes, GLASS_REVISION);
    bytes[4] = (unsigned char)level;
}

bool glass_block_empty(const glass_block *b)
{
    return b->directory_end == HEADER;
}

size_t glass_block_room(const glass_block *b)
{
    size_t gap = b->lowest - b->directory_end;
    return gap > ENTRY ? gap - ENTRY : 0;
}

unsigned char *glass_block_place(glass_block *b, size_t size)
{
    b->lowest -= size;
    glass_put_u16(b->bytes + b->directory_end, (unsigned)b->lowest);
    b->directory_end += ENTRY;
    return b->bytes + b->lowest;
}

void glass_block_end(glass_block *b)
{
    unsigned gap = (unsigned)(b->lowest - b->directory_end);
    memset(b->bytes + b->directory_end, 0, gap);
    glass_put_u16(b->bytes + 5, gap);
    glass_put_u16(b->bytes + 7, gap);
    glass_put_u16(b->bytes + 9, (unsigned)b->directory_end);
}
