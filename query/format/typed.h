/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * typed: the records that json and jsonl write, each an object with a "type". doc/results.md and
 * doc/schema/results.schema.json describe them; a key once there keeps its meaning and its type.
 */
#ifndef DOSSIER_QUERY_FORMAT_TYPED_H
#define DOSSIER_QUERY_FORMAT_TYPED_H

#include "query/format.h"

/* Each writes one object; key is NULL outside of objects. */
void typed_explain(emitter *e, const char *key, dossier_text text);
void typed_warning(emitter *e, const char *key, const dossier_warning *warning);
void typed_hit(emitter *e, const char *key, const dossier_hit *hit);
void typed_facet(emitter *e, const char *key, const dossier_facet *facet);
void typed_summary(emitter *e, const char *key, const format_summary *summary);
/* The members of a line of a list of queries, into an object that is open. */
void typed_line_members(emitter *e, const format_line *line);
void typed_totals(emitter *e, const char *key, const format_totals *totals);
void typed_document(emitter *e, const char *key, const dossier_document *document, bool dropped);
/* One entity of a document, with every mention. */
void typed_tag(emitter *e, const char *key, const dossier_document *document, size_t entity);
void typed_profile(emitter *e, const char *key, const dossier_profile *profile);
void typed_field(emitter *e, const char *key, const dossier_field_info *field);
void typed_measures(emitter *e, const char *key, const dossier_measures *measures);
void typed_saved(emitter *e, const char *key, const dossier_saved_query *query);
void typed_failure(emitter *e, const char *key, const dossier_error *error);
/* The members of a header, into an object that is open: schema, mode, what was asked. */
void typed_header_members(emitter *e, const format_request *request);

#endif
