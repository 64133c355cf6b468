/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <errno.h>
#include <zlib.h>

#include "glass/cursor.h"

#include "tests/test.h"

static char *inside(const char *folder, const char *name)
{
    char *path;
    assert_true(asprintf(&path, "%s/%s", folder, name) > 0);
    return path;
}

typedef struct shape {
    size_t entries, key_len, tag_len;
} shape;

static size_t key_of(const shape *s, size_t i, char key[256])
{
    memset(key, 'k', 256);
    int len = snprintf(key, 256, "%07zu", i);
    key[len] = 'k';
    return s->key_len;
}

static slice tag_of(const shape *s, size_t i)
{
    static char tag[300000];
    size_t len = s->tag_len - (s->tag_len > 40 ? i % 40 : 0);
    for (size_t k = 0; k < len; k++)
        tag[k] = (char)(i * 31 + k * 7);
    return (slice){tag, len};
}

static void write_table(const char *path, const shape *s, glass_root *root)
{
    glass_table t;
    char key[256];
    glass_table_begin(&t, path);
    for (size_t i = 0; i < s->entries; i++)
        glass_table_add(&t, key, key_of(s, i, key), tag_of(s, i));
    assert_int_equal(glass_table_end(&t, root), 0);
}

static void same(slice a, slice b)
{
    assert_int_equal(a.len, b.len);
    if (a.len)
        assert_memory_equal(a.data, b.data, a.len);
}

/* Walks from entry `from` on; `every`: tags are read of one entry in so many. */
static void walk(glass_cursor *c, const shape *s, size_t from, size_t every)
{
    char key[256];
    glass_cursor_seek(c, (slice){key, key_of(s, from, key)});
    for (size_t i = from; i < s->entries; i++) {
        assert_true(c->more);
        same(glass_cursor_key(c), (slice){key, key_of(s, i, key)});
        if (i % every == 0)
            same(glass_cursor_tag(c), tag_of(s, i));
        glass_cursor_next(c);
    }
    assert_false(c->more);
    assert_int_equal(c->error, 0);
}

static void every_entry_of_a_table_is_read_in_order(void **state)
{
    (void)state;
    static const shape rows[] = {{0, 8, 0},       {1, 8, 0},        {1, 8, 300000},
                                 {10, 255, 2000}, {3, 200, 100000}, {5000, 8, 0},
                                 {20000, 10, 20}, {3000, 255, 1},   {2000, 8, 2032},
                                 {500, 8, 8000},  {20000, 250, 3},  {300, 20, 20000}};
    char *folder = test_new_folder(), *path = inside(folder, "table");
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        const shape *s = &rows[row];
        glass_cursor c;
        glass_root root;
        write_table(path, s, &root);
        glass_cursor_open(&c, path, &root, 1);
        walk(&c, s, 0, 1);
        walk(&c, s, 0, 3);
        for (size_t i = 1; i < s->entries; i = i * 2 + 1)
            walk(&c, s, i, 2);
        glass_cursor_seek(&c, SLICE("z"));
        assert_false(c.more);
        glass_cursor_seek(&c, SLICE(""));
        assert_int_equal(c.more, s->entries > 0);
        assert_int_equal(c.error, 0);
        glass_cursor_close(&c);
        assert_int_equal(unlink(path), 0);
    }
    free(path);
    test_remove_folder(folder);
}

static void an_entry_is_found_by_its_key_alone_in_any_order(void **state)
{
    (void)state;
    static const shape rows[] = {{1, 8, 0}, {5000, 8, 20}, {300, 20, 20000}, {3000, 250, 3}};
    char *folder = test_new_folder(), *path = inside(folder, "table"), key[256];
    for (size_t row = 0; row < sizeof rows / sizeof rows[0]; row++) {
        const shape *s = &rows[row];
        glass_cursor c;
        glass_root root;
        write_table(path, s, &root);
        glass_cursor_open(&c, path, &root, 1);
        for (size_t i = 0; i < 2 * s->entries; i++) {
            /* One after the other, then all over the table. */
            size_t entry = i < s->entries ? i : i * 7919 % s->entries;
            size_t len = key_of(s, entry, key);
            assert_true(glass_cursor_find(&c, (slice){key, len}));
            same(glass_cursor_tag(&c), tag_of(s, entry));
            key[len] = 'k';
            assert_false(glass_cursor_find(&c, (slice){key, len + 1}));
        }
        assert_false(glass_cursor_find(&c, SLICE("z")));
        assert_int_equal(c.error, 0);
        glass_cursor_close(&c);
        assert_int_equal(unlink(path), 0);
    }
    free(path);
    test_remove_folder(folder);
}

static void a_key_between_two_entries_leads_to_the_second(void **state)
{
    (void)state;
    static const shape s = {3000, 20, 100};
    char *folder = test_new_folder(), *path = inside(folder, "table"), key[256];
    glass_cursor c;
    glass_root root;
    write_table(path, &s, &root);
    glass_cursor_open(&c, path, &root, 1);
    for (size_t i = 0; i + 1 < s.entries; i++) {
        key_of(&s, i, key);
        key[20] = 'k'; /* one byte more than entry i */
        glass_cursor_seek(&c, (slice){key, 21});
        assert_true(c.more);
        same(glass_cursor_key(&c), (slice){key, key_of(&s, i + 1, key)});
    }
    glass_cursor_close(&c);
    free(path);
    test_remove_folder(folder);
}

/* Reads all there is; returns how many entries came. */
static size_t read_all(const char *path, const glass_root *root, int *why)
{
    glass_cursor c;
    size_t n = 0;
    glass_cursor_open(&c, path, root, 1);
    for (glass_cursor_seek(&c, SLICE("")); c.more; glass_cursor_next(&c)) {
        (void)glass_cursor_tag(&c);
        n++;
    }
    *why = c.error;
    glass_cursor_close(&c);
    return n;
}

static void put_byte(const char *path, long at, int value)
{
    FILE *file = fopen(path, "r+b");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    assert_int_equal(fputc(value, file), value);
    fclose(file);
}

static int get_byte(const char *path, long at)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, at, SEEK_SET), 0);
    int value = fgetc(file);
    fclose(file);
    return value;
}

static void a_damaged_table_ends_in_an_error_and_never_goes_on_for_ever(void **state)
{
    (void)state;
    static const shape s = {400, 40, 900};
    char *folder = test_new_folder(), *path = inside(folder, "table");
    glass_root root;
    int why;
    write_table(path, &s, &root);
    assert_int_equal(root.level, 1);
    long blocks = (long)root.blocks, told = 0, tries = 0;
    for (long block = 0; block < blocks; block += block + 2 < blocks ? 7 : 1)
        for (long at = 0; at < 8192; at += at < 40 ? 1 : 97) {
            int before = get_byte(path, block * 8192 + at);
            put_byte(path, block * 8192 + at, before ^ 0x41);
            size_t n = read_all(path, &root, &why);
            assert_true(n <= s.entries && (n == s.entries || why == EBADMSG));
            told += why != 0;
            tries++;
            put_byte(path, block * 8192 + at, before);
        }
    assert_true(told > tries / 20);
    assert_int_equal(read_all(path, &root, &why), s.entries);
    assert_int_equal(truncate(path, 8192 * 3), 0);
    assert_true(read_all(path, &root, &why) < s.entries);
    assert_int_equal(why, EBADMSG);
    free(path);
    test_remove_folder(folder);
}

static void a_root_that_is_not_there_and_a_table_that_is_not_there(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *path = inside(folder, "table");
    int why;
    static const shape s = {50, 8, 100};
    glass_root root;
    assert_int_equal(read_all(path, &(glass_root){.exists = false}, &why), 0);
    assert_int_equal(why, 0);
    write_table(path, &s, &root);
    const glass_root wrong[] = {{true, 9999, 0, 8192, 1, 1},
                                {true, root.block, 9, 8192, 1, 1},
                                {true, root.block, 40, 8192, 1, 1},
                                {true, 0, 0, 4096, 1, 1},
                                {true, 0, 0, 0, 1, 1}};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_int_equal(read_all(path, &wrong[i], &why), 0);
        assert_int_equal(why, EBADMSG);
    }
    assert_int_equal(read_all("/nonexistent/table", &root, &why), 0);
    assert_int_equal(why, ENOENT);
    free(path);
    test_remove_folder(folder);
}

/* A leaf with one entry whose tag is the deflate stream of `text`, and `tail` bytes behind it. */
static void write_compressed(const char *path, slice text, size_t tail)
{
    unsigned char block[8192] = {0}, packed[1000] = {0};
    z_stream z = {.next_in = (z_const Bytef *)text.data,
                  .avail_in = (uInt)text.len,
                  .next_out = packed,
                  .avail_out = sizeof packed};
    glass_block b;
    assert_int_equal(deflateInit2(&z, 9, Z_DEFLATED, -15, 9, Z_DEFAULT_STRATEGY), Z_OK);
    assert_int_equal(deflate(&z, Z_FINISH), Z_STREAM_END);
    size_t len = z.total_out + tail;
    deflateEnd(&z);
    glass_block_begin(&b, block, 0);
    unsigned char *item = glass_block_place(&b, 3 + 1 + len);
    glass_put_u16(item, (GLASS_COMPRESSED | GLASS_FIRST | GLASS_LAST) << 8 | (unsigned)(1 + len));
    item[2] = 1;
    item[3] = 'k';
    memcpy(item + 4, packed, len);
    glass_block_end(&b);
    FILE *file = fopen(path, "wb");
    assert_int_equal(fwrite(block, 1, sizeof block, file), sizeof block);
    fclose(file);
}

static void a_compressed_tag_is_inflated(void **state)
{
    (void)state;
    char *folder = test_new_folder(), *path = inside(folder, "table");
    static char text[200000];
    const glass_root root = {true, 0, 0, 8192, 1, 1};
    glass_cursor c;
    memset(text, 'x', sizeof text);
    for (size_t tail = 0; tail < 2; tail++) {
        write_compressed(path, (slice){text, sizeof text}, tail);
        glass_cursor_open(&c, path, &root, 1);
        glass_cursor_seek(&c, SLICE("k"));
        assert_true(c.more);
        slice tag = glass_cursor_tag(&c);
        if (tail == 0)
            same(tag, (slice){text, sizeof text});
        assert_int_equal(c.error, tail ? EBADMSG : 0);
        glass_cursor_close(&c);
    }
    free(path);
    test_remove_folder(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_entry_of_a_table_is_read_in_order),
        cmocka_unit_test(an_entry_is_found_by_its_key_alone_in_any_order),
        cmocka_unit_test(a_key_between_two_entries_leads_to_the_second),
        cmocka_unit_test(a_damaged_table_ends_in_an_error_and_never_goes_on_for_ever),
        cmocka_unit_test(a_root_that_is_not_there_and_a_table_that_is_not_there),
        cmocka_unit_test(a_compressed_tag_is_inflated),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
