/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entity: what the gazetteer, the tagger and those who read its tags agree on.
 */
#ifndef DOSSIER_ENTITY_ENTITY_H
#define DOSSIER_ENTITY_ENTITY_H

#include <stdint.h>

#include "text/buf.h"

typedef enum entity_kind {
    ENTITY_OFFICIAL,     /* id: a Wikidata item, or surname-given; provisional ones start with ~ */
    ENTITY_COUNTRY,      /* id: ISO 3166-1 alpha-2, upper case */
    ENTITY_ORGANIZATION, /* id: a slug */
    ENTITY_AGREEMENT,    /* id: a slug */
    ENTITY_OFFICE,       /* id: its canonical name, "foreign minister" */
    ENTITY_KINDS
} entity_kind;

/* Where in a document a mention stands. */
typedef enum entity_zone {
    ENTITY_IN_TITLE,
    ENTITY_IN_LEAD, /* the first paragraph of the body, and the standfirst */
    ENTITY_IN_BODY,
    ENTITY_IN_HEADING,
    ENTITY_IN_DATELINE, /* where it was written: weighs little */
    ENTITY_ZONES
} entity_zone;

/* Why a mention was tagged. */
typedef enum entity_rule {
    ENTITY_BY_NAME,    /* a name of the gazetteer, word for word */
    ENTITY_BY_DEMONYM, /* Russian, Russians */
    ENTITY_BY_ABBREVIATION,
    ENTITY_BY_CAPITAL,
    ENTITY_BY_METONYM, /* the Kremlin */
    ENTITY_BY_REGION,
    ENTITY_BY_CITY,
    ENTITY_BY_EVIDENCE,     /* one of several readings, decided by the rest of the document */
    ENTITY_BY_SPELLING,     /* another spelling of a name of the gazetteer */
    ENTITY_BY_TITLE,        /* a title and a surname, with office, country and date that fit */
    ENTITY_BY_SURNAME,      /* the surname of a person named in full in the same document */
    ENTITY_BY_PROMINENCE,   /* a surname alone, of one who held high office at the time */
    ENTITY_BY_OFFICE,       /* an office alone: whoever held it on the document's date */
    ENTITY_BY_INTRODUCTION, /* a title and a name that no gazetteer has: provisional */
    ENTITY_RULES
} entity_rule;

const char *entity_kind_name(entity_kind kind); /* "official"; static */
const char *entity_zone_name(entity_zone zone); /* "title" */
/* For programs, and for good: "title". Static. */
const char *entity_rule_name(entity_rule rule);
/* A sentence for people: "a title and a surname that fit office, country and date". */
const char *entity_rule_text(entity_rule rule);

#endif
