/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "generate.h"

#include <stdio.h>
#include <string.h>

#include "query/rank.h"

enum { DEPTH = 4, TRIES = 50 };

static uint32_t below(generator *g, size_t n)
{
    g->random ^= g->random << 13;
    g->random ^= g->random >> 7;
    g->random ^= g->random << 17;
    return (uint32_t)((g->random >> 20) % n);
}

static bool chance(generator *g, uint32_t percent)
{
    return below(g, 100) < percent;
}

static void say(generator *g, const char *text)
{
    buf_append_slice(&g->query, slice_of(text));
}

/* ---- words ---- */

static bool is_plain(slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!((word.data[i] | 32) >= 'a' && (word.data[i] | 32) <= 'z'))
            return false;
    return word.len > 2;
}

/* A word that a query can be made of; NULL when none was come upon. */
static const obvious_word *some_word(generator *g)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    for (int i = 0; i < TRIES && text->n; i++) {
        const obvious_word *w = &text->words[below(g, text->n)];
        if (is_plain(w->name[OBVIOUS_FORM]))
            return w;
    }
    return NULL;
}

/* A hyphenated word, or a year; NULL when none was come upon. */
static const obvious_word *some_other_word(generator *g)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    for (int i = 0; i < 4 * TRIES && text->n; i++) {
        const obvious_word *w = &text->words[below(g, text->n)];
        slice form = w->name[OBVIOUS_FORM], fold = w->name[OBVIOUS_FOLD];
        bool hyphens = form.len > fold.len && memchr(form.data, '-', form.len) && is_plain(fold);
        bool year = form.len == 4 && (form.data[0] == '1' || form.data[0] == '2');
        if (hyphens || year)
            return w;
    }
    return NULL;
}

/* Words that ranking leaves out are looked for in quotes. */
static void add_bare(generator *g, slice folded)
{
    bool content = rank_classify(folded, 0) == RANK_CONTENT;
    buf_printf(&g->query, content ? "%.*s" : "\"%.*s\"", (int)folded.len, folded.data);
}

static void add_phrase(generator *g, bool exact)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    size_t n = 2 + below(g, 3), from = below(g, text->n), words = 0;
    say(g, exact ? "=\"" : "\"");
    for (size_t i = from; i < from + n && i < text->n; i++)
        if (is_plain(text->words[i].name[OBVIOUS_FORM])) {
            buf_append_slice(&g->query, text->words[i].name[OBVIOUS_FORM]);
            buf_push(&g->query, ' ');
            words++;
        }
    say(g, "x\"");
    /* Mostly without the last word, which no document has. */
    if (words && chance(g, 95))
        g->query.len -= 3, buf_push(&g->query, '"');
}

static void add_pattern(generator *g, slice word)
{
    size_t cut = 1 + below(g, word.len - 1);
    size_t skip = cut + below(g, word.len - cut + 1);
    switch (below(g, 4)) {
    case 0:
        cut = cut < 2 ? 2 : cut;
        buf_printf(&g->query, "%.*s*", (int)cut, word.data);
        break;
    case 1:
        cut = word.len - cut < 2 ? word.len - 2 : cut;
        buf_printf(&g->query, "*%.*s", (int)(word.len - cut), word.data + cut);
        break;
    case 2:
        cut = cut < 2 ? 2 : cut;
        skip = skip < cut ? cut : skip;
        buf_printf(&g->query, "%.*s*%.*s", (int)cut, word.data, (int)(word.len - skip),
                   word.data + skip);
        break;
    default:
        cut = cut == word.len - 1 ? cut - 1 : cut;
        buf_printf(&g->query, "%.*s?%.*s", (int)cut, word.data, (int)(word.len - cut - 1),
                   word.data + cut + 1);
    }
}

static void add_misspelt(generator *g, slice word)
{
    size_t at = below(g, word.len);
    buf_printf(&g->query, "%.*s%c%.*s~%s", (int)at, word.data, 'a' + (int)below(g, 26),
               (int)(word.len - at - 1), word.data + at + 1,
               word.len > 4 && chance(g, 30) ? "2" : "");
}

static void add_other_word(generator *g)
{
    static const char *const quotes[] = {"", "\"", "="};
    const obvious_word *w = some_other_word(g);
    slice form = w ? w->name[OBVIOUS_FORM] : SLICE("ozone-layer");
    size_t quote = below(g, 3);
    say(g, quotes[quote]);
    buf_append_slice(&g->query, form);
    say(g, quote == 1 ? quotes[quote] : "");
}

static void add_word(generator *g)
{
    const obvious_word *w = some_word(g);
    uint32_t kind = below(g, 100);
    if (chance(g, 6)) {
        add_other_word(g);
        return;
    }
    if (!w) {
        say(g, "treaty");
        return;
    }
    slice form = w->name[OBVIOUS_FORM];
    if (kind < 15)
        add_phrase(g, false);
    else if (kind < 20)
        add_phrase(g, true);
    else if (kind < 27)
        buf_printf(&g->query, "=%.*s", (int)form.len, form.data);
    else if (kind < 37 && form.len > 3)
        add_pattern(g, form);
    else if (kind < 44 && form.len > 3)
        add_misspelt(g, form);
    else if (kind < 48 && !g->in_field)
        buf_printf(&g->query, "soundslike:%.*s", (int)form.len, form.data);
    else
        add_bare(g, w->name[OBVIOUS_FOLD]);
}

/* ---- entities ---- */

static const obvious_tag *some_tag(generator *g)
{
    for (int i = 0; i < TRIES && g->from->n_tags; i++) {
        const obvious_tag *tag = &g->from->tags[below(g, g->from->n_tags)];
        /* The gazetteer's alone have an id that can be typed. */
        if (!tag->provisional)
            return tag;
    }
    return NULL;
}

static const char *field_of(const obvious_tag *tag)
{
    static const char *const names[] = {"official", "country", "org", "agreement", "office"};
    return names[tag->kind];
}

static void add_id(generator *g, const obvious_tag *tag)
{
    buf_printf(&g->query, "\"%.*s\"", (int)tag->id.len, tag->id.data);
}

static void add_operator(generator *g);

/* One, or two of one kind in brackets. False when the document has none. */
static bool add_entity(generator *g)
{
    const obvious_tag *tag = some_tag(g), *other = some_tag(g);
    if (!tag)
        return false;
    buf_printf(&g->query, "%s:", field_of(tag));
    bool two = other && other->kind == tag->kind && chance(g, 30);
    if (!two) {
        add_id(g, tag);
        return true;
    }
    buf_push(&g->query, '(');
    add_id(g, tag);
    if (chance(g, 50))
        say(g, " OR ");
    else
        add_operator(g);
    add_id(g, other);
    buf_push(&g->query, ')');
    return true;
}

static void add_focus(generator *g)
{
    enum { COUNTRY = 1 };
    const obvious_tag *tag = some_tag(g);
    say(g, "about:");
    if (tag && tag->kind == COUNTRY)
        add_id(g, tag);
    else
        say(g, "cu");
}

/* ---- parts that have a place ---- */

static void add_placed(generator *g, int depth);

static void add_in_field(generator *g, const char *opening, int depth,
                         void (*add)(generator *g, int depth))
{
    say(g, opening);
    g->in_field = true;
    add(g, depth);
    g->in_field = false;
    buf_push(&g->query, ')');
}

static void add_leaf(generator *g)
{
    uint32_t kind = below(g, 100);
    if (kind < 18 && !g->in_field && add_entity(g))
        return;
    if (kind < 22 && !g->in_field)
        add_in_field(g, "title:(", 0, add_placed);
    else
        add_word(g);
}

static void add_operator(generator *g)
{
    static const char *const others[] = {" w/s ",   " /p ",      " pre/s ",
                                         " pre/p ", " not w/s ", " not w/p "};
    if (chance(g, 35))
        say(g, others[below(g, 6)]);
    else
        buf_printf(&g->query, " %s%s/%u ", chance(g, 15) ? "not " : "", chance(g, 40) ? "pre" : "w",
                   1 + below(g, chance(g, 50) ? 6 : 60));
}

static void add_placed(generator *g, int depth)
{
    uint32_t kind = depth > 0 ? below(g, 100) : 99;
    if (kind >= 70) {
        add_leaf(g);
        return;
    }
    if (kind < 8)
        buf_printf(&g->query, "atleast%u", 1 + below(g, 4));
    else if (kind < 13 && !g->in_field)
        buf_printf(&g->query, "first%u", 1 + below(g, 80));
    else if (kind < 18 && !g->in_field)
        say(g, "lead");
    buf_push(&g->query, '(');
    add_placed(g, depth - 1);
    if (kind >= 13 && kind < 40)
        say(g, " OR ");
    else
        add_operator(g);
    add_placed(g, depth - 1);
    buf_push(&g->query, ')');
}

/* ---- parts that are true of a document ---- */

static void add_date(generator *g)
{
    static const char *const names[] = {"since", "before", "after", "until"};
    date d = g->from->published ? g->from->published : 19701231;
    unsigned year = d / 10000, month = d / 100 % 100, day = d % 100;
    char text[40];
    if (day && chance(g, 40))
        snprintf(text, sizeof text, "%u-%02u-%02u", year, month, day);
    else if (month && chance(g, 50))
        snprintf(text, sizeof text, "%u-%02u", year, month);
    else
        snprintf(text, sizeof text, "%u", year);
    if (chance(g, 40))
        buf_printf(&g->query, "%s:%s", names[below(g, 4)], text);
    else if (chance(g, 50))
        buf_printf(&g->query, "date:%s", text);
    else
        buf_printf(&g->query, "date:%u..%u", year - below(g, 4), year + below(g, 4));
}

static void add_length(generator *g)
{
    unsigned n = (unsigned)g->from->running;
    static const char *const signs[] = {">", ">=", "<", "<=", ":"};
    if (chance(g, 30))
        buf_printf(&g->query, "length:%u..%u", n / 2, n + below(g, 500));
    else
        buf_printf(&g->query, "length%s%u", signs[below(g, 5)], n + (chance(g, 50) ? 1 : 0));
}

/* kind: and lang:. */
static void add_value(generator *g)
{
    field_id id = chance(g, 70) ? FIELD_DOCKIND : FIELD_LANGUAGE;
    slice value = g->from->whole[id];
    bool cut = id == FIELD_DOCKIND && chance(g, 30);
    if (!value.len)
        say(g, "kind:treaty");
    else
        buf_printf(&g->query, "%s:%.*s%s", field_table[id].name,
                   (int)(cut ? 1 + below(g, value.len) : value.len), value.data, cut ? "*" : "");
}

/* author:, source: and path:. */
static void add_name(generator *g)
{
    static const field_id fields[] = {FIELD_AUTHOR, FIELD_SOURCE, FIELD_PATH};
    field_id id = fields[below(g, 3)];
    const obvious_text *text = &g->from->text[id];
    size_t at = text->n ? below(g, text->n) : 0;
    if (!text->n || !is_plain(text->words[at].name[OBVIOUS_FOLD])) {
        say(g, "author:john");
        return;
    }
    slice word = text->words[at].name[OBVIOUS_FOLD];
    buf_printf(&g->query, "%s:", field_table[id].name);
    uint32_t kind = below(g, 100);
    if (kind < 20 && word.len > 3)
        add_pattern(g, word);
    else if (kind < 35 && word.len > 3)
        add_misspelt(g, word);
    else if (kind < 60 && at + 1 < text->n && is_plain(text->words[at + 1].name[OBVIOUS_FOLD]))
        buf_printf(&g->query, "\"%.*s %.*s\"", (int)word.len, word.data,
                   (int)text->words[at + 1].name[OBVIOUS_FOLD].len,
                   text->words[at + 1].name[OBVIOUS_FOLD].data);
    else
        buf_append_slice(&g->query, word);
}

static void add_filter(generator *g)
{
    switch (below(g, 5)) {
    case 0:
        add_date(g);
        break;
    case 1:
        add_length(g);
        break;
    case 2:
        add_value(g);
        break;
    case 3:
        add_name(g);
        break;
    default:
        add_focus(g);
    }
}

/* Words side by side. */
static void add_list(generator *g)
{
    buf_push(&g->query, '(');
    for (uint32_t n = 2 + below(g, 3); n > 0; n--) {
        const obvious_word *w = some_word(g);
        say(g, chance(g, 10) ? "-" : "");
        if (w)
            add_bare(g, w->name[OBVIOUS_FOLD]);
        else
            add_other_word(g);
        buf_push(&g->query, ' ');
    }
    buf_push(&g->query, ')');
}

static void add_any(generator *g, int depth)
{
    uint32_t kind = depth > 0 ? below(g, 100) : 99;
    if (kind >= 55 && !g->in_field && chance(g, 5)) {
        add_in_field(g, "title:(", depth < 2 ? depth : 2, add_any);
        return;
    }
    if (kind >= 55) {
        add_placed(g, depth);
        return;
    }
    if (kind < 8 && !g->in_field) {
        add_filter(g);
        return;
    }
    if (kind < 12) {
        add_list(g);
        return;
    }
    say(g, kind < 18 ? "NOT (" : "(");
    add_any(g, depth - 1);
    say(g, kind < 30 ? " OR " : " AND ");
    say(g, chance(g, 15) ? "NOT " : "");
    buf_push(&g->query, '(');
    add_any(g, depth - 1);
    say(g, "))");
}

void generate_query(generator *g)
{
    do
        g->from = &g->library->documents[below(g, g->library->n)];
    while (g->from->text[FIELD_TEXT].n == 0);
    g->in_field = false;
    buf_clear(&g->query);
    add_any(g, DEPTH);
}
