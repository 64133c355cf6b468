/* SPDX-License-Identifier: GPL-2.0-or-later */
/* text_parts: what the files of the format for people share. */
#ifndef DOSSIER_QUERY_FORMAT_TEXT_PARTS_H
#define DOSSIER_QUERY_FORMAT_TEXT_PARTS_H

#include "query/format.h"

#define TEXT_BOLD  "\033[1m"
#define TEXT_DIM   "\033[2m"
#define TEXT_MARK  "\033[1;31m"
#define TEXT_PLAIN "\033[0m"

void text_colour(const format_run *run, const char *code); /* where colour is wanted */
void text_put(const format_run *run, dossier_text text);   /* cleaned, in one line */
void text_put_string(const format_run *run, const char *text);
/* Bytes from..to of a snippet with the found words coloured. */
void text_put_marked(const format_run *run, const dossier_snippet *s, size_t from, size_t to);

/* text_batch.c: a list of queries */
void text_line_begin(format_run *run);
void text_warning(format_run *run, const dossier_warning *warning);
void text_failure(format_run *run, const dossier_error *error);
void text_line_count(format_run *run, const format_summary *summary); /* all that is shown of it */
void text_line_end(format_run *run);
void text_totals(format_run *run, const format_totals *totals);
/* and two that are compared */
void text_node(format_run *run, const format_node *node);
void text_pair(format_run *run, const format_pair *pair);
void text_matrix_end(format_run *run, size_t pairs);

/* text_entity.c */
void text_tags(format_run *run, const dossier_document *document);
void text_profile(format_run *run, const dossier_profile *profile);

#endif
