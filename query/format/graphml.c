/* SPDX-License-Identifier: GPL-2.0-or-later */
/* graphml: queries and the documents that they share as a graph (GraphML 1.0,
 * http://graphml.graphdrawing.org/xmlns), as Gephi, yEd and networkx read it. The weight of an edge
 * is the number of documents that both are in. Text is well-formed
 * XML 1.0 whatever the bytes: what it can't hold becomes U+FFFD. */
#include <inttypes.h>

#include "query/format.h"
#include "text/utf8.h"

static const char head[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
    "  <key id=\"label\" for=\"node\" attr.name=\"label\" attr.type=\"string\"/>\n"
    "  <key id=\"list\" for=\"node\" attr.name=\"list\" attr.type=\"string\"/>\n"
    "  <key id=\"line\" for=\"node\" attr.name=\"line\" attr.type=\"long\"/>\n"
    "  <key id=\"documents\" for=\"node\" attr.name=\"documents\" attr.type=\"long\"/>\n"
    "  <key id=\"weight\" for=\"edge\" attr.name=\"weight\" attr.type=\"long\"/>\n"
    "  <key id=\"loglikelihood\" for=\"edge\" attr.name=\"log_likelihood\" "
    "attr.type=\"double\"/>\n"
    "  <graph id=\"queries\" edgedefault=\"undirected\">\n";

/* May a document of XML 1.0 hold the character (section 2.2, Char)? */
static bool is_xml(uint32_t c)
{
    return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xD7FF) ||
           (c >= 0xE000 && c <= 0xFFFD) || (c >= 0x10000 && c <= 0x10FFFF);
}

static void put_char(FILE *out, uint32_t c)
{
    char bytes[4];
    switch (c) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    default:
        fwrite(bytes, 1, utf8_encode(is_xml(c) ? c : 0xFFFD, bytes), out);
    }
}

static void put_text(FILE *out, dossier_text text)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t c;
        size_t length = utf8_decode(text.data + at, text.len - at, &c);
        put_char(out, length ? c : 0xFFFD);
        at += length ? length : 1;
    }
}

/* "a12": the query in line 12 of the first list. */
static void put_id(FILE *out, const format_node *node)
{
    fprintf(out, "\"%c%zu\"", "ab"[node->list], node -> line.number);
}

static void begin(format_run *run)
{
    fputs(head, run->style.out);
}

static void node(format_run *run, const format_node *n)
{
    FILE *out = run->style.out;
    fputs("    <node id=", out);
    put_id(out, n);
    fputs(">\n      <data key=\"label\">", out);
    put_text(out, n->line.query);
    fprintf(out,
            "</data>\n      <data key=\"list\">%c</data>\n      <data key=\"line\">%zu</data>\n"
            "      <data key=\"documents\">%" PRIu64 "</data>\n    </node>\n",
            "ab"[n->list], n -> line.number, n->documents);
}

static void pair(format_run *run, const format_pair *p)
{
    FILE *out = run->style.out;
    fputs("    <edge source=", out);
    put_id(out, p->a);
    fputs(" target=", out);
    put_id(out, p->b);
    fprintf(out,
            ">\n      <data key=\"weight\">%" PRIu64 "</data>\n"
            "      <data key=\"loglikelihood\">%.2f</data>\n    </edge>\n",
            p->both, p->log_likelihood);
}

static void end(format_run *run)
{
    fputs("  </graph>\n</graphml>\n", run->style.out);
}

extern const format format_graphml;
const format format_graphml = {
    .name = "graphml",
    .help = "a graph of queries, with --against",
    .begin = begin,
    .node = node,
    .pair = pair,
    .end = end,
};
