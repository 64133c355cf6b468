/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/kit.h"

#include <stdlib.h>

#include "store/error.h"
#include "store/index.h"

static void kit_free(void *extra)
{
    kit *k = extra;
    if (!k)
        return;
    book_free(k->book);
    stemmer_free(k->stem);
    record_codec_free(k->codec);
    snippet_maker_free(k->maker);
    free(k);
}

dossier_status kit_of(dossier_index *index, kit **out, dossier_error *error)
{
    *out = index->extra;
    if (*out)
        return DOSSIER_OK;
    kit *k = calloc(1, sizeof *k);
    if (!k)
        return error_no_memory(error);
    dossier_status status = book_open(index->reader, &k->book, error);
    if (status == DOSSIER_OK &&
        (stemmer_create(reader_language(index->reader), &k->stem) != DOSSIER_OK ||
         record_codec_create(&k->codec) != DOSSIER_OK))
        status = error_no_memory(error);
    if (status != DOSSIER_OK) {
        kit_free(k);
        return status;
    }
    index->extra = k;
    index->free_extra = kit_free;
    *out = k;
    return DOSSIER_OK;
}

dossier_status kit_make_snippets(kit *k)
{
    return k->maker ? DOSSIER_OK : snippet_maker_create(stemmer_language(k->stem), &k->maker);
}
