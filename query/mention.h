/* SPDX-License-Identifier: GPL-2.0-or-later */
/* mention: where a stored document names its entities, and why each was tagged. */
#ifndef DOSSIER_QUERY_MENTION_H
#define DOSSIER_QUERY_MENTION_H

#include "dossier.h"
#include "store/record.h"

/* The mentions of a record whose text and entities were read, with the words around them; in the
 * order of the text, the headline's first. Allocated in r's memory. DOSSIER_NO_MEMORY. */
dossier_status mention_list(record *r, const dossier_mention **out);
/* The words that name it, as they stand in the document. */
slice mention_surface(const record *r, const record_mention *m);

#endif
