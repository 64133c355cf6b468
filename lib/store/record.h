/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * record: all that Dossier keeps of one document, as the document data of a Xapian database.
 *
 * The text is the document's whole decoded text (UTF-8), furniture included, and every byte of it
 * belongs to at most one segment; the segments say what each piece is: title, body, dropped (and
 * why). Bytes in no segment are white space between them. So nothing is silently gone, offsets in
 * results are offsets in this text, and where `space` is RECORD_SOURCE its lines are the lines of
 * the file.
 *
 * On disk: one version byte, a head of varints and strings (fields, dates, bylines, segments,
 * sections), then the tags (entities and mentions) and the text, each as raw deflate with a preset
 * dictionary. Each of the three can be read without the others. doc/index-format.md spells it out.
 * Every length is checked on reading: a damaged record gives DOSSIER_CORRUPT, never a crash.
 */
#ifndef DOSSIER_STORE_RECORD_H
#define DOSSIER_STORE_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "dossier.h"
#include "text/buf.h"
#include "text/date.h"

/* What a piece of the text is. Indexed as words: title, heading, body, caption stays out. */
typedef enum record_role {
    RECORD_TITLE,
    RECORD_SUBTITLE, /* the standfirst under the headline; indexed as body */
    RECORD_BYLINE,   /* indexed under author: only */
    RECORD_DATELINE, /* "WASHINGTON, March 3 (Wire) -"; indexed as body */
    RECORD_HEADING,  /* a heading inside the body; indexed as body */
    RECORD_BODY,
    RECORD_META, /* lines read into fields: published, updated, publisher; not indexed */
    RECORD_DROPPED,
    RECORD_ROLES
} record_role;

/* Why a segment was dropped. */
typedef enum record_reason {
    RECORD_KEPT,
    RECORD_SHARE,      /* share buttons, view counts, print and save links */
    RECORD_NAVIGATION, /* menus, breadcrumbs, site maps, "back to top" */
    RECORD_CAPTION,    /* captions and picture credits */
    RECORD_NEWSLETTER, /* sign-up boxes, tips, contact lines */
    RECORD_RELATED,    /* links to and teasers of other stories */
    RECORD_LEGAL,      /* copyright, terms, cookies */
    RECORD_COMMENTS,
    RECORD_ADVERT,
    RECORD_MARKUP, /* what a format carries beside its text: front matter, code, tables of links */
    RECORD_REPEATED, /* the headline, byline or standfirst said again */
    RECORD_REASONS
} record_reason;

typedef struct record_segment {
    uint32_t offset; /* bytes in the text */
    uint32_t length;
    uint32_t position; /* of its first word; 0 when it is not indexed as body text */
    uint8_t role;      /* record_role */
    uint8_t reason;    /* record_reason; RECORD_KEPT unless dropped */
} record_segment;

/* Somebody or something that the document is about or names. The kinds, zones and rules are those
 * of lib/entity/entity.h, as numbers: this room passes them on. */
typedef struct record_entity {
    uint8_t kind; /* 0 official, 1 country, 2 organization, 3 agreement, 4 office */
    slice id, name;
    slice office;       /* an official's, at the document's date; may be empty */
    char country[3];    /* NUL-terminated code; may be empty */
    uint32_t halves;    /* mentions, counted in halves */
    uint32_t weight;    /* mentions weighed by where they stand */
    uint8_t confidence; /* percent */
    bool focus;         /* a country that the document is about */
    bool provisional;   /* in no gazetteer */
} record_entity;

typedef struct record_mention {
    uint32_t entity; /* index into record.entities */
    uint32_t offset; /* bytes of the text; in the title zone, of the title */
    uint32_t length;
    uint8_t zone;
    uint8_t rule;
    uint8_t confidence; /* percent */
} record_mention;

/* A numbered part of a proposal: everything from offset to the next section bears the label. */
typedef struct record_section {
    uint32_t offset;
    slice label; /* "II.3", "Article 5(a)", "Annex B" */
} record_section;

typedef enum record_field {
    RECORD_PATH,   /* as displayed: relative to the index's root, or absolute; FILE#MEMBER inside */
    RECORD_NAME,   /* title; never empty after article_read (a first line or the file's name) */
    RECORD_OUTLET, /* publisher */
    RECORD_URL,
    RECORD_PLACE,    /* of the dateline: "WASHINGTON" */
    RECORD_KIND,     /* "article", "proposal", "cable", "speech", "release", "document" */
    RECORD_LANGUAGE, /* ISO 639-1 */
    RECORD_CHARSET,  /* what the bytes were in */
    RECORD_ID,       /* the document's own id (a JSON record's, say); may be empty */
    RECORD_FORMAT,   /* "text", "markdown", "html", "json" */
    RECORD_GUESSES, /* what was guessed, for people: "kind from numbered parts; charset detected" */
    RECORD_FIELDS
} record_field;

typedef enum record_space {
    RECORD_SOURCE,    /* the text is the file's own, line by line */
    RECORD_EXTRACTED, /* the text was taken out of markup or a container */
} record_space;

typedef struct record {
    slice field[RECORD_FIELDS];
    slice *bylines; /* persons, without "By" and titles: "John Hudson" */
    size_t n_bylines;
    date published; /* 0 when the document does not say */
    date updated;
    uint8_t space;     /* record_space */
    bool verbatim;     /* byte offsets in text are byte offsets in the file */
    uint32_t replaced; /* bytes that became U+FFFD in decoding */
    record_segment *segments;
    size_t n_segments;
    record_section *sections;
    size_t n_sections;
    record_entity *entities; /* by kind, then weightiest first */
    size_t n_entities;
    record_mention *mentions; /* in the order of the text, the title's first */
    size_t n_mentions;
    slice text; /* empty after record_decode until record_inflate */
    /* Of a decoded record, in bytes: */
    size_t text_length; /* the whole text */
    size_t tags_length; /* entities and mentions */
    size_t tags_packed; /* their deflate stream, which ends where that of the text starts */
    size_t tags_offset; /* in the stored bytes: where the head ends */
    size_t text_offset; /* ... and where the text's deflate stream starts */
    arena memory;       /* owns all of the above, except a text the caller lent */
    size_t cap_segments, cap_sections, cap_bylines, cap_entities, cap_mentions;
} record;

void record_init(record *r);
void record_free(record *r);
void record_clear(record *r); /* empty again, memory kept: one record serves many documents */

/* Each copies what it is given; DOSSIER_NO_MEMORY is the only error. */
dossier_status record_set(record *r, record_field field, slice value);
dossier_status record_add_byline(record *r, slice name);
dossier_status record_add_segment(record *r, record_role role, record_reason reason, size_t offset,
                                  size_t length);
dossier_status record_add_section(record *r, size_t offset, slice label);

dossier_status record_add_entity(record *r, const record_entity *entity);
dossier_status record_add_mention(record *r, const record_mention *mention);
void record_clear_entities(record *r); /* and the mentions */

/* Compression state, reused from record to record; one a thread. */
typedef struct record_codec record_codec;
dossier_status record_codec_create(record_codec **out);
void record_codec_free(record_codec *codec);

/* Appends the stored form. Errors: DOSSIER_NO_MEMORY, DOSSIER_TOO_LARGE (out's maximum). */
dossier_status record_encode(record_codec *codec, const record *r, buf *out);
/* Appends the stored form of a record that was decoded from `stored` and given other entities and
 * mentions since: all else is copied as it is. Errors as record_encode, and DOSSIER_CORRUPT. */
dossier_status record_encode_tags(record_codec *codec, slice stored, record *r, buf *out);
/* Reads the head of a stored record; r->text stays empty until record_inflate. r keeps no pointer
 * into `stored` after record_decode. */
dossier_status record_decode(slice stored, record *r);
/* Inflates the text of the same stored bytes into r->text: the first `upto` bytes (all of them when
 * it has fewer; SIZE_MAX for the whole). A second call replaces the first one's text. */
dossier_status record_inflate(record_codec *codec, slice stored, record *r, size_t upto);

/* Reads entities and mentions of the same stored bytes, without the text. DOSSIER_CORRUPT. */
dossier_status record_read_entities(record_codec *codec, slice stored, record *r);

/* The label of the section that holds the offset; empty when there is none. */
slice record_section_at(const record *r, size_t offset);
bool record_role_is_indexed(record_role role);
const char *record_role_name(record_role role);
const char *record_reason_name(record_reason reason);

#endif
