/* SPDX-License-Identifier: GPL-2.0-or-later */
/* hit: a stored record as the public API shows it. */
#ifndef DOSSIER_QUERY_HIT_H
#define DOSSIER_QUERY_HIT_H

#include "dossier.h"
#include "store/record.h"

/* The fields of a record under a path as it is shown. Rank, score and snippets are left empty.
 * Everything is borrowed from r and path. */
dossier_hit hit_of_record(const record *r, slice path);
/* The record's entities as the public API shows them, into an array that grows at need. The texts
 * are borrowed from r. DOSSIER_NO_MEMORY. */
dossier_status hit_entities(const record *r, dossier_entity **entities, size_t *capacity);

#endif
