/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * fields: the one table of fields: name, term prefix, kind, value slot, help and example. The query
 * parser, the indexer, --help, the man pages and the completions all read it; adding a field is
 * adding a row here and filling it in indexer/terms.c.
 *
 * Prefixes follow Omega's conventions where one exists (S title, A author, L language, Q unique id,
 * P path, D M Y dates); the others start with X. All that follows a prefix is folded to lower case,
 * so a prefix never runs into its word.
 */
#ifndef DOSSIER_STORE_FIELDS_H
#define DOSSIER_STORE_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"
#include "text/date.h"

typedef enum field_kind {
    FIELD_STEMMED, /* running text: stemmed words with positions */
    FIELD_WORDS,   /* names: folded words as they are, with positions */
    FIELD_WHOLE,   /* the whole folded value is one term */
    FIELD_DATE,    /* a calendar date: terms D M Y and a value for ranges */
    FIELD_ENTITY,  /* ids of entities, with the positions of their mentions */
    FIELD_NUMBER,  /* a number that is not negative: a value for ranges, no term */
    FIELD_SOUND,   /* a way to look for words of the running text: no terms of its own */
} field_kind;

typedef enum field_id {
    FIELD_TEXT, /* words without a field */
    FIELD_TITLE,
    FIELD_AUTHOR,
    FIELD_SOURCE,
    FIELD_DOCKIND,
    FIELD_PUBLISHED,
    FIELD_LANGUAGE,
    FIELD_PATH,
    FIELD_ID,
    FIELD_OFFICIAL,
    FIELD_COUNTRY,
    FIELD_ORGANIZATION,
    FIELD_AGREEMENT,
    FIELD_OFFICE,
    FIELD_ABOUT,      /* countries that the document is about */
    FIELD_LENGTH,     /* running words */
    FIELD_SOUNDSLIKE, /* the running text, by sound */
    FIELDS
} field_id;

/* Value slots. A date is yyyymmdd in ASCII, so that byte order is time order. */
enum {
    SLOT_DATE = 0,
    SLOT_SOURCE = 1,
    SLOT_KIND = 2,
    SLOT_LANGUAGE = 3,
    SLOT_WORDS = 4,     /* running words, by xapian_sortable_serialise */
    SLOT_OFFICIALS = 5, /* lists of ids, see field_list_add */
    SLOT_COUNTRIES = 6,
    SLOT_ORGANIZATIONS = 7,
    SLOT_AGREEMENTS = 8,
    SLOT_NONE = -1
};

typedef struct field {
    const char *name;    /* as typed in a query, without the colon; "" for FIELD_TEXT */
    const char *aliases; /* other spellings, separated by spaces */
    const char *prefix;  /* of its terms */
    field_kind kind;
    int slot;   /* of its value, or SLOT_NONE */
    bool facet; /* worth counting */
    const char *help;
    const char *example;
} field;

extern const field field_table[FIELDS];

/* By name or alias, in any case; NULL when there is none. */
const field *field_find(slice name);

/* Whether a term is one of a FIELD_ENTITY field: what tagging adds, and tagging anew replaces. */
bool field_is_entity_term(slice term);
/* Whether no such term can follow in byte order, as none does behind the first word. */
bool field_is_behind_entity_terms(slice term);

#define FIELD_TERM_MAX 245

/* Terms that only mark places: where sentences and paragraphs of the text and its byline begin
 * (the headline has none), and the first paragraph's first position and the one behind it. */
#define FIELD_MARK_SENTENCE  "XS"
#define FIELD_MARK_PARAGRAPH "XP"
#define FIELD_MARK_LEAD      "XL"

/* The term of a word (already folded and, for FIELD_STEMMED, stemmed) in a field; out has room for
 * FIELD_TERM_MAX bytes. A term that would be longer is cut and ends in a hash of the whole. Returns
 * its length. */
size_t field_term(const char *prefix, slice word, char out[FIELD_TERM_MAX]);

/* Terms of a date: D20170912, M201709, Y2017 (those that the date is precise enough for). Returns
 * how many were written. */
typedef struct field_date_term {
    char text[12];
    uint8_t len;
} field_date_term;
size_t field_date_terms(date d, field_date_term out[3]);
/* The value of a date in SLOT_DATE: eight digits. */
void field_date_value(date d, char out[8]);
/* The date of such a value; 0 when it is none. */
date field_value_date(slice value);
/* The value of a number that is not negative (SLOT_WORDS), in bytes that sort as it does; out has
 * room for FIELD_NUMBER_MAX. Returns its length. */
#define FIELD_NUMBER_MAX 9
size_t field_number_value(double number, char out[FIELD_NUMBER_MAX]);
/* A value that lists the ids of a document's entities, the weightiest first: for each, its length
 * (a varint) and its bytes. Adding to a list that has reached its maximum leaves it as it is. */
void field_list_add(buf *list, slice id);
/* The next id of a list that was read; false at its end, and where it is damaged. */
bool field_list_next(slice *list, slice *id);

#endif
