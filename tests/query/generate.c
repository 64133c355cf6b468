/* SPDX-License-Identifier: GPL-2.0-or-later */
#include <stdio.h>

#include "generate_parts.h"

enum { DEPTH = 4 };

/* ---- entities ---- */

static const obvious_tag *some_tag(generator *g)
{
    for (int i = 0; i < TRIES && g->from->n_tags; i++) {
        const obvious_tag *tag = &g->from->tags[generate_below(g, g->from->n_tags)];
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
    bool two = other && other->kind == tag->kind && generate_chance(g, 30);
    if (!two) {
        add_id(g, tag);
        return true;
    }
    buf_push(&g->query, '(');
    add_id(g, tag);
    if (generate_chance(g, 50))
        generate_say(g, " OR ");
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
    generate_say(g, "about:");
    if (tag && tag->kind == COUNTRY)
        add_id(g, tag);
    else
        generate_say(g, "cu");
}

/* ---- parts that have a place ---- */

static void add_placed(generator *g, int depth);

static void add_in_field(generator *g, const char *opening, int depth,
                         void (*add)(generator *g, int depth))
{
    generate_say(g, opening);
    g->in_field = true;
    add(g, depth);
    g->in_field = false;
    buf_push(&g->query, ')');
}

static void add_leaf(generator *g)
{
    uint32_t kind = generate_below(g, 100);
    if (kind < 18 && !g->in_field && add_entity(g))
        return;
    if (kind < 22 && !g->in_field)
        add_in_field(g, "title:(", 0, add_placed);
    else
        generate_word(g);
}

static void add_operator(generator *g)
{
    static const char *const others[] = {" w/s ",   " /p ",      " pre/s ",
                                         " pre/p ", " not w/s ", " not w/p "};
    if (generate_chance(g, 35))
        generate_say(g, others[generate_below(g, 6)]);
    else
        buf_printf(&g->query, " %s%s/%u ", generate_chance(g, 15) ? "not " : "",
                   generate_chance(g, 40) ? "pre" : "w",
                   1 + generate_below(g, generate_chance(g, 50) ? 6 : 60));
}

static void add_placed(generator *g, int depth)
{
    uint32_t kind = depth > 0 ? generate_below(g, 100) : 99;
    if (kind >= 70) {
        add_leaf(g);
        return;
    }
    if (kind < 8)
        buf_printf(&g->query, "atleast%u", 1 + generate_below(g, 4));
    else if (kind < 13 && !g->in_field)
        buf_printf(&g->query, "first%u", 1 + generate_below(g, 80));
    else if (kind < 18 && !g->in_field)
        generate_say(g, "lead");
    buf_push(&g->query, '(');
    add_placed(g, depth - 1);
    if (kind >= 13 && kind < 40)
        generate_say(g, " OR ");
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
    if (day && generate_chance(g, 40))
        snprintf(text, sizeof text, "%u-%02u-%02u", year, month, day);
    else if (month && generate_chance(g, 50))
        snprintf(text, sizeof text, "%u-%02u", year, month);
    else
        snprintf(text, sizeof text, "%u", year);
    if (generate_chance(g, 40))
        buf_printf(&g->query, "%s:%s", names[generate_below(g, 4)], text);
    else if (generate_chance(g, 50))
        buf_printf(&g->query, "date:%s", text);
    else
        buf_printf(&g->query, "date:%u..%u", year - generate_below(g, 4),
                   year + generate_below(g, 4));
}

static void add_length(generator *g)
{
    unsigned n = (unsigned)g->from->running;
    static const char *const signs[] = {">", ">=", "<", "<=", ":"};
    if (generate_chance(g, 30))
        buf_printf(&g->query, "length:%u..%u", n / 2, n + generate_below(g, 500));
    else
        buf_printf(&g->query, "length%s%u", signs[generate_below(g, 5)],
                   n + (generate_chance(g, 50) ? 1 : 0));
}

/* kind: and lang:. */
static void add_value(generator *g)
{
    field_id id = generate_chance(g, 70) ? FIELD_DOCKIND : FIELD_LANGUAGE;
    slice value = g->from->whole[id];
    bool cut = id == FIELD_DOCKIND && generate_chance(g, 30);
    if (!value.len)
        generate_say(g, "kind:treaty");
    else
        buf_printf(&g->query, "%s:%.*s%s", field_table[id].name,
                   (int)(cut ? 1 + generate_below(g, value.len) : value.len), value.data,
                   cut ? "*" : "");
}

/* author:, source: and path:. */
static void add_name(generator *g)
{
    static const field_id fields[] = {FIELD_AUTHOR, FIELD_SOURCE, FIELD_PATH};
    field_id id = fields[generate_below(g, 3)];
    const obvious_text *text = &g->from->text[id];
    size_t at = text->n ? generate_below(g, text->n) : 0;
    if (!text->n || !generate_is_plain(text->words[at].name[OBVIOUS_FOLD])) {
        generate_say(g, "author:john");
        return;
    }
    slice word = text->words[at].name[OBVIOUS_FOLD];
    buf_printf(&g->query, "%s:", field_table[id].name);
    uint32_t kind = generate_below(g, 100);
    if (kind < 20 && word.len > 3)
        generate_pattern(g, word);
    else if (kind < 35 && word.len > 3)
        generate_misspelt(g, word);
    else if (kind < 60 && at + 1 < text->n &&
             generate_is_plain(text->words[at + 1].name[OBVIOUS_FOLD]))
        buf_printf(&g->query, "\"%.*s %.*s\"", (int)word.len, word.data,
                   (int)text->words[at + 1].name[OBVIOUS_FOLD].len,
                   text->words[at + 1].name[OBVIOUS_FOLD].data);
    else
        buf_append_slice(&g->query, word);
}

static void add_filter(generator *g)
{
    switch (generate_below(g, 5)) {
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
    for (uint32_t n = 2 + generate_below(g, 3); n > 0; n--) {
        const obvious_word *w = generate_some_word(g);
        generate_say(g, generate_chance(g, 10) ? "-" : "");
        if (w)
            generate_bare(g, w->name[OBVIOUS_FOLD]);
        else
            generate_other_word(g);
        buf_push(&g->query, ' ');
    }
    buf_push(&g->query, ')');
}

static void add_any(generator *g, int depth)
{
    uint32_t kind = depth > 0 ? generate_below(g, 100) : 99;
    if (kind >= 55 && !g->in_field && generate_chance(g, 5)) {
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
    generate_say(g, kind < 18 ? "NOT (" : "(");
    add_any(g, depth - 1);
    generate_say(g, kind < 30 ? " OR " : " AND ");
    generate_say(g, generate_chance(g, 15) ? "NOT " : "");
    buf_push(&g->query, '(');
    add_any(g, depth - 1);
    generate_say(g, "))");
}

void generate_query(generator *g)
{
    do
        g->from = &g->library->documents[generate_below(g, g->library->n)];
    while (g->from->text[FIELD_TEXT].n == 0);
    g->in_field = false;
    buf_clear(&g->query);
    add_any(g, DEPTH);
}
