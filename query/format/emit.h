/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * emit: JSON (RFC 8259) to a stream, in one line, valid whatever the bytes.
 *
 * Invariants
 *  - Strings are ASCII or well-formed UTF-8: a byte that is no UTF-8 becomes U+FFFD.
 *  - Control characters, U+2028/9 and what turns the reading direction round are \u escapes: the
 *    value is unchanged, and a terminal that shows the line is safe.
 *  - A key is given in objects and is NULL in lists.
 *  - At most 64 levels.
 */
#ifndef DOSSIER_QUERY_FORMAT_EMIT_H
#define DOSSIER_QUERY_FORMAT_EMIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include "dossier.h"

typedef struct emitter {
    FILE *out;
    unsigned depth;
    uint64_t filled; /* a bit a level: something was written there, a comma is due */
    uint64_t lists;  /* a bit a level: it is a list */
} emitter;

#define EMITTER_INIT(stream) ((emitter){.out = (stream)})

void emit_object(emitter *e, const char *key);
void emit_list(emitter *e, const char *key);
void emit_close(emitter *e);   /* the innermost object or list */
void emit_newline(emitter *e); /* ends a line of JSON Lines, outside of everything */
void emit_text(emitter *e, const char *key, dossier_text text);
void emit_string(emitter *e, const char *key, const char *nul_terminated);
void emit_number(emitter *e, const char *key, uint64_t number);
void emit_real(emitter *e, const char *key, double number, int decimals);
void emit_bool(emitter *e, const char *key, bool value);
void emit_base64(emitter *e, const char *key, dossier_text bytes); /* RFC 4648, padded */

#endif
