/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * compile: tables of facts (tab-separated, see corpus/gazetteer/README.md) to one compiled
 * gazetteer. A line that can't be used is reported and left out; the rest is used.
 */
#ifndef DOSSIER_ENTITY_COMPILE_H
#define DOSSIER_ENTITY_COMPILE_H

#include <stdbool.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"

typedef struct compiler compiler;

/* A line that was left out: the file as it was named, its line from 1, and why. */
typedef void (*compile_complaint)(const char *file, size_t line, const char *reason, void *ctx);

/* complain may be NULL. */
dossier_status compiler_create(compile_complaint complain, void *ctx, compiler **out);
void compiler_free(compiler *c);
/* Adds the rows of a table; the columns in its first line say which table it is. listed: a user's
 * own, whose rows override those before. The bytes are copied. Errors: DOSSIER_INVALID (the first
 * line is of no known table; error says so), DOSSIER_NO_MEMORY. */
dossier_status compiler_add(compiler *c, const char *name, slice bytes, bool listed,
                            dossier_error *error);
/* The hash that compiler_add carries on from table to table: where the tables so far gave `before`
 * (COMPILE_NO_TABLES for none), what one more makes of it. */
#define COMPILE_NO_TABLES 0xcbf29ce484222325u
uint64_t compile_fingerprint(uint64_t before, slice bytes, bool listed);
/* The compiled gazetteer, appended to out. */
dossier_status compiler_finish(compiler *c, buf *out, dossier_error *error);

#endif
