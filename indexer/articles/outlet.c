/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/outlet.h"

#include <string.h>

/* Words that publishers' names are made of, folded. */
static const char *const outlet_words[] = {
    "news",       "times",     "post",        "wire",        "dispatch", "chronicle",    "ledger",
    "journal",    "tribune",   "herald",      "gazette",     "press",    "daily",        "weekly",
    "monitor",    "observer",  "guardian",    "telegraph",   "magazine", "broadcasting", "radio",
    "television", "tv",        "newspaper",   "courier",     "examiner", "inquirer",     "sentinel",
    "mirror",     "standard",  "bulletin",    "register",    "newswire", "agency",       "media",
    "globe",      "echo",      "express",     "independent", "mail",     "star",         "sun",
    "zeitung",    "rundschau", "nachrichten", "tagblatt",    "spiegel",  "allgemeine",   "kurier",
    "monde",      "figaro",    "liberation",  "depeche",     "diario",   "periodico",    "noticias",
    "pais",       "mundo",     "corriere",    "repubblica",  "gazzetta", "новости",      "известия",
    "правда",     "газета",    "ведомости",   "коммерсантъ", "review",
};

/* Agencies and broadcasters whose names hold no such word. */
static const char *const agencies[] = {
    "reuters",
    "ap",
    "afp",
    "upi",
    "tass",
    "itar-tass",
    "ria",
    "dpa",
    "efe",
    "ansa",
    "xinhua",
    "kyodo",
    "pti",
    "ans",
    "bloomberg",
    "bbc",
    "cnn",
    "npr",
    "pbs",
    "cbs",
    "nbc",
    "abc",
    "msnbc",
    "interfax",
    "kcna",
    "irna",
    "mena",
    "apa",
    "belga",
    "lusa",
    "anadolu",
    "sputnik",
    "yonhap",
    "buzzfeed",
    "politico",
    "axios",
    "the associated press",
    "associated press",
    "agence france-presse",
    "united press international",
    "the new york times",
    "рбк",
    "тасс",
    "интерфакс",
    "риа новости",
};

static const char *const pools[] = {"getty",    "getty images", "epa",    "shutterstock", "alamy",
                                    "corbis",   "wikimedia",    "flickr", "istock",       "pool",
                                    "ap photo", "zuma press",   "magnum"};

static bool is_among(slice folded, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (slice_equal(folded, slice_of(list[i])))
            return true;
    }
    return false;
}

#define AMONG(folded, list) is_among(folded, list, sizeof(list) / sizeof((list)[0]))

bool outlet_is_agency(slice folded)
{
    return AMONG(folded, agencies);
}

static bool has_outlet_word(const phrase *ph, size_t from)
{
    for (size_t i = from; i < ph->n; i++) {
        if (AMONG(phrase_word_fold(ph, i), outlet_words) && phrase_is_upper_start(ph->word[i].text))
            return true;
    }
    return outlet_is_agency(phrase_from(ph, from));
}

bool outlet_is_name(const phrase *ph)
{
    if (ph->n == 0 || ph->n > 6 || !ph->whole || phrase_ends_sentence(ph->line))
        return false;
    if (!phrase_is_upper_start(ph->word[0].text) || memchr(ph->line.data, ':', ph->line.len))
        return false;
    for (size_t i = 0; i < ph->n; i++) {
        slice word = ph->word[i].text;
        slice folded = phrase_word_fold(ph, i);
        bool small = slice_equal(folded, SLICE("of")) || slice_equal(folded, SLICE("the")) ||
                     slice_equal(folded, SLICE("and")) || slice_equal(folded, SLICE("for")) ||
                     slice_equal(folded, SLICE("de")) || slice_equal(folded, SLICE("la"));
        if (!phrase_is_upper_start(word) && !small)
            return false;
    }
    return ph->n > 1 ? has_outlet_word(ph, 0) : outlet_is_agency(phrase_from(ph, 0));
}

static bool all_capitalised(const phrase *ph, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (!phrase_is_upper_start(ph->word[i].text))
            return false;
    }
    return from < to;
}

static bool is_slash_credit(const phrase *ph)
{
    const char *slash = memrchr(ph->line.data, '/', ph->line.len);
    if (!slash || ph->n > 7 || !phrase_is_upper_start(ph->line))
        return false;
    slice owner = {slash + 1, (size_t)(ph->line.data + ph->line.len - slash - 1)};
    phrase part;
    phrase_read(&part, owner);
    slice folded = phrase_from(&part, 0);
    return part.n > 0 && part.n <= 3 && (AMONG(folded, pools) || outlet_is_agency(folded));
}

bool outlet_is_picture_credit(const phrase *ph)
{
    if (ph->n < 2 || ph->n > 9 || !ph->whole || phrase_ends_sentence(ph->line))
        return false;
    if (is_slash_credit(ph))
        return true;
    for (size_t i = 2; i <= 4 && i + 1 < ph->n; i++) {
        slice word = phrase_word_fold(ph, i);
        if (slice_equal(word, SLICE("for")) || slice_equal(word, SLICE("via")))
            return all_capitalised(ph, 0, i) && all_capitalised(ph, i + 1, ph->n) &&
                   has_outlet_word(ph, i + 1);
    }
    return false;
}

slice outlet_in_small_letters(page *p, slice name)
{
    name = page_squeeze(p, name);
    if (name.len == 0 || phrase_has_lower(name) || !memchr(name.data, ' ', name.len))
        return name;
    char *out = arena_alloc(&p->memory, name.len);
    if (!out) {
        p->failed = true;
        return (slice){0};
    }
    for (size_t i = 0; i < name.len;) {
        size_t end = i;
        while (end < name.len && name.data[end] != ' ')
            end++;
        bool acronym = end - i <= 3 && !slice_equal((slice){name.data + i, end - i}, SLICE("THE"));
        for (size_t k = i; k < end; k++) {
            char c = name.data[k];
            out[k] = k > i && !acronym && c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
        }
        if (end < name.len)
            out[end++] = ' ';
        i = end;
    }
    return (slice){out, name.len};
}

static bool is_form_of_company(slice folded)
{
    static const char *const forms[] = {"inc",     "ltd",         "llc", "corp", "gmbh",
                                        "ag",      "limited",     "co",  "plc",  "sa",
                                        "company", "corporation", "s.a", "b.v"};
    return AMONG(folded, forms);
}

static bool is_filler(slice folded)
{
    static const char *const fillers[] = {"copyright", "c", "by", "all"};
    return AMONG(folded, fillers) ||
           (folded.len >= 4 && folded.data[0] >= '1' && folded.data[0] <= '2');
}

slice outlet_of_copyright(slice line)
{
    phrase ph;
    phrase_read(&ph, line);
    bool marked = slice_starts_with(line, SLICE("\xC2\xA9")) ||
                  slice_starts_with(line, SLICE("(c)")) || phrase_match(&ph, 0, "copyright") > 0;
    if (!marked)
        return (slice){0};
    size_t from = 0;
    while (from < ph.n && is_filler(phrase_word_fold(&ph, from)))
        from++;
    size_t to = from;
    while (to < ph.n && to - from < 6) {
        slice piece = ph.word[to].piece;
        if (is_form_of_company(phrase_word_fold(&ph, to)) || is_filler(phrase_word_fold(&ph, to)) ||
            !(phrase_is_upper_start(ph.word[to].text) || to > from))
            break;
        to++;
        if (piece.data[piece.len - 1] == '.' || piece.data[piece.len - 1] == ',')
            break;
    }
    if (from == to)
        return (slice){0};
    const char *start = ph.word[from].text.data;
    return (slice){start, (size_t)(ph.word[to - 1].text.data + ph.word[to - 1].text.len - start)};
}
