/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * kit: what every search of an index needs and none keeps. Making these anew takes longer than a
 * small search, so an index makes each at its first use and has it until it is freed; a list of
 * ten thousand names then pays for them once.
 *
 * Scratch is shared by all results of the index, which one thread uses at a time: what a search
 * takes from it is good until the next one does.
 */
#ifndef DOSSIER_QUERY_KIT_H
#define DOSSIER_QUERY_KIT_H

#include "dossier.h"
#include "query/book.h"
#include "query/snippet.h"
#include "store/record.h"
#include "text/stem.h"

typedef struct kit {
    book *book;           /* whom names mean */
    stemmer *stem;        /* of the index's language */
    record_codec *codec;  /* for the entities of hits */
    snippet_maker *maker; /* NULL until kit_make_snippets */
} kit;

/* The index's kit, made at the first call; borrowed from it. Errors: those of book_open,
 * DOSSIER_NO_MEMORY. */
dossier_status kit_of(dossier_index *index, kit **out, dossier_error *error);
/* Sees to it that there is a maker: most searches of a list show no passage. DOSSIER_NO_MEMORY. */
dossier_status kit_make_snippets(kit *k);

#endif
