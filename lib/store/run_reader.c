/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/run_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { VARINT_MAX = 10 };

void run_reader_init(run_reader *r, int fd, spill_section section, size_t size)
{
    *r = (run_reader){.fd = fd, .at = section.begin, .end = section.end, .size = size};
}

void run_reader_free(run_reader *r)
{
    free(r->buffer);
    r->buffer = NULL;
}

static void fail(run_reader *r, int why)
{
    if (!r->error)
        r->error = why;
    r->pos = r->len = 0;
    r->at = r->end;
}

bool run_reader_more(const run_reader *r)
{
    return r->pos < r->len || r->at < r->end;
}

/* Gets at least `need` bytes into the buffer, or all that are left. */
static void fill(run_reader *r, size_t need)
{
    size_t wanted = need > r->size ? need : r->size;
    if (r->pos < r->len)
        memmove(r->buffer, r->buffer + r->pos, r->len - r->pos);
    r->len -= r->pos;
    r->pos = 0;
    if (wanted > r->capacity) {
        char *moved = realloc(r->buffer, wanted);
        if (!moved) {
            fail(r, ENOMEM);
            return;
        }
        r->buffer = moved;
        r->capacity = wanted;
    }
    while (r->len < need && r->at < r->end) {
        size_t ask = r->capacity - r->len;
        if (ask > r->end - r->at)
            ask = (size_t)(r->end - r->at);
        ssize_t got = pread(r->fd, r->buffer + r->len, ask, (off_t)r->at);
        if (got > 0) {
            r->len += (size_t)got;
            r->at += (uint64_t)got;
        } else if (got == 0 || errno != EINTR) {
            fail(r, got == 0 ? EIO : errno);
        }
    }
}

uint64_t run_reader_number(run_reader *r)
{
    uint64_t value = 0;
    if (r->len - r->pos < VARINT_MAX)
        fill(r, VARINT_MAX);
    if (r->pos == r->len) {
        fail(r, EIO);
        return 0;
    }
    const char *p = r->buffer + r->pos;
    if (!((unsigned char)*p & 0x80)) {
        r->pos++;
        return (unsigned char)*p;
    }
    if (!varint_get(&p, r->buffer + r->len, &value)) {
        fail(r, EIO);
        return 0;
    }
    r->pos = (size_t)(p - r->buffer);
    return value;
}

slice run_reader_bytes(run_reader *r, uint64_t len)
{
    if (len > r->len - r->pos) {
        if (len - (r->len - r->pos) > r->end - r->at)
            fail(r, EIO);
        else
            fill(r, (size_t)len);
        if (r->error)
            return (slice){NULL, 0};
    }
    slice bytes = {r->buffer ? r->buffer + r->pos : NULL, (size_t)len};
    r->pos += (size_t)len;
    return bytes;
}

uint64_t run_reader_tell(const run_reader *r)
{
    return r->at - (r->len - r->pos);
}

void run_reader_seek(run_reader *r, uint64_t offset)
{
    uint64_t begin = r->at - r->len;
    if (r->error)
        return;
    if (offset >= begin && offset <= r->at) {
        r->pos = (size_t)(offset - begin);
    } else {
        r->pos = r->len = 0;
        r->at = offset;
    }
}

void run_reader_skip(run_reader *r, uint64_t len)
{
    if (len > r->len - r->pos + (r->end - r->at))
        fail(r, EIO);
    else
        run_reader_seek(r, run_reader_tell(r) + len);
}
