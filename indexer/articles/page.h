/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * page: a document while it is being read: its text cut into lines, what each line is, what the
 * document says of itself, and what had to be guessed.
 *
 * A format (plain, markdown, html) makes the text and its lines; the shared stages (front,
 * furniture, byline, dateline, kind, proposal) give the lines roles; page_emit turns them into the
 * segments of a record. Invariants: lines are in order and never overlap; a line's bytes start and
 * end with something other than white space; all of the text outside the lines is white space.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_PAGE_H
#define DOSSIER_INDEXER_ARTICLES_PAGE_H

#include "indexer/article.h"
#include "store/record.h"
#include "text/buf.h"
#include "text/date.h"

enum page_flag {
    PAGE_BLANK_BEFORE =
        1 << 0,            /* a paragraph starts here: a blank line or a block's edge before it */
    PAGE_FIXED = 1 << 1,   /* the format said what the line is; rules about words leave it alone */
    PAGE_LINKS = 1 << 2,   /* nothing but links */
    PAGE_ITEM = 1 << 3,    /* an item of a list */
    PAGE_HEADING = 1 << 4, /* marked up as a heading */
    PAGE_FRONT = 1 << 5,   /* read into a field, or the title: no furniture rule applies */
};

typedef struct page_line {
    uint32_t offset; /* bytes in the text */
    uint32_t length;
    uint8_t role;    /* record_role */
    uint8_t reason;  /* record_reason */
    uint8_t flags;   /* enum page_flag */
    uint8_t level;   /* of a heading: 1 to 6 */
    uint16_t number; /* of an item of a numbered list whose number is not in the text; 0 if none */
    uint8_t number_style; /* '1', 'a', 'A', 'i' or 'I' */
} page_line;

/* Bytes inside a line that are markup (a link's target); the line is more than one segment then. */
typedef struct page_cut {
    uint32_t offset;
    uint32_t length;
} page_cut;

#define PAGE_MAX_BYLINES 16

typedef struct page {
    const article_hints *hints;
    slice text;
    page_line *lines; /* owned; kept from document to document */
    size_t n_lines, cap_lines;
    page_cut *cuts; /* owned; in order of offset */
    size_t n_cuts, cap_cuts;
    bool failed; /* no memory */

    /* What the document says; slices are borrowed from the hints or `memory`, never from the text,
     * which a format may still move. */
    slice title, outlet, url, id, language, kind, place;
    slice byline[PAGE_MAX_BYLINES];
    size_t n_bylines;
    bool byline_given; /* names from outside win: the text adds none */
    date published, updated;
    size_t body;              /* the line where the story starts */
    size_t dateline;          /* the line that opens with a dateline; n_lines if none */
    uint32_t dateline_length; /* bytes of it that are the dateline */
    arena memory;
    buf guesses; /* "kind from numbered parts; date from the file name" */
} page;

void page_clear(page *p, const article_hints *hints);
void page_free(page *p);
/* Cuts text into lines at LF, CR LF or lone CR (if there is no LF at all). */
void page_split(page *p, slice text);
/* Adds a line; false when memory has run out (and p->failed). */
bool page_add_line(page *p, size_t offset, size_t length, unsigned flags);
/* Cuts bytes out of the line they stand in; called in order of offset. */
void page_add_cut(page *p, size_t offset, size_t length);
/* Cuts the targets of all links "[text](target)" in lines that are not dropped. */
void page_cut_links(page *p);
slice page_text(const page *p, const page_line *line);
/* "; "-separated, for people. */
void page_guess(page *p, const char *what);
/* Lines [from, to) get the role. */
void page_mark(page *p, size_t from, size_t to, record_role role, record_reason reason);
static inline bool page_is_open(const page_line *line)
{
    return line->role == RECORD_BODY && !(line->flags & (PAGE_FRONT | PAGE_FIXED));
}
/* The next line in [i, to) that no rule has claimed yet; `to` if none. */
size_t page_next_open(const page *p, size_t i, size_t to);
/* A copy with every run of white space as one space, in p->memory. */
slice page_squeeze(page *p, slice text);
bool page_add_byline(page *p, slice name); /* once each; names past the limit are left out */

/* Writes text, segments and fields to r. */
dossier_status page_emit(page *p, record *r);

#endif
