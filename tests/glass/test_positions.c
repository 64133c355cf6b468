/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/positions.h"

#include "tests/test.h"

/* A reader of the same code, bit by bit. */
typedef struct bits {
    const unsigned char *bytes;
    size_t n, at; /* in bits */
} bits;

static uint64_t read_bits(bits *b, unsigned n)
{
    uint64_t value = 0;
    for (unsigned i = 0; i < n; i++, b->at++) {
        assert_true(b->at < b->n);
        value |= (uint64_t)(b->bytes[b->at / 8] >> b->at % 8 & 1) << i;
    }
    return value;
}

static uint64_t read_code(bits *b, uint64_t outof)
{
    unsigned width = 0;
    while (width < 63 && UINT64_C(1) << width < outof)
        width++;
    uint64_t spare = (UINT64_C(1) << width) - outof, middle = (outof - spare) / 2;
    if (spare == 0)
        return read_bits(b, width);
    uint64_t value = read_bits(b, width - 1);
    if (value < middle && read_bits(b, 1))
        value += middle + spare;
    return value;
}

static void read_between(bits *b, uint32_t *positions, size_t j, size_t k)
{
    if (j + 1 >= k)
        return;
    size_t mid = j + (k - j) / 2;
    uint64_t outof = (uint64_t)positions[k] - positions[j] + j - k + 1;
    positions[mid] = (uint32_t)(positions[j] + (mid - j) + read_code(b, outof));
    read_between(b, positions, j, mid);
    read_between(b, positions, mid, k);
}

/* As the module itself reads them; too little room and a cut entry are told apart. */
static void read_by_module(slice entry, const uint32_t *positions, size_t n)
{
    size_t count = 0;
    uint32_t *back = calloc(n, sizeof *back);
    assert_non_null(back);
    assert_true(glass_positions_get(entry, back, n, &count));
    assert_int_equal(count, n);
    assert_memory_equal(back, positions, n * sizeof *back);
    assert_false(glass_positions_get(entry, back, n - 1, &count));
    assert_int_equal(count, n);
    free(back);
}

/* Writes the positions, reads them back, and returns how many bytes they took. */
static size_t round_trip(const uint32_t *positions, size_t n)
{
    buf out = BUF_INIT((size_t)1 << 30);
    uint64_t last;
    glass_positions_put(&out, positions, n);
    assert_false(out.failed);
    const char *p = out.data;
    assert_true(varint_get(&p, out.data + out.len, &last));
    assert_int_equal(last, positions[n - 1]);
    if (n > 1) {
        bits b = {(const unsigned char *)p, 8 * (size_t)(out.data + out.len - p), 0};
        uint32_t *back = calloc(n, sizeof *back);
        back[0] = (uint32_t)read_code(&b, last);
        assert_int_equal(read_code(&b, last - back[0]) + 2, n);
        back[n - 1] = (uint32_t)last;
        read_between(&b, back, 0, n - 1);
        assert_memory_equal(back, positions, n * sizeof *back);
        assert_int_equal((b.at + 7) / 8, b.n / 8);
        free(back);
    } else {
        assert_ptr_equal(p, out.data + out.len);
    }
    read_by_module(buf_slice(&out), positions, n);
    size_t len = out.len;
    buf_free(&out);
    return len;
}

static void positions_come_back_as_they_were(void **state)
{
    (void)state;
    const struct {
        uint32_t positions[6];
        size_t n;
    } rows[] = {{{1}, 1},
                {{UINT32_MAX}, 1},
                {{1, 2}, 2},
                {{0, UINT32_MAX}, 2},
                {{0, 1, UINT32_MAX}, 3},
                {{1, 2, 3, 4, 5, 6}, 6},
                {{1, 3, 5, 6, 7, 9}, 6},
                {{7, 100, 101, 5000, 70000, 4000000000u}, 6},
                {{4294967290u, 4294967291u, 4294967292u, 4294967293u, 4294967294u, UINT32_MAX}, 6}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
        round_trip(rows[i].positions, rows[i].n);
}

static void long_lists_of_every_density_come_back(void **state)
{
    (void)state;
    enum { LONGEST = 3000 };
    static uint32_t positions[LONGEST];
    uint64_t x = 88172645463325252u;
    for (uint32_t gap = 1; gap < 1000000; gap *= 5)
        for (size_t n = 1; n <= LONGEST; n = n * 3 / 2 + 1) {
            uint32_t at = gap;
            for (size_t i = 0; i < n; i++) {
                x ^= x << 13;
                x ^= x >> 7;
                x ^= x << 17;
                at += 1 + (uint32_t)(x % gap);
                positions[i] = at;
            }
            round_trip(positions, n);
        }
}

static void a_run_of_neighbours_takes_no_more_than_its_ends(void **state)
{
    (void)state;
    uint32_t positions[1000];
    for (uint32_t i = 0; i < 1000; i++)
        positions[i] = 5 + i;
    assert_in_range(round_trip(positions, 1000), 1, 5);
}

static void damaged_entries_are_refused_and_never_run_over(void **state)
{
    (void)state;
    enum { ROOM = 64, TRIALS = 200000, LONGEST = 24 };
    uint32_t back[ROOM];
    uint64_t x = 88172645463325252u;
    size_t read = 0;
    for (int i = 0; i < TRIALS; i++) {
        char entry[LONGEST];
        size_t len = 0, n;
        do {
            x ^= x << 13;
            x ^= x >> 7;
            x ^= x << 17;
            entry[len++] = (char)(x >> 32);
        } while (len < LONGEST && x % 8);
        if (!glass_positions_get((slice){entry, len}, back, ROOM, &n))
            continue;
        read++;
        assert_in_range(n, 1, ROOM);
        for (size_t k = 1; k < n; k++)
            assert_true(back[k] > back[k - 1]);
    }
    assert_true(read > 0);
    size_t n;
    assert_false(glass_positions_get(SLICE(""), back, ROOM, &n));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(positions_come_back_as_they_were),
        cmocka_unit_test(long_lists_of_every_density_come_back),
        cmocka_unit_test(damaged_entries_are_refused_and_never_run_over),
        cmocka_unit_test(a_run_of_neighbours_takes_no_more_than_its_ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
