/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html_doc: a web page as the reader needs it: its text in lines, the block elements that hold
 * them, and what its head declares.
 *
 * Filled by html_parse (libxml2's SAX parser, html_parse.c alone). Nodes are block elements in the
 * order of the page; a node's subtree is the nodes [i, end). Elements nested beyond HTML_MAX_DEPTH
 * end the reading: such a page is broken or hostile, and what was read so far is kept.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_HTML_DOC_H
#define DOSSIER_INDEXER_ARTICLES_HTML_DOC_H

#include "indexer/articles/html_tags.h"
#include "indexer/articles/page.h"

#define HTML_MAX_DEPTH 512

enum html_node_flag {
    HTML_BODY_MARKED = 1 << 0, /* itemprop=articleBody */
    HTML_IS_ARTICLE = 1 << 1,  /* article, role=article, itemtype Article */
    HTML_IS_MAIN = 1 << 2,
    HTML_HIDDEN = 1 << 3,
    HTML_BODY_CLASS = 1 << 4, /* class article-body, entry-content and the like */
};

typedef struct html_node {
    uint32_t parent; /* 0 for the root, which is node 0 */
    uint32_t end;    /* one past the last node of its subtree */
    uint32_t first_line, end_line;
    uint8_t tag;        /* html_tag */
    uint8_t flags;      /* enum html_node_flag */
    uint8_t reason;     /* record_reason that its tag or class gives what is in it */
    int8_t weight;      /* what its class and id say: content or not */
    bool ordered;       /* ol */
    uint8_t item_style; /* of its items: '1', 'a' ... */
    uint16_t item;      /* ol: the next item's number; li: its number */
    bool certain;       /* the reason comes from the tag, not from a class */
    uint32_t prose;     /* words of paragraphs in the subtree */
} html_node;

/* Beside each line of the page. */
typedef struct html_line {
    uint32_t node;
    uint32_t link_bytes;
    uint8_t tag; /* the block it is in */
} html_line;

enum html_field {
    HTML_TITLE,
    HTML_AUTHOR,
    HTML_PUBLISHED,
    HTML_UPDATED,
    HTML_SITE,
    HTML_URL,
    HTML_LANGUAGE,
    HTML_FIELDS
};

typedef struct html_doc {
    page *p;
    buf text;
    html_node *nodes; /* owned */
    size_t n_nodes, cap_nodes;
    html_line *lines; /* owned; parallel to p->lines */
    size_t cap_lines;
    buf json_ld;              /* all of them, a NUL after each */
    slice field[HTML_FIELDS]; /* from meta elements, the best-ranked of each */
    uint8_t rank[HTML_FIELDS];
    slice head_title; /* the title element */
    slice time;       /* the first <time datetime> below the headline */
    const char *cut;  /* why the page was not read to its end; NULL if it was */
} html_doc;

/* Reads the page; p gets text and lines (all RECORD_BODY). Errors: DOSSIER_NO_MEMORY;
 * DOSSIER_BAD_DOCUMENT (a tag with thousands of attributes). */
dossier_status html_parse(html_doc *doc, slice html);
/* False for a page that would cost the parser time without end: it compares every attribute of a
 * tag with all others, and hundreds of them are an attack. Linear in the page. */
bool html_is_sane(slice html);
void html_doc_clear(html_doc *doc, page *p);
void html_doc_free(html_doc *doc);
/* Call once before any thread parses. */
void html_init(void);

#endif
