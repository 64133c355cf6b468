/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * front: what stands above a story's first paragraph: headline, standfirst, byline, dates,
 * publisher, dateline.
 *
 * The lines are read as items (front_items), the headline is the best of them (title), and the
 * front ends where the last line that was read into a field ends. After front_read p->body is the
 * first line of the story.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_FRONT_H
#define DOSSIER_INDEXER_ARTICLES_FRONT_H

#include "indexer/articles/dateline.h"
#include "indexer/articles/page.h"
#include "indexer/articles/stamp.h"

enum front_kind {
    FRONT_FURNITURE,
    FRONT_STAMP,
    FRONT_BYLINE,
    FRONT_ROLE,
    FRONT_NAMES, /* a line that could be a name or names */
    FRONT_OUTLET,
    FRONT_TEXT,  /* short: a headline, a standfirst, a label */
    FRONT_STORY, /* a paragraph */
    FRONT_DATELINE,
    FRONT_SECTION, /* "I. General", "Article 1": the text proper starts */
};

typedef struct front_item {
    enum front_kind kind;
    record_reason reason; /* of furniture */
    size_t first, end;    /* lines [first, end) */
    slice text;           /* from the first line's start to the last one's end */
    size_t words;
    size_t lines;
    bool heading;
    uint8_t level;
    stamp dates;
    dateline line;
    size_t cue;   /* words of a byline's opening */
    slice outlet; /* named in a role or byline */
} front_item;

#define FRONT_MAX 48

typedef struct front {
    front_item item[FRONT_MAX];
    size_t n;
} front;

/* Reads items from line `from` on, up to a dateline, a few paragraphs or FRONT_MAX. */
void front_items(const page *p, size_t from, front *f);
/* The item that is the headline; f->n if there is none. */
size_t front_headline(const front *f);
/* A name for a document without a headline: its first sentence or line, cut near 100 bytes. */
slice front_first_words(page *p, slice text);
/* Without "12. " or "# " before it and stray markup around it. */
slice front_plain_title(slice text);

/* "Subject: Control of police" is "Control of police"; anything else is itself. */
slice front_after_label(slice text);
/* Most longer words start with a capital, as in English headlines. */
bool front_is_in_title_case(slice text);
/* Without "FOR IMMEDIATE RELEASE" and its like before it. */
slice front_without_label(slice title);

void front_read(page *p);
/* The same for a page whose headline is known and stands above line `from`. */
void front_read_below(page *p, size_t from);

#endif
