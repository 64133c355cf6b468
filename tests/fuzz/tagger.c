/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Any bytes as a table and a text: up to the first NUL a user's table, compiled with a few facts;
 * behind it a text that is tagged with them. Mentions lie in the text and have a tag. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "entity/compile.h"
#include "entity/tagger.h"

static const char facts[] = "official\tname\taliases\toffice\tcountry\tfrom\tto\n"
                            "lavrov-sergey\tSergey Lavrov\t\tforeign minister\tRU\t2004\t\n";
static const char offices[] = "office\taliases\tcountry\trank\nforeign minister\t\t\t1\n";
static const char countries[] = "country\tsurface\tkind\nRU\tRussia\tname\nRU\tRussian\tdemonym\n"
                                "US\tUS\tabbreviation\nUS\tTexas\tregion\nFR\tParis\tcapital\n";
static const char names[] = "name\tkind\nsergey\tfirst\nmr\thonorific\nde\tparticle\n";
static const char ambiguity[] = "surface\treading\tevidence\nParis\tFR\t*\nParis\tperson\tHilton\n";

static void check(int truth)
{
    if (!truth)
        abort();
}

static void tag(const gazetteer *g, slice text)
{
    token_list tokens = TOKEN_LIST_INIT;
    tagger *t;
    tagger_result result;
    check(token_scan(&tokens, text, 0) == DOSSIER_OK);
    check(tagger_create(g, &t) == DOSSIER_OK);
    const tagger_zone zone = {0, tokens.count, ENTITY_IN_BODY, text, 0};
    const tagger_document document = {&tokens, &zone, 1, 20170912};
    check(tagger_run(t, &document, &result) == DOSSIER_OK);
    for (size_t i = 0; i < result.n_mentions; i++) {
        const tagger_mention *m = &result.mentions[i];
        check(m->tag < result.n_tags && m->token + m->n_tokens <= tokens.count);
        check(m->length > 0 && (size_t)m->offset + m->length <= text.len);
    }
    tagger_free(t);
    token_list_free(&tokens);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const tables[] = {countries, offices, facts, names, ambiguity};
    const uint8_t *end = size ? memchr(data, 0, size) : NULL;
    size_t table = end ? (size_t)(end - data) : 0;
    gazetteer *g;
    gazetteer_found found[4];
    compiler *c;
    buf bytes = BUF_INIT(1 << 26);
    check(compiler_create(NULL, NULL, &c) == DOSSIER_OK);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        check(compiler_add(c, "facts.tsv", slice_of(tables[i]), false, NULL) == DOSSIER_OK);
    dossier_status status =
        compiler_add(c, "mine.tsv", (slice){(const char *)data, table}, true, NULL);
    check(status == DOSSIER_OK || status == DOSSIER_INVALID);
    check(compiler_finish(c, &bytes, NULL) == DOSSIER_OK);
    compiler_free(c);
    check(gazetteer_of_bytes(buf_slice(&bytes), &g, NULL) == DOSSIER_OK);
    slice text = {(const char *)data + table + (end != NULL), size - table - (end != NULL)};
    tag(g, text);
    for (int kind = 0; kind < ENTITY_KINDS; kind++)
        gazetteer_resolve(g, (entity_kind)kind, text, found, 4);
    gazetteer_free(g);
    buf_free(&bytes);
    return 0;
}
