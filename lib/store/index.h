/* SPDX-License-Identifier: GPL-2.0-or-later */
/* index: what a dossier_index of the public API is made of. dossier_open, dossier_index_free,
 * dossier_index_count, dossier_index_statistics and dossier_index_list are defined in index.c. */
#ifndef DOSSIER_STORE_INDEX_H
#define DOSSIER_STORE_INDEX_H

#include "dossier.h"
#include "store/reader.h"

struct dossier_index {
    reader *reader;
    void *extra; /* what a room above keeps with it; NULL until it does */
    void (*free_extra)(void *extra);
};

#endif
