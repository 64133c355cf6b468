/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The one file that sees libxml2: its HTML push parser's events become lines and nodes. */
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "indexer/articles/html_doc.h"
#include "indexer/articles/html_meta.h"
#include "text/utf8.h"

#define CHUNK       32768u
#define MAX_NODES   1000000u
#define MAX_JSON_LD ((size_t)4 << 20)
#define MAX_TITLE   4096u

enum gap { GAP_NONE, GAP_SPACE, GAP_LINE, GAP_BLOCK };

typedef struct open_element {
    uint32_t node; /* the node it is, or the one it stands in */
    bool is_node;
    uint8_t tag;
} open_element;

typedef struct parser {
    html_doc *doc;
    open_element open[HTML_MAX_DEPTH];
    size_t depth;
    unsigned skipping; /* open elements whose text is no text */
    unsigned links;
    enum gap gap;      /* before the next text */
    enum gap line_gap; /* before the open line */
    bool in_line;
    bool in_title, in_json_ld, in_pre;
    size_t line_start;
    uint32_t link_bytes;
    buf title;
    bool failed;
} parser;

static pthread_once_t once = PTHREAD_ONCE_INIT;

static void init_library(void)
{
    xmlInitParser();
}

void html_init(void)
{
    pthread_once(&once, init_library);
}

void html_doc_clear(html_doc *doc, page *p)
{
    doc->p = p;
    doc->text.max = (size_t)1 << 30;
    doc->json_ld.max = MAX_JSON_LD;
    buf_clear(&doc->text);
    buf_clear(&doc->json_ld);
    doc->n_nodes = 0;
    memset(doc->field, 0, sizeof doc->field);
    memset(doc->rank, 0, sizeof doc->rank);
    doc->head_title = doc->time = (slice){0};
    doc->cut = NULL;
}

void html_doc_free(html_doc *doc)
{
    buf_free(&doc->text);
    buf_free(&doc->json_ld);
    free(doc->nodes);
    free(doc->lines);
    *doc = (html_doc){0};
}

static html_node *add_node(parser *s, uint8_t tag, uint32_t parent)
{
    html_doc *doc = s->doc;
    if (doc->n_nodes == doc->cap_nodes) {
        size_t cap = doc->cap_nodes ? doc->cap_nodes * 2 : 256;
        if (doc->n_nodes >= MAX_NODES) {
            doc->cut = "with more elements than are read; the rest of the page is left out";
            return NULL;
        }
        html_node *nodes = realloc(doc->nodes, cap * sizeof *nodes);
        if (!nodes) {
            s->failed = true;
            return NULL;
        }
        doc->nodes = nodes;
        doc->cap_nodes = cap;
    }
    html_node *node = &doc->nodes[doc->n_nodes++];
    *node = (html_node){.parent = parent, .tag = tag, .first_line = (uint32_t)doc->p->n_lines};
    return node;
}

static bool grow_lines(html_doc *doc)
{
    if (doc->p->n_lines < doc->cap_lines)
        return true;
    size_t cap = doc->cap_lines ? doc->cap_lines * 2 : 256;
    html_line *lines = realloc(doc->lines, cap * sizeof *lines);
    if (!lines)
        return false;
    doc->lines = lines;
    doc->cap_lines = cap;
    return true;
}

static uint32_t current_node(const parser *s)
{
    return s->depth > 0 ? s->open[s->depth - 1].node : 0;
}

/* The first line of a numbered list's item bears the item's number, which the text does not. */
static void number_line(html_doc *doc, uint32_t node)
{
    while (node != 0 && doc->nodes[node].tag != TAG_LI && doc->nodes[node].tag != TAG_LIST)
        node = doc->nodes[node].parent;
    html_node *item = &doc->nodes[node];
    if (node == 0 || item->tag != TAG_LI || item->item == 0)
        return;
    page_line *line = &doc->p->lines[doc->p->n_lines - 1];
    line->number = item->item;
    line->number_style = item->item_style;
    item->item = 0;
}

static void end_line(parser *s)
{
    html_doc *doc = s->doc;
    if (!s->in_line)
        return;
    s->in_line = false;
    while (doc->text.len > s->line_start && doc->text.data[doc->text.len - 1] == ' ')
        doc->text.len--;
    if (doc->text.len == s->line_start || !grow_lines(doc)) {
        s->failed = s->failed || doc->text.len != s->line_start;
        return;
    }
    uint32_t node = current_node(s);
    doc->lines[doc->p->n_lines] =
        (html_line){.node = node, .link_bytes = s->link_bytes, .tag = doc->nodes[node].tag};
    unsigned flags = s->line_gap == GAP_LINE ? 0 : PAGE_BLANK_BEFORE;
    if (!page_add_line(doc->p, s->line_start, doc->text.len - s->line_start, flags)) {
        s->failed = true;
        return;
    }
    number_line(doc, node);
}

/* A block's edge (or a line break) ends the line; the next text starts one. */
static void break_line(parser *s, enum gap gap)
{
    end_line(s);
    if (s->gap < gap)
        s->gap = gap;
}

static void start_line(parser *s)
{
    buf *text = &s->doc->text;
    if (text->len > 0)
        buf_append(text, "\n\n", s->gap == GAP_LINE ? 1 : 2);
    s->in_line = true;
    s->line_gap = s->gap;
    s->line_start = text->len;
    s->link_bytes = 0;
}

static size_t space_at(const char *at, size_t len)
{
    unsigned char c = (unsigned char)*at;
    if (c == ' ' || (c >= '\t' && c <= '\r'))
        return 1;
    if (c == 0xC2 && len >= 2 && (unsigned char)at[1] == 0xA0)
        return 2;
    if (c == 0xE2 && len >= 3 && memcmp(at, "\xE2\x80\x8B", 3) == 0)
        return 3;
    return c == 0xEF && len >= 3 && memcmp(at, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

static void add_text(parser *s, const char *data, size_t len)
{
    buf *text = &s->doc->text;
    for (size_t i = 0; i < len;) {
        size_t space = space_at(data + i, len - i);
        if (space > 0) {
            if (s->in_pre && data[i] == '\n')
                break_line(s, GAP_LINE);
            else if (s->in_line && text->len > 0 && text->data[text->len - 1] != ' ')
                buf_push(text, ' ');
            i += space;
            continue;
        }
        size_t from = i;
        while (i < len && space_at(data + i, len - i) == 0)
            i++;
        if (!s->in_line)
            start_line(s);
        s->gap = GAP_NONE;
        buf_append(text, data + from, i - from);
        if (s->links > 0)
            s->link_bytes += (uint32_t)(i - from);
    }
}

static const char *attribute(const xmlChar **atts, const char *name)
{
    for (size_t i = 0; atts && atts[i]; i += 2) {
        if (strcmp((const char *)atts[i], name) == 0)
            return atts[i + 1] ? (const char *)atts[i + 1] : "";
    }
    return NULL;
}

static bool has_word(const char *value, const char *word)
{
    return value && strcasestr(value, word) != NULL;
}

static void read_attributes(html_node *node, const html_tag_info *info, const xmlChar **atts)
{
    record_reason reason = RECORD_KEPT;
    int weight = 0;
    const char *role = attribute(atts, "role");
    const char *style = attribute(atts, "style");
    html_class_read(slice_of(attribute(atts, "class")), &weight, &reason);
    html_class_read(slice_of(attribute(atts, "id")), &weight, &reason);
    if (has_word(role, "navigation") || has_word(role, "menu"))
        reason = RECORD_NAVIGATION;
    if (has_word(role, "complementary"))
        reason = RECORD_RELATED;
    node->certain = info->reason != RECORD_KEPT;
    node->reason = (uint8_t)(node->certain ? info->reason : reason);
    node->weight = (int8_t)(weight > 60 ? 60 : weight < -60 ? -60 : weight);
    if (has_word(attribute(atts, "itemprop"), "articleBody"))
        node->flags |= HTML_BODY_MARKED;
    if (html_class_is_body(slice_of(attribute(atts, "class"))) ||
        html_class_is_body(slice_of(attribute(atts, "id"))))
        node->flags |= HTML_BODY_CLASS;
    if (info->tag == TAG_ARTICLE || has_word(role, "article"))
        node->flags |= HTML_IS_ARTICLE;
    if (info->tag == TAG_MAIN || has_word(role, "main"))
        node->flags |= HTML_IS_MAIN;
    if (attribute(atts, "hidden") || has_word(style, "display:none") ||
        has_word(style, "display: none"))
        node->flags |= HTML_HIDDEN;
}

static uint16_t small_number(const char *value, uint16_t otherwise)
{
    int number = value ? atoi(value) : 0;
    return number > 0 && number < 10000 ? (uint16_t)number : otherwise;
}

/* Numbers of ordered lists and their items. */
static void read_list(html_doc *doc, html_node *node, const char *name, const xmlChar **atts)
{
    if (strcmp(name, "ol") == 0) {
        const char *type = attribute(atts, "type");
        node->ordered = true;
        node->item = small_number(attribute(atts, "start"), 1);
        node->item_style = type && *type && strchr("1aAiI", *type) ? (uint8_t)*type : '1';
    } else if (strcmp(name, "li") == 0) {
        html_node *list = &doc->nodes[node->parent];
        if (!list->ordered)
            return;
        node->item = small_number(attribute(atts, "value"), list->item);
        node->item_style = list->item_style;
        list->item = (uint16_t)(node->item + 1);
    }
}

static void open_block(parser *s, const html_tag_info *info, const xmlChar **atts,
                       open_element *element)
{
    uint32_t parent = current_node(s);
    break_line(s, info->tag == TAG_TD ? GAP_LINE : GAP_BLOCK);
    html_node *node = add_node(s, info->tag, parent);
    if (!node)
        return;
    element->node = (uint32_t)(s->doc->n_nodes - 1);
    element->is_node = true;
    read_attributes(node, info, atts);
    read_list(s->doc, node, info->name, atts);
}

static void open_special(parser *s, const html_tag_info *info, const xmlChar **atts)
{
    html_doc *doc = s->doc;
    switch (info->tag) {
    case TAG_BR:
        break_line(s, GAP_LINE);
        break;
    case TAG_A:
        s->links++;
        break;
    case TAG_SKIP:
        s->skipping++;
        break;
    case TAG_SCRIPT:
        s->in_json_ld = has_word(attribute(atts, "type"), "ld+json");
        s->skipping++;
        break;
    case TAG_PRE:
        s->in_pre = true;
        break;
    case TAG_TITLE:
        s->in_title = s->skipping == 0 && s->title.len == 0;
        break;
    case TAG_TIME:
        html_meta_time(doc, attribute(atts, "datetime"), attribute(atts, "itemprop"),
                       attribute(atts, "class"));
        break;
    case TAG_META:
        html_meta_add(doc, attribute(atts, "property"), attribute(atts, "content"));
        html_meta_add(doc, attribute(atts, "name"), attribute(atts, "content"));
        html_meta_add(doc, attribute(atts, "itemprop"), attribute(atts, "content"));
        html_meta_add(doc, attribute(atts, "http-equiv"), attribute(atts, "content"));
        break;
    case TAG_LINK:
        if (has_word(attribute(atts, "rel"), "canonical"))
            html_meta_add(doc, "link:canonical", attribute(atts, "href"));
        break;
    case TAG_HTML:
        html_meta_add(doc, "html:lang", attribute(atts, "lang"));
        break;
    default:
        break;
    }
}

static void on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
    parser *s = ctx;
    const html_tag_info *info = html_tag_find((const char *)name);
    if (s->depth == HTML_MAX_DEPTH) {
        s->doc->cut = "nested too deeply; the rest of the page is left out";
        return;
    }
    if (s->failed || s->doc->cut)
        return;
    open_element element = {.node = current_node(s), .tag = info->tag};
    if (info->block)
        open_block(s, info, atts, &element);
    open_special(s, info, atts);
    s->open[s->depth++] = element;
}

static void close_special(parser *s, uint8_t tag)
{
    switch (tag) {
    case TAG_A:
        s->links -= s->links > 0;
        break;
    case TAG_SCRIPT:
        if (s->in_json_ld)
            buf_push(&s->doc->json_ld, '\0');
        s->in_json_ld = false;
        s->skipping -= s->skipping > 0;
        break;
    case TAG_SKIP:
        s->skipping -= s->skipping > 0;
        break;
    case TAG_PRE:
        s->in_pre = false;
        break;
    case TAG_TITLE:
        s->in_title = false;
        break;
    default:
        break;
    }
}

static void on_end(void *ctx, const xmlChar *name)
{
    parser *s = ctx;
    (void)name; /* libxml2 closes elements in order, implied ones too */
    if (s->depth == 0 || s->doc->cut || s->failed)
        return;
    open_element *element = &s->open[s->depth - 1];
    if (element->is_node)
        break_line(s, element->tag == TAG_TD ? GAP_LINE : GAP_BLOCK);
    close_special(s, element->tag);
    if (element->is_node) {
        s->doc->nodes[element->node].end = (uint32_t)s->doc->n_nodes;
        s->doc->nodes[element->node].end_line = (uint32_t)s->doc->p->n_lines;
    }
    s->depth--;
}

static void on_text(void *ctx, const xmlChar *data, int len)
{
    parser *s = ctx;
    if (s->failed || s->doc->cut || len <= 0)
        return;
    if (s->in_json_ld)
        buf_append(&s->doc->json_ld, data, (size_t)len);
    else if (s->in_title)
        buf_append(&s->title, data, (size_t)len);
    else if (s->skipping == 0)
        add_text(s, (const char *)data, (size_t)len);
}

static void on_error(void *ctx, xmlErrorPtr error)
{
    (void)ctx; /* a page's errors are mended, not told */
    (void)error;
}

/* Chunks end after a tag, or at least between characters: the parser takes half a character at a
 * chunk's end for another encoding. */
static size_t chunk_length(slice rest)
{
    if (rest.len <= CHUNK)
        return rest.len;
    const char *close = memrchr(rest.data, '>', CHUNK);
    return close ? (size_t)(close + 1 - rest.data) : utf8_floor(rest.data, rest.len, CHUNK);
}

static dossier_status feed(htmlParserCtxtPtr ctxt, parser *s, slice html)
{
    while (html.len > 0 && !s->failed && !s->doc->cut) {
        size_t len = chunk_length(html);
        htmlParseChunk(ctxt, html.data, (int)len, 0);
        html = (slice){html.data + len, html.len - len};
    }
    htmlParseChunk(ctxt, NULL, 0, 1);
    break_line(s, GAP_BLOCK);
    while (s->depth > 0) {
        open_element *element = &s->open[--s->depth];
        if (element->is_node) {
            s->doc->nodes[element->node].end = (uint32_t)s->doc->n_nodes;
            s->doc->nodes[element->node].end_line = (uint32_t)s->doc->p->n_lines;
        }
    }
    return s->failed || s->doc->text.failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}

dossier_status html_parse(html_doc *doc, slice html)
{
    htmlSAXHandler events = {
        .startElement = on_start,
        .endElement = on_end,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_text,
        .serror = on_error,
        .initialized = XML_SAX2_MAGIC,
    };
    if (!html_is_sane(html))
        return DOSSIER_BAD_DOCUMENT;
    parser *s = calloc(1, sizeof *s);
    if (!s)
        return DOSSIER_NO_MEMORY;
    dossier_status status = DOSSIER_NO_MEMORY;
    s->doc = doc;
    s->title = BUF_INIT(MAX_TITLE);
    htmlParserCtxtPtr ctxt =
        htmlCreatePushParserCtxt(&events, s, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
    if (!ctxt || !add_node(s, TAG_HTML, 0))
        goto done;
    htmlCtxtUseOptions(ctxt, HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                 HTML_PARSE_NOWARNING | HTML_PARSE_IGNORE_ENC);
    status = feed(ctxt, s, html);
    doc->nodes[0].end = (uint32_t)doc->n_nodes;
    doc->nodes[0].end_line = (uint32_t)doc->p->n_lines;
    doc->p->text = buf_slice(&doc->text);
    doc->head_title = page_squeeze(doc->p, buf_slice(&s->title));
done:
    if (ctxt)
        htmlFreeParserCtxt(ctxt);
    buf_free(&s->title);
    free(s);
    return status;
}
