/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * html_tags: what the reader knows of elements, and of the words in classes and ids.
 */
#ifndef DOSSIER_INDEXER_ARTICLES_HTML_TAGS_H
#define DOSSIER_INDEXER_ARTICLES_HTML_TAGS_H

#include "store/record.h"
#include "text/buf.h"

typedef enum html_tag {
    TAG_OTHER, /* inline, or unknown */
    TAG_BLOCK, /* div, section, address ... */
    TAG_A,
    TAG_ARTICLE,
    TAG_ASIDE,
    TAG_BLOCKQUOTE,
    TAG_BODY,
    TAG_BR,
    TAG_FIGURE,
    TAG_FOOTER,
    TAG_FORM,
    TAG_H1,
    TAG_H2,
    TAG_H3,
    TAG_H4,
    TAG_H5,
    TAG_H6,
    TAG_HEADER,
    TAG_HTML,
    TAG_LI,
    TAG_LINK,
    TAG_LIST,
    TAG_MAIN,
    TAG_META,
    TAG_NAV,
    TAG_P,
    TAG_PRE,
    TAG_SCRIPT,
    TAG_SKIP, /* style, svg, template: nothing in it is text */
    TAG_TABLE,
    TAG_TD,
    TAG_TIME,
    TAG_TITLE,
} html_tag;

typedef struct html_tag_info {
    const char *name;
    unsigned char tag;
    bool block;           /* starts and ends a line, and is a node */
    unsigned char reason; /* record_reason of what is in it */
} html_tag_info;

/* Never NULL; an unknown element is TAG_OTHER. name is in lower case. */
const html_tag_info *html_tag_find(const char *name);

/* What the words of a class or id say: *weight goes up for content and down for furniture, *reason
 * is set by the first word that names a kind of furniture. */
void html_class_read(slice names, int *weight, record_reason *reason);

/* "article-body", "entryContent", "story__text": the names that sites give the story's element. */
bool html_class_is_body(slice names);

#endif
