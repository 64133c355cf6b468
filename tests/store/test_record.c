/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/record.h"

#include "tests/test.h"

typedef struct fixture {
    record_codec *codec;
    record in, out;
    buf stored;
} fixture;

static const char text[] =
    "Ministers Agree on Grain\n\nBy Ann Example\n\nGENEVA - The ministers of the "
    "developing countries said in a statement that they agreed.\n\nShare\n";

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    assert_int_equal(record_codec_create(&f->codec), DOSSIER_OK);
    record_init(&f->in);
    record_init(&f->out);
    f->stored = BUF_INIT(1 << 24);
    record *r = &f->in;
    record_set(r, RECORD_PATH, SLICE("grain.txt"));
    record_set(r, RECORD_NAME, SLICE("Ministers Agree on Grain"));
    record_add_byline(r, SLICE("Ann Example"));
    record_add_segment(r, RECORD_TITLE, RECORD_KEPT, 0, 24);
    record_add_segment(r, RECORD_BYLINE, RECORD_KEPT, 26, 14);
    record_add_segment(r, RECORD_BODY, RECORD_KEPT, 42, 88);
    r->segments[2].position = 105;
    record_add_segment(r, RECORD_DROPPED, RECORD_SHARE, 132, 5);
    record_add_section(r, 0, SLICE("I"));
    record_add_section(r, 42, SLICE("II.3"));
    r->published = 20170912;
    r->replaced = 2;
    r->verbatim = true;
    r->text = SLICE(text);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    record_free(&f->in);
    record_free(&f->out);
    record_codec_free(f->codec);
    buf_free(&f->stored);
    free(f);
    return 0;
}

static void a_record_comes_back_as_it_was_stored(void **state)
{
    fixture *f = *state;
    assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
    assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
    record *r = &f->out;
    assert_slice_equal(r->field[RECORD_PATH], "grain.txt");
    assert_slice_equal(r->field[RECORD_NAME], "Ministers Agree on Grain");
    assert_slice_equal(r->field[RECORD_URL], "");
    assert_int_equal(r->n_bylines, 1);
    assert_slice_equal(r->bylines[0], "Ann Example");
    assert_int_equal(r->published, 20170912);
    assert_int_equal(r->updated, 0);
    assert_int_equal(r->replaced, 2);
    assert_true(r->verbatim);
    assert_int_equal(r->space, RECORD_SOURCE);
    assert_int_equal(r->n_segments, 4);
    for (size_t i = 0; i < 4; i++)
        assert_memory_equal(&r->segments[i], &f->in.segments[i], sizeof r->segments[i]);
    assert_int_equal(record_inflate(f->codec, buf_slice(&f->stored), r, SIZE_MAX), DOSSIER_OK);
    assert_slice_equal(r->text, text);
}

static void the_head_reads_without_the_text_and_the_text_in_part(void **state)
{
    fixture *f = *state;
    assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
    assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
    assert_int_equal(f->out.text.len, 0);
    assert_int_equal(f->out.text_length, sizeof text - 1);
    assert_int_equal(record_inflate(f->codec, buf_slice(&f->stored), &f->out, 24), DOSSIER_OK);
    assert_slice_equal(f->out.text, "Ministers Agree on Grain");
}

static void assert_tagged(fixture *f, const char *id)
{
    record *r = &f->out;
    assert_int_equal(record_read_entities(f->codec, buf_slice(&f->stored), r), DOSSIER_OK);
    assert_int_equal(r->n_entities, id ? 1 : 0);
    if (id)
        assert_slice_equal(r->entities[0].id, id);
    assert_int_equal(record_inflate(f->codec, buf_slice(&f->stored), r, SIZE_MAX), DOSSIER_OK);
    assert_slice_equal(r->text, text);
    assert_int_equal(r->segments[2].position, 105);
}

static void tags_are_replaced_and_all_else_stays_byte_for_byte(void **state)
{
    fixture *f = *state;
    static const char *const ids[] = {"CH", NULL, "q58217", "US"};
    assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
    for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++) {
        buf again = BUF_INIT(1 << 24);
        assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
        size_t stream = f->stored.len - f->out.text_offset;
        if (ids[i]) {
            const record_entity e = {.kind = 1, .id = slice_of(ids[i]), .name = SLICE("Geneva")};
            assert_int_equal(record_add_entity(&f->out, &e), DOSSIER_OK);
        }
        assert_int_equal(record_encode_tags(f->codec, buf_slice(&f->stored), &f->out, &again),
                         DOSSIER_OK);
        assert_memory_equal(again.data, f->stored.data, f->out.tags_offset);
        assert_memory_equal(again.data + again.len - stream, f->stored.data + f->out.text_offset,
                            stream);
        buf_free(&f->stored);
        f->stored = again;
        assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
        assert_tagged(f, ids[i]);
    }
}

static void an_offset_names_its_section(void **state)
{
    fixture *f = *state;
    assert_slice_equal(record_section_at(&f->in, 41), "I");
    assert_slice_equal(record_section_at(&f->in, 42), "II.3");
    assert_slice_equal(record_section_at(&f->in, 1000), "II.3");
    record empty;
    record_init(&empty);
    assert_slice_equal(record_section_at(&empty, 5), "");
}

/* Deflate alone can't: 138 bytes repeat too little. The preset dictionary does it. */
static void even_a_few_lines_of_news_are_stored_much_smaller(void **state)
{
    fixture *f = *state;
    assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
    assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
    assert_true((f->stored.len - f->out.text_offset) * 10 < (sizeof text - 1) * 6);
}

/* Whatever a bad disk does to a byte, reading ends with a status. */
static void a_damaged_record_is_reported_never_a_crash(void **state)
{
    fixture *f = *state;
    assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
    size_t refused = 0;
    for (size_t cut = 0; cut < f->stored.len; cut++) {
        slice part = {f->stored.data, cut};
        if (record_decode(part, &f->out) != DOSSIER_OK ||
            record_inflate(f->codec, part, &f->out, SIZE_MAX) != DOSSIER_OK)
            refused++;
    }
    assert_true(refused + 2 >= f->stored.len);
    for (size_t i = 0; i < f->stored.len; i++)
        for (int bit = 0; bit < 8; bit++) {
            f->stored.data[i] ^= (char)(1 << bit);
            if (record_decode(buf_slice(&f->stored), &f->out) == DOSSIER_OK)
                (void)record_inflate(f->codec, buf_slice(&f->stored), &f->out, SIZE_MAX);
            f->stored.data[i] ^= (char)(1 << bit);
        }
    slice none = {NULL, 0};
    assert_int_equal(record_decode(none, &f->out), DOSSIER_CORRUPT);
}

static void one_record_serves_many_documents(void **state)
{
    fixture *f = *state;
    for (int i = 0; i < 3; i++) {
        buf_clear(&f->stored);
        assert_int_equal(record_encode(f->codec, &f->in, &f->stored), DOSSIER_OK);
        assert_int_equal(record_decode(buf_slice(&f->stored), &f->out), DOSSIER_OK);
        assert_int_equal(f->out.n_segments, 4);
        assert_int_equal(f->out.n_bylines, 1);
    }
    record_clear(&f->out);
    assert_int_equal(f->out.n_segments, 0);
    assert_slice_equal(f->out.field[RECORD_NAME], "");
}

static void every_role_and_reason_has_a_name(void **state)
{
    (void)state;
    for (int i = 0; i < RECORD_ROLES; i++)
        assert_string_not_equal(record_role_name((record_role)i), "unknown");
    for (int i = 1; i < RECORD_REASONS; i++)
        assert_true(strlen(record_reason_name((record_reason)i)) > 3);
    assert_string_equal(record_role_name((record_role)99), "unknown");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_record_comes_back_as_it_was_stored, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_head_reads_without_the_text_and_the_text_in_part,
                                        set_up, tear_down),
        cmocka_unit_test_setup_teardown(tags_are_replaced_and_all_else_stays_byte_for_byte, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(an_offset_names_its_section, set_up, tear_down),
        cmocka_unit_test_setup_teardown(even_a_few_lines_of_news_are_stored_much_smaller, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_damaged_record_is_reported_never_a_crash, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(one_record_serves_many_documents, set_up, tear_down),
        cmocka_unit_test(every_role_and_reason_has_a_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
