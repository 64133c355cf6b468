/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The first byte chooses the format: t text, m Markdown, h HTML. Whatever is read must keep the
 * promises of record.h. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "indexer/article.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds)
{
    if (!holds)
        abort();
}

static void check_record(const record *r)
{
    size_t at = 0;
    for (size_t i = 0; i < r->n_segments; i++) {
        check(r->segments[i].offset >= at && r->segments[i].length > 0);
        at = (size_t)r->segments[i].offset + r->segments[i].length;
        check(at <= r->text.len);
    }
    for (size_t i = 0; i < r->n_sections; i++)
        check(r->sections[i].offset < r->text.len && r->sections[i].label.len > 0);
    check(r->field[RECORD_NAME].len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    article_reader *reader = NULL;
    const char *reason = NULL;
    record r;
    if (size < 1 || article_reader_create(&reader) != DOSSIER_OK)
        return 0;
    article_hints hints = {
        .format = data[0] == 'h'   ? ARTICLE_HTML
                  : data[0] == 'm' ? ARTICLE_MARKDOWN
                                   : ARTICLE_TEXT,
        .path = SLICE("folder/11Apr2007x.txt"),
    };
    record_init(&r);
    if (article_read(reader, (slice){(const char *)data + 1, size - 1}, &hints, &r, &reason) ==
        DOSSIER_OK)
        check_record(&r);
    record_free(&r);
    article_reader_free(reader);
    return 0;
}
