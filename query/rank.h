/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * rank: how matches are put in order.
 *
 * The weight is IneB2 with c = 1 (Amati and van Rijsbergen, TOIS 2002, divergence from randomness:
 * inverse expected document frequency, Bernoulli after-effect, second normalisation), the factor of
 * a word typed n times is n, words of the headline have twice the wdf at indexing. To that comes
 * a tenth of the weight of a phrase for each two words that stand side by side in the query
 * and in the document. Measured on three judged collections (news of 1963, aerodynamics, computer
 * science) this was ahead of BM25 in each, with or without the phrases; c between .7 and 1.5 and a
 * phrase factor up to .2 made no difference that chance could not make.
 */
#ifndef DOSSIER_QUERY_RANK_H
#define DOSSIER_QUERY_RANK_H

#include "text/buf.h"
#include "xapian-c.h"

#define RANK_PHRASE_FACTOR 0.1
#define RANK_CLOSENESS                                                                             \
    1.0 /* the most that words near one another add: as much as a common word                      \
         */

enum {
    RANK_MAX_PAIRS = 8,      /* of neighbouring words that get a bonus */
    RANK_PAIR_BUDGET = 2000, /* documents whose positions may be looked at for all pairs together */
    RANK_FRAME_REST = 3      /* different words that must stay when framing words are left out */
};

/* What a word is worth. */
typedef enum rank_class {
    RANK_CONTENT,
    RANK_FUNCTION, /* the, of, and ... */
    RANK_LIGHT,    /* a function word in lower case, a name in capitals: us, who, it, may, will */
    RANK_FRAME     /* what a question is dressed in: "find articles dealing with ..." */
} rank_class;

/* The class of a folded word that was typed with these token flags. */
rank_class rank_classify(slice folded, unsigned token_flags);

xapian_status rank_weight(xapian_weight **out, xapian_error *err);

#endif
