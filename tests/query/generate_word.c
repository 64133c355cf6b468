/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a made-up query, and what can be made of one. */
#include <string.h>

#include "generate_parts.h"
#include "query/rank.h"

uint32_t generate_below(generator *g, size_t n)
{
    g->random ^= g->random << 13;
    g->random ^= g->random >> 7;
    g->random ^= g->random << 17;
    return (uint32_t)((g->random >> 20) % n);
}

bool generate_chance(generator *g, uint32_t percent)
{
    return generate_below(g, 100) < percent;
}

void generate_say(generator *g, const char *text)
{
    buf_append_slice(&g->query, slice_of(text));
}

bool generate_is_plain(slice word)
{
    for (size_t i = 0; i < word.len; i++)
        if (!((word.data[i] | 32) >= 'a' && (word.data[i] | 32) <= 'z'))
            return false;
    return word.len > 2;
}

const obvious_word *generate_some_word(generator *g)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    for (int i = 0; i < TRIES && text->n; i++) {
        const obvious_word *w = &text->words[generate_below(g, text->n)];
        if (generate_is_plain(w->name[OBVIOUS_FORM]))
            return w;
    }
    return NULL;
}

/* A hyphenated word, or a year; NULL when none was come upon. */
static const obvious_word *some_other_word(generator *g)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    for (int i = 0; i < 4 * TRIES && text->n; i++) {
        const obvious_word *w = &text->words[generate_below(g, text->n)];
        slice form = w->name[OBVIOUS_FORM], fold = w->name[OBVIOUS_FOLD];
        /* In one line: not cut in two at the end of one. */
        bool hyphens = form.len > fold.len && memchr(form.data, '-', form.len) &&
                       generate_is_plain(fold) && !memchr(form.data, '\n', form.len);
        bool year = form.len == 4 && (form.data[0] == '1' || form.data[0] == '2');
        if (hyphens || year)
            return w;
    }
    return NULL;
}

/* Words that ranking leaves out are looked for in quotes. */
void generate_bare(generator *g, slice folded)
{
    bool content = rank_classify(folded, 0) == RANK_CONTENT;
    buf_printf(&g->query, content ? "%.*s" : "\"%.*s\"", (int)folded.len, folded.data);
}

static void add_phrase(generator *g, bool exact)
{
    const obvious_text *text = &g->from->text[FIELD_TEXT];
    size_t n = 2 + generate_below(g, 3), from = generate_below(g, text->n), words = 0;
    generate_say(g, exact ? "=\"" : "\"");
    for (size_t i = from; i < from + n && i < text->n; i++)
        if (generate_is_plain(text->words[i].name[OBVIOUS_FORM])) {
            buf_append_slice(&g->query, text->words[i].name[OBVIOUS_FORM]);
            buf_push(&g->query, ' ');
            words++;
        }
    generate_say(g, "x\"");
    /* Mostly without the last word, which no document has. */
    if (words && generate_chance(g, 95))
        g->query.len -= 3, buf_push(&g->query, '"');
}

void generate_pattern(generator *g, slice word)
{
    size_t cut = 1 + generate_below(g, word.len - 1);
    size_t skip = cut + generate_below(g, word.len - cut + 1);
    switch (generate_below(g, 4)) {
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

void generate_misspelt(generator *g, slice word)
{
    size_t at = generate_below(g, word.len);
    buf_printf(&g->query, "%.*s%c%.*s~%s", (int)at, word.data, 'a' + (int)generate_below(g, 26),
               (int)(word.len - at - 1), word.data + at + 1,
               word.len > 4 && generate_chance(g, 30) ? "2" : "");
}

void generate_other_word(generator *g)
{
    static const char *const quotes[] = {"", "\"", "="};
    const obvious_word *w = some_other_word(g);
    slice form = w ? w->name[OBVIOUS_FORM] : SLICE("ozone-layer");
    size_t quote = generate_below(g, 3);
    generate_say(g, quotes[quote]);
    buf_append_slice(&g->query, form);
    generate_say(g, quote == 1 ? quotes[quote] : "");
}

void generate_word(generator *g)
{
    const obvious_word *w = generate_some_word(g);
    uint32_t kind = generate_below(g, 100);
    if (generate_chance(g, 6)) {
        generate_other_word(g);
        return;
    }
    if (!w) {
        generate_say(g, "treaty");
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
        generate_pattern(g, form);
    else if (kind < 44 && form.len > 3)
        generate_misspelt(g, form);
    else if (kind < 48 && !g->in_field)
        buf_printf(&g->query, "soundslike:%.*s", (int)form.len, form.data);
    else
        generate_bare(g, w->name[OBVIOUS_FOLD]);
}
