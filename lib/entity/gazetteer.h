/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * gazetteer: the compiled facts, mapped into memory and only read. Made by compile.h from the
 * tables that corpus/gazetteer/README.md describes.
 *
 * A file is one header, then sections of fixed-size rows and a pool of strings; numbers are little
 * endian, as in memory. Every section is checked against the file's length when it is opened, and
 * every index when it is followed: a damaged file gives wrong tags or DOSSIER_CORRUPT, never a
 * crash. Entities, offices' terms and surfaces are numbered; numbers are good for one file only.
 */
#ifndef DOSSIER_ENTITY_GAZETTEER_H
#define DOSSIER_ENTITY_GAZETTEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "entity/entity.h"
#include "text/buf.h"
#include "text/date.h"

typedef struct gazetteer gazetteer;

#define GAZETTEER_NONE UINT32_MAX

/* Maps the file. Errors: DOSSIER_IO (errno in the error), DOSSIER_SCHEMA (of another version),
 * DOSSIER_CORRUPT, DOSSIER_NO_MEMORY. */
dossier_status gazetteer_open(const char *path, gazetteer **out, dossier_error *error);
/* The same of bytes that stay the caller's, and outlive it. */
dossier_status gazetteer_of_bytes(slice bytes, gazetteer **out, dossier_error *error);
void gazetteer_free(gazetteer *g); /* NULL is fine */
/* A hash of the tables that it was made from. */
uint64_t gazetteer_fingerprint(const gazetteer *g);

typedef struct gazetteer_entity {
    uint32_t number;
    entity_kind kind;
    slice id;
    slice name;
    char country[3]; /* NUL-terminated code; empty where it has none */
    bool listed;     /* of a user's own table */
} gazetteer_entity;

/* False when there is no such entity. Slices are borrowed from g. */
bool gazetteer_entity_at(const gazetteer *g, uint32_t number, gazetteer_entity *out);
uint32_t gazetteer_find(const gazetteer *g, entity_kind kind, slice id); /* or GAZETTEER_NONE */
size_t gazetteer_entities(const gazetteer *g);

/* An official's time in an office. */
typedef struct gazetteer_term {
    uint32_t official;
    uint32_t
        office;  /* an entity of kind ENTITY_OFFICE, or GAZETTEER_NONE: only its text is known */
    slice title; /* as the table writes it */
    char country[3];
    date from, to; /* 0: unknown, or not over */
    unsigned rank; /* of the office: 1 the highest to 3 */
} gazetteer_term;

/* The terms of an official, earliest first; i from 0. False at the end. */
bool gazetteer_term_of(const gazetteer *g, uint32_t official, size_t i, gazetteer_term *out);
/* Who held the office on that day: the terms of (office, country) that hold it, i from 0, latest
 * beginning first; country may be empty (of a body: the UN's secretary general). False at the end.
 */
bool gazetteer_holder(const gazetteer *g, uint32_t office, const char *country, date on, size_t i,
                      gazetteer_term *out);
/* The office that an official is shown with on a day: the one held then, else the last before,
 * else the first; a zero date gives the last. False when there is none. */
bool gazetteer_office_on(const gazetteer *g, uint32_t official, date on, gazetteer_term *out);

/* What a name typed in a query may mean. */
typedef struct gazetteer_found {
    uint32_t entity;
    bool whole; /* its name, an alias or its id; otherwise a surname or another spelling */
} gazetteer_found;

/* Entities of a kind that `text` (any case) names: by id, by name or alias, by another spelling, by
 * surname; whole matches first, prominent ones first. Writes at most max; returns how many there
 * are. */
size_t gazetteer_resolve(const gazetteer *g, entity_kind kind, slice text, gazetteer_found *out,
                         size_t max);
/* Names of a kind that are spelt nearly so, for "did you mean"; at most max. */
size_t gazetteer_nearest(const gazetteer *g, entity_kind kind, slice text, uint32_t *out,
                         size_t max);
/* The i-th spelling of an entity in the tables, folded; false at the end. */
bool gazetteer_spelling(const gazetteer *g, uint32_t entity, size_t i, slice *out);

#endif
