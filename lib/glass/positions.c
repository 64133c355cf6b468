/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/positions.h"

#include <endian.h>
#include <string.h>

/* Bits go into bytes from the least significant on. Room for all was made beforehand. */
typedef struct bits {
    unsigned char *to;
    uint64_t pending;
    unsigned n;
} bits;

static void put_bits(bits *b, uint64_t value, unsigned n)
{
    b->pending |= value << b->n;
    b->n += n;
    while (b->n >= 8) {
        *b->to++ = (unsigned char)b->pending;
        b->pending >>= 8;
        b->n -= 8;
    }
}

/* A value below `outof`, in the bits of outof - 1, or one bit less for the middle values when
 * `outof` is not a power of two (a centred minimal binary code). */
static void put_code(bits *b, uint64_t value, uint64_t outof)
{
    if (outof <= 1)
        return;
    unsigned width = 64 - (unsigned)__builtin_clzll(outof - 1);
    uint64_t spare = (UINT64_C(1) << width) - outof;
    uint64_t middle = (outof - spare) / 2;
    if (spare && value >= middle + spare)
        put_bits(b, (value - (middle + spare)) | UINT64_C(1) << (width - 1), width);
    else if (spare && value >= middle)
        put_bits(b, value, width - 1);
    else
        put_bits(b, value, width);
}

/* What lies strictly between entries j and k. Goes no deeper than the bits of a size_t. */
static void put_between(bits *b, const uint32_t *positions, size_t j, size_t k)
{
    while (j + 1 < k) {
        size_t mid = j + (k - j) / 2;
        uint64_t outof = (uint64_t)positions[k] - positions[j] + j - k + 1;
        put_code(b, positions[mid] - (positions[j] + (uint64_t)(mid - j)), outof);
        put_between(b, positions, j, mid);
        j = mid;
    }
}

void glass_positions_put(buf *out, const uint32_t *positions, size_t n)
{
    uint32_t first = positions[0], last = positions[n - 1];
    buf_put_varint(out, last);
    if (n == 1 || !buf_reserve(out, (n + 3) * sizeof *positions))
        return;
    unsigned char *start = (unsigned char *)out->data + out->len;
    bits b = {.to = start};
    put_code(&b, first, last);
    put_code(&b, n - 2, last - first);
    put_between(&b, positions, 0, n - 1);
    if (b.n)
        *b.to++ = (unsigned char)b.pending;
    out->len += (size_t)(b.to - start);
}

/* The bits of an entry, from the least significant of each byte on. */
typedef struct source {
    const unsigned char *at, *end;
    uint64_t held;
    unsigned n;
    bool damaged; /* there were too few */
} source;

/* Takes bytes in until there are 32 bits at the least, or none are left. What eight bytes hold
 * beyond the bits that are counted is read again, and is the same. */
static void fill(source *b)
{
    if (b->end - b->at >= 8) {
        uint64_t word;
        memcpy(&word, b->at, sizeof word);
        b->held |= le64toh(word) << b->n;
        b->at += (63 - b->n) / 8;
        b->n |= 56;
        return;
    }
    for (; b->n < 56 && b->at < b->end; b->n += 8)
        b->held |= (uint64_t)*b->at++ << b->n;
}

/* See put_code: the low bits, and one more for all but the middle values. */
static uint64_t get_code(source *b, uint64_t outof)
{
    if (outof <= 1)
        return 0;
    unsigned width = 64 - (unsigned)__builtin_clzll(outof - 1);
    uint64_t spare = (UINT64_C(1) << width) - outof;
    uint64_t middle = (outof - spare) / 2;
    if (b->n < width)
        fill(b);
    uint64_t value = b->held & ((UINT64_C(1) << (width - 1)) - 1);
    unsigned outer = value < middle;
    if (b->held >> (width - 1) & outer)
        value += middle + spare;
    unsigned taken = width - 1 + outer;
    if (taken > b->n) {
        b->damaged = true;
        return 0;
    }
    b->held >>= taken;
    b->n -= taken;
    return value;
}

static void get_between(source *b, uint32_t *positions, size_t j, size_t k)
{
    while (j + 1 < k && !b->damaged) {
        size_t mid = j + (k - j) / 2;
        uint64_t outof = (uint64_t)positions[k] - positions[j] + j - k + 1;
        positions[mid] = (uint32_t)(positions[j] + (mid - j) + get_code(b, outof));
        b->damaged |= positions[mid] >= positions[k] || positions[mid] <= positions[j];
        get_between(b, positions, j, mid);
        j = mid;
    }
}

bool glass_positions_get(slice entry, uint32_t *positions, size_t capacity, size_t *n)
{
    const char *at = entry.data, *end = entry.data + entry.len;
    uint64_t last;
    *n = 0;
    if (!varint_get(&at, end, &last) || last > UINT32_MAX)
        return false;
    source b = {.at = (const unsigned char *)at, .end = (const unsigned char *)end};
    uint64_t first = at == end ? last : get_code(&b, last);
    uint64_t count = at == end ? 1 : get_code(&b, last - first) + 2;
    if (b.damaged || count > last - first + 1)
        return false;
    *n = count;
    if (count > capacity)
        return false;
    positions[0] = (uint32_t)first;
    positions[count - 1] = (uint32_t)last;
    get_between(&b, positions, 0, count - 1);
    return !b.damaged;
}
