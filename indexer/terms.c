/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/terms.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/tags.h"
#include "store/fields.h"
#include "text/token.h"
#include "text/utf8.h"

struct term_maker {
    token_list tokens;
    stemmer *stem;
    tag_maker *tags; /* NULL: nothing is tagged */
    record_codec *codec;
    buf folded;
};

dossier_status term_maker_create(const char *language, const gazetteer *facts, term_maker **out)
{
    *out = NULL;
    term_maker *maker = calloc(1, sizeof *maker);
    if (!maker)
        return DOSSIER_NO_MEMORY;
    maker->tokens = TOKEN_LIST_INIT;
    maker->folded = BUF_INIT(1 << 20);
    dossier_status status = stemmer_create(language, &maker->stem);
    if (status == DOSSIER_OK && facts)
        status = tag_maker_create(facts, &maker->tags);
    if (status == DOSSIER_OK)
        status = record_codec_create(&maker->codec);
    if (status != DOSSIER_OK) {
        term_maker_free(maker);
        return status;
    }
    *out = maker;
    return DOSSIER_OK;
}

void term_maker_free(term_maker *maker)
{
    if (!maker)
        return;
    token_list_free(&maker->tokens);
    stemmer_free(maker->stem);
    tag_maker_free(maker->tags);
    record_codec_free(maker->codec);
    buf_free(&maker->folded);
    free(maker);
}

/* Adds the tokens from index `from` on as body words. */
static void add_body(term_maker *maker, size_t from, uint32_t wdf, draft *out)
{
    const token_list *list = &maker->tokens;
    for (size_t i = from; i < list->count; i++) {
        const token *t = &list->tokens[i];
        slice term = stemmer_term(maker->stem, token_fold(list, t), t->flags);
        draft_add(out, "", term, t->position, wdf);
    }
}

static void add_marks(const token_list *list, size_t from, draft *out)
{
    for (size_t i = from; i < list->count; i++) {
        const token *t = &list->tokens[i];
        if (t->flags & TOKEN_SENTENCE)
            draft_add(out, FIELD_MARK_SENTENCE, (slice){NULL, 0}, t->position, 0);
        if (t->flags & TOKEN_PARAGRAPH)
            draft_add(out, FIELD_MARK_PARAGRAPH, (slice){NULL, 0}, t->position, 0);
    }
}

/* Marks the first paragraph of the text proper, whose tokens begin at `from`. */
static void add_lead(const token_list *list, size_t from, draft *out)
{
    size_t end = from + 1;
    while (end < list->count && !(list->tokens[end].flags & TOKEN_PARAGRAPH))
        end++;
    uint32_t behind = end < list->count ? list->tokens[end].position : list->next_position;
    draft_add(out, FIELD_MARK_LEAD, (slice){NULL, 0}, list->tokens[from].position, 0);
    draft_add(out, FIELD_MARK_LEAD, (slice){NULL, 0}, behind, 0);
}

/* A field's words with positions of their own, from *position on, which is moved behind them for
 * the field's next value. Names and paths have wdf 0: they say nothing of how long the text is. */
static dossier_status add_words(term_maker *maker, const field *f, slice text, uint32_t *position,
                                draft *out)
{
    token_list *list = &maker->tokens;
    token_list_clear(list);
    list->next_position = *position;
    dossier_status status = token_scan(list, text, 0);
    for (size_t i = 0; i < list->count && status == DOSSIER_OK; i++) {
        const token *t = &list->tokens[i];
        slice word = token_fold(list, t);
        if (f->kind == FIELD_STEMMED)
            word = stemmer_term(maker->stem, word, t->flags);
        draft_add(out, f->prefix, word, t->position, f->kind == FIELD_STEMMED ? 1 : 0);
    }
    *position = list->next_position + TERMS_GAP;
    return status;
}

static void add_whole(term_maker *maker, const field *f, slice value, draft *out)
{
    if (!value.len)
        return;
    buf_clear(&maker->folded);
    utf8_fold(value.data, value.len, &maker->folded);
    draft_add(out, f->prefix, buf_slice(&maker->folded), DRAFT_NO_POSITION, 0);
    if (f->slot != SLOT_NONE)
        draft_value(out, (uint32_t)f->slot, value);
}

/* What the tagger reads of a segment: bylines are left out, for reporters are no officials. */
static dossier_status add_zone(term_maker *maker, const record_segment *s, size_t from, slice text)
{
    static const uint8_t zones[RECORD_ROLES] = {
        [RECORD_SUBTITLE] = ENTITY_IN_LEAD,
        [RECORD_DATELINE] = ENTITY_IN_DATELINE,
        [RECORD_HEADING] = ENTITY_IN_HEADING,
    };
    size_t end = maker->tokens.count;
    if (!maker->tags)
        return DOSSIER_OK;
    if (s->role == RECORD_BODY)
        return tag_maker_body(maker->tags, &maker->tokens, from, end, text, s->offset);
    return tag_maker_zone(maker->tags, (entity_zone)zones[s->role], from, end, text, s->offset);
}

/* Scans the title, which comes first. */
static dossier_status scan_title(term_maker *maker, const record *r)
{
    token_list *list = &maker->tokens;
    slice title = r->field[RECORD_NAME];
    token_list_clear(list);
    dossier_status status = token_scan(list, title, 0);
    if (status == DOSSIER_OK && maker->tags) {
        tag_maker_begin(maker->tags);
        status = tag_maker_zone(maker->tags, ENTITY_IN_TITLE, 0, list->count, title, 0);
    }
    list->next_position += TERMS_GAP;
    return status;
}

/* Whether a segment's words are body words; the title's are there already. */
static bool is_scanned(const record_segment *s)
{
    return s->role != RECORD_TITLE && record_role_is_indexed((record_role)s->role);
}

static dossier_status scan_segment(term_maker *maker, const record *r, const record_segment *s)
{
    size_t from = maker->tokens.count;
    slice text = {r->text.data + s->offset, s->length};
    dossier_status status = token_scan(&maker->tokens, text, s->offset);
    return status == DOSSIER_OK ? add_zone(maker, s, from, text) : status;
}

/* Title, text and byline as body words. Leaves the number of running words in *words. */
static dossier_status add_text(term_maker *maker, record *r, draft *out, size_t *words)
{
    token_list *list = &maker->tokens;
    dossier_status status = scan_title(maker, r);
    if (status == DOSSIER_OK)
        add_body(maker, 0, TERMS_TITLE_WDF, out);
    bool lead = false;
    for (size_t i = 0; i < r->n_segments && status == DOSSIER_OK; i++) {
        record_segment *s = &r->segments[i];
        size_t from = list->count;
        s->position = is_scanned(s) ? list->next_position : 0;
        if (!is_scanned(s))
            continue;
        status = scan_segment(maker, r, s);
        add_body(maker, from, TERMS_BODY_WDF, out);
        add_marks(list, from, out);
        if (status == DOSSIER_OK && !lead && s->role == RECORD_BODY && from < list->count) {
            add_lead(list, from, out);
            lead = true;
        }
    }
    *words = list->count;
    if (status == DOSSIER_OK && maker->tags)
        status = tag_maker_finish(maker->tags, list, r, out);
    for (size_t i = 0; i < r->n_bylines && status == DOSSIER_OK; i++) {
        size_t from = list->count;
        list->next_position += TERMS_GAP;
        status = token_scan(list, r->bylines[i], 0);
        add_body(maker, from, TERMS_BODY_WDF, out);
        add_marks(list, from, out);
    }
    return status;
}

static dossier_status add_path(term_maker *maker, const record *r, draft *out)
{
    uint32_t position = 1;
    slice path = r->field[RECORD_PATH];
    draft_add(out, "Q", path, DRAFT_NO_POSITION, 0);
    return add_words(maker, &field_table[FIELD_PATH], path, &position, out);
}

static dossier_status add_fields(term_maker *maker, const record *r, draft *out)
{
    uint32_t position = 1;
    dossier_status status =
        add_words(maker, &field_table[FIELD_TITLE], r->field[RECORD_NAME], &position, out);
    position = 1;
    for (size_t i = 0; i < r->n_bylines && status == DOSSIER_OK; i++)
        status = add_words(maker, &field_table[FIELD_AUTHOR], r->bylines[i], &position, out);
    position = 1;
    if (status == DOSSIER_OK)
        status =
            add_words(maker, &field_table[FIELD_SOURCE], r->field[RECORD_OUTLET], &position, out);
    if (status == DOSSIER_OK)
        status = add_path(maker, r, out);
    draft_value(out, SLOT_SOURCE, r->field[RECORD_OUTLET]);
    add_whole(maker, &field_table[FIELD_DOCKIND], r->field[RECORD_KIND], out);
    add_whole(maker, &field_table[FIELD_LANGUAGE], r->field[RECORD_LANGUAGE], out);
    add_whole(maker, &field_table[FIELD_ID], r->field[RECORD_ID], out);
    return status;
}

static void add_date(const record *r, draft *out)
{
    date when = r->published ? r->published : r->updated;
    field_date_term terms[3];
    char value[8];
    size_t n = field_date_terms(when, terms);
    for (size_t i = 0; i < n; i++)
        draft_add(out, "", (slice){terms[i].text, terms[i].len}, DRAFT_NO_POSITION, 0);
    if (when) {
        field_date_value(when, value);
        draft_value(out, SLOT_DATE, (slice){value, sizeof value});
    }
}

static dossier_status finish(term_maker *maker, const record *r, draft *out)
{
    dossier_status status = record_encode(maker->codec, r, &out->data);
    return status == DOSSIER_OK ? draft_finish(out) : status;
}

dossier_status term_maker_draft(term_maker *maker, record *r, draft *out)
{
    size_t words = 0;
    char number[FIELD_NUMBER_MAX];
    draft_clear(out);
    dossier_status status = add_text(maker, r, out, &words);
    if (status == DOSSIER_OK)
        status = add_fields(maker, r, out);
    if (status != DOSSIER_OK)
        return status;
    add_date(r, out);
    draft_value(out, SLOT_WORDS, (slice){number, field_number_value((double)words, number)});
    return finish(maker, r, out);
}

dossier_status term_maker_retag(term_maker *maker, slice stored, record *r, draft *out)
{
    draft_clear(out);
    record_clear_entities(r);
    dossier_status status = maker->tags ? scan_title(maker, r) : DOSSIER_OK;
    for (size_t i = 0; i < r->n_segments && maker->tags && status == DOSSIER_OK; i++)
        if (is_scanned(&r->segments[i]))
            status = scan_segment(maker, r, &r->segments[i]);
    if (status == DOSSIER_OK && maker->tags)
        status = tag_maker_finish(maker->tags, &maker->tokens, r, out);
    if (status == DOSSIER_OK)
        status = record_encode_tags(maker->codec, stored, r, &out->data);
    return status == DOSSIER_OK ? draft_finish(out) : status;
}

dossier_status term_maker_rename(term_maker *maker, const record *r, draft *out)
{
    draft_clear(out);
    dossier_status status = add_path(maker, r, out);
    return status == DOSSIER_OK ? finish(maker, r, out) : status;
}
