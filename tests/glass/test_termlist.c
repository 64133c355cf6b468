/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "glass/termlist.h"

#include "tests/test.h"

static void terms_share_their_beginnings_and_small_counts_share_a_byte(void **state)
{
    (void)state;
    const char expected[] = "\x90\x03\x04" /* length 400, four terms */
                            "\x03"
                            "abc\x01" /* a first one carries its count */
                            "\x0a\x01"
                            "d" /* (1 + 1) * (3 + 1) + 2 shared */
                            "\x00\x02"
                            "xy\xac\x02" /* nothing shared, count 300 */
                            "\x05\x01"
                            "z"; /* (0 + 1) * (2 + 1) + 2 */
    buf out = BUF_INIT(1000);
    glass_termlist list;
    glass_termlist_begin(&list, &out, 400, 4);
    glass_termlist_add(&list, SLICE("abc"), 1);
    glass_termlist_add(&list, SLICE("abd"), 1);
    glass_termlist_add(&list, SLICE("xy"), 300);
    glass_termlist_add(&list, SLICE("xyz"), 0);
    assert_int_equal(out.len, sizeof expected - 1);
    assert_memory_equal(out.data, expected, out.len);
    buf_free(&out);
}

static void a_document_without_terms_has_an_empty_entry(void **state)
{
    (void)state;
    buf out = BUF_INIT(1000);
    glass_termlist list;
    glass_termlist_begin(&list, &out, 0, 0);
    assert_int_equal(out.len, 0);
    buf_free(&out);
}

static void long_terms_and_large_counts_leave_the_shared_byte(void **state)
{
    (void)state;
    static const struct {
        size_t len;
        uint32_t wdf;
        unsigned char first; /* byte of the second term, which differs in its last letter */
        bool count_follows;
    } rows[] = {{3, 62, 254, false},      {3, 63, 2, true},           {100, 1, 99, true},
                {84, 1, 83 + 170, false}, {127, 0, 126 + 128, false}, {245, 0, 244, true}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char a[245], b[245];
        buf out = BUF_INIT(1000);
        glass_termlist list;
        memset(a, 'a', sizeof a);
        memset(b, 'a', sizeof b);
        b[rows[i].len - 1] = 'b';
        glass_termlist_begin(&list, &out, 1, 2);
        glass_termlist_add(&list, (slice){a, rows[i].len}, 1);
        size_t at = out.len;
        glass_termlist_add(&list, (slice){b, rows[i].len}, rows[i].wdf);
        if (rows[i].first != (unsigned char)out.data[at])
            print_error("row %zu: %d\n", i, (unsigned char)out.data[at]);
        assert_int_equal(rows[i].first, (unsigned char)out.data[at]);
        assert_int_equal(out.len - at, rows[i].count_follows ? 4 : 3);
        buf_free(&out);
    }
}

static void slots_are_the_distances_between_them(void **state)
{
    (void)state;
    const uint32_t slots[] = {0, 1, 300, UINT32_MAX - 1};
    const char expected[] = "\x00\x00\xaa\x02\xd1\xfd\xff\xff\x0f";
    buf out = BUF_INIT(1000);
    glass_slots_put(&out, slots, 4);
    assert_int_equal(out.len, sizeof expected - 1);
    assert_memory_equal(out.data, expected, out.len);
    buf_free(&out);
}

static void an_entry_reads_back_as_it_was_put_and_damage_is_told(void **state)
{
    (void)state;
    char bytes[245];
    buf out = BUF_INIT(1 << 20);
    glass_termlist list;
    glass_termlist_reader r;
    memset(bytes, 'z', sizeof bytes);
    const slice terms[] = {SLICE("Nru"), SLICE("abc"), SLICE("abd"),
                           {"b\0c", 3},  SLICE("bus"), {bytes, 245}};
    const uint32_t counts[] = {3, 0, 126, 127, UINT32_MAX, 1};
    glass_termlist_begin(&list, &out, 400, 6);
    for (size_t i = 0; i < 6; i++)
        glass_termlist_add(&list, terms[i], counts[i]);
    glass_termlist_open(&r, buf_slice(&out));
    for (size_t i = 0; i < 6; i++) {
        assert_true(glass_termlist_next(&r));
        assert_int_equal(r.len, terms[i].len);
        assert_memory_equal(r.term, terms[i].data, r.len);
        assert_int_equal(r.wdf, counts[i]);
    }
    assert_false(glass_termlist_next(&r));
    assert_false(r.bad);
    assert_int_equal(r.length, 400);
    for (size_t cut = 1; cut < out.len; cut++) {
        glass_termlist_open(&r, (slice){out.data, cut});
        while (glass_termlist_next(&r))
            assert_in_range(r.len, 1, 245);
        assert_true(r.bad);
    }
    for (size_t i = 0; i < 40; i++) {
        out.data[i] ^= '\x55';
        glass_termlist_open(&r, buf_slice(&out));
        while (glass_termlist_next(&r))
            assert_in_range(r.len, 1, 245);
        out.data[i] ^= '\x55';
    }
    glass_termlist_open(&r, (slice){NULL, 0});
    assert_false(glass_termlist_next(&r) || r.bad);
    buf_free(&out);
}

static void slots_read_back_as_they_were_put(void **state)
{
    (void)state;
    const uint32_t slots[] = {0, 1, 300, UINT32_MAX - 1};
    buf out = BUF_INIT(1000);
    glass_slots_put(&out, slots, 4);
    slice entry = buf_slice(&out);
    uint32_t slot = UINT32_MAX;
    for (size_t i = 0; i < 4; i++) {
        assert_true(glass_slots_next(&entry, &slot));
        assert_int_equal(slot, slots[i]);
    }
    assert_false(glass_slots_next(&entry, &slot));
    assert_int_equal(entry.len, 0);
    entry = SLICE("\x01\xff");
    slot = UINT32_MAX;
    assert_true(glass_slots_next(&entry, &slot));
    assert_false(glass_slots_next(&entry, &slot));
    assert_int_equal(entry.len, 1);
    buf_free(&out);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_share_their_beginnings_and_small_counts_share_a_byte),
        cmocka_unit_test(a_document_without_terms_has_an_empty_entry),
        cmocka_unit_test(long_terms_and_large_counts_leave_the_shared_byte),
        cmocka_unit_test(slots_are_the_distances_between_them),
        cmocka_unit_test(an_entry_reads_back_as_it_was_put_and_damage_is_told),
        cmocka_unit_test(slots_read_back_as_they_were_put),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
