/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/stamp.h"

#include <string.h>

#include "indexer/articles/outlet.h"

enum stamp_kind { PUBLISHED, UPDATED };

static const struct cue {
    const char *words;
    enum stamp_kind kind;
} cues[] = {
    {"originally published on", PUBLISHED},
    {"originally published", PUBLISHED},
    {"originally posted on", PUBLISHED},
    {"originally posted", PUBLISHED},
    {"first published on", PUBLISHED},
    {"first published", PUBLISHED},
    {"date published", PUBLISHED},
    {"publication date", PUBLISHED},
    {"published on", PUBLISHED},
    {"published at", PUBLISHED},
    {"published", PUBLISHED},
    {"posted on", PUBLISHED},
    {"posted at", PUBLISHED},
    {"posted", PUBLISHED},
    {"release date", PUBLISHED},
    {"released on", PUBLISHED},
    {"released", PUBLISHED},
    {"issued on", PUBLISHED},
    {"issued", PUBLISHED},
    {"dated", PUBLISHED},
    {"date", PUBLISHED},
    {"publie le", PUBLISHED},
    {"mis en ligne le", PUBLISHED},
    {"veroffentlicht am", PUBLISHED},
    {"veroffentlicht", PUBLISHED},
    {"publicado el", PUBLISHED},
    {"publicado em", PUBLISHED},
    {"publicado", PUBLISHED},
    {"pubblicato il", PUBLISHED},
    {"опубликовано", PUBLISHED},
    {"дата публикации", PUBLISHED},
    {"last updated on", UPDATED},
    {"last updated at", UPDATED},
    {"last updated", UPDATED},
    {"last modified on", UPDATED},
    {"last modified", UPDATED},
    {"last revised", UPDATED},
    {"updated on", UPDATED},
    {"updated at", UPDATED},
    {"updated", UPDATED},
    {"modified on", UPDATED},
    {"modified", UPDATED},
    {"revised on", UPDATED},
    {"revised", UPDATED},
    {"mis a jour le", UPDATED},
    {"aktualisiert am", UPDATED},
    {"aktualisiert", UPDATED},
    {"stand", UPDATED},
    {"actualizado el", UPDATED},
    {"atualizado em", UPDATED},
    {"aggiornato il", UPDATED},
    {"обновлено", UPDATED},
};

#define N_CUES (sizeof cues / sizeof cues[0])

/* Words that may stand with a date without being one. */
static const char *const fillers[] = {
    "at",       "on",     "am",      "pm",        "a.m",      "p.m",     "est",       "edt",
    "et",       "gmt",    "utc",     "bst",       "cet",      "cest",    "msk",       "noon",
    "midnight", "monday", "tuesday", "wednesday", "thursday", "friday",  "saturday",  "sunday",
    "mon",      "tue",    "wed",     "thu",       "fri",      "sat",     "sun",       "undated",
    "the",      "of",     "uhr",     "le",        "el",       "a",       "m",         "p",
    "z",        "h",      "hrs",     "hours",     "local",    "time",    "pst",       "pdt",
    "cst",      "cdt",    "ist",     "press",     "news",     "release", "immediate", "for",
};

bool stamp_is_credible(date d)
{
    date limit = date_add(date_today(), 0, 1, 0);
    return d != 0 && d <= limit;
}

static bool has_digit(slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] >= '0' && s.data[i] <= '9')
            return true;
    }
    return false;
}

static bool follows_stop(const phrase *ph, size_t i)
{
    const char *end = ph->word[i].piece.data;
    const char *at = end;
    while (at > ph->line.data && (at[-1] == ' ' || at[-1] == '\t'))
        at--;
    if (at == ph->line.data)
        return true;
    slice before = {ph->line.data, (size_t)(at - ph->line.data)};
    char last = before.data[before.len - 1];
    return memchr(".,;:|/-)", last, 8) || (unsigned char)last >= 0x80;
}

static const struct cue *cue_at(const phrase *ph, size_t i, size_t *words)
{
    char first = *phrase_word_fold(ph, i).data;
    for (size_t c = 0; c < N_CUES; c++) {
        if (cues[c].words[0] != first)
            continue;
        *words = phrase_match(ph, i, cues[c].words);
        if (*words > 0)
            return &cues[c];
    }
    return NULL;
}

static void assign(stamp *out, enum stamp_kind kind, date d)
{
    date *slot = kind == PUBLISHED ? &out->published : &out->updated;
    if (*slot == 0 && stamp_is_credible(d))
        *slot = d;
}

/* Words of the line that are neither cue, date nor filler. */
static bool is_filler(slice folded)
{
    for (size_t i = 0; i < sizeof fillers / sizeof fillers[0]; i++) {
        if (slice_equal(folded, slice_of(fillers[i])))
            return true;
    }
    return folded.len > 0 && folded.data[0] >= '0' && folded.data[0] <= '9';
}

/* A publisher's name in the words before the first cue. */
static slice outlet_before(const phrase *ph, size_t first)
{
    if (first == 0 || first > 6)
        return (slice){0};
    const char *start = ph->word[0].text.data;
    slice last = ph->word[first - 1].text;
    phrase part;
    phrase_read(&part, (slice){start, (size_t)(last.data + last.len - start)});
    return outlet_is_name(&part) ? part.line : (slice){0};
}

bool stamp_read_labels(const phrase *ph, stamp *out)
{
    *out = (stamp){0};
    if (ph->n < 2 || ph->n > 30 || !ph->whole || ph->line.len > 260 || !has_digit(ph->line))
        return false;
    size_t found = 0;
    size_t first = 0;   /* word of the first cue */
    size_t strange = 0; /* words that belong to no date */
    bool other[PHRASE_MAX_WORDS] = {0};
    for (size_t i = 0; i < ph->n;) {
        size_t words = 0;
        const struct cue *cue = i == 0 || follows_stop(ph, i) ? cue_at(ph, i, &words) : NULL;
        slice rest = cue ? phrase_rest(ph, i + words) : (slice){0};
        date d = 0;
        slice where = {0};
        if (!cue || !date_find(rest, &d, &where) || where.data > rest.data + 40) {
            other[i] = true;
            i++;
            continue;
        }
        assign(out, cue->kind, d);
        first = found++ == 0 ? i : first;
        i += words;
        while (i < ph->n && ph->word[i].piece.data < where.data + where.len)
            i++;
    }
    for (size_t i = 0; found > 0 && i < ph->n; i++)
        strange += other[i] && !is_filler(phrase_word_fold(ph, i));
    if (found > 0) {
        out->outlet = outlet_before(ph, first);
        return strange <= 4 || out->outlet.len > 0;
    }
    /* "Posted Nov 18, 8:19 PM", "Updated 2 hours ago": a stamp, though it gives no date */
    size_t words = 0;
    return ph->n <= 14 && cue_at(ph, 0, &words) && words < ph->n && has_digit(ph->line) &&
           !phrase_ends_sentence(ph->line);
}

/* What stands before the date: weekdays and fillers aside, at most four capitalised words. */
static bool place_before(slice before, slice *place)
{
    phrase ph;
    phrase_read(&ph, before);
    size_t to = ph.n;
    while (to > 0 && is_filler(phrase_word_fold(&ph, to - 1)))
        to--;
    size_t from = 0;
    while (from < to && is_filler(phrase_word_fold(&ph, from)))
        from++;
    if (to - from > 4 || !ph.whole)
        return false;
    for (size_t i = from; i < to; i++) {
        if (!phrase_is_upper_start(ph.word[i].text))
            return false;
    }
    if (from == to)
        return true;
    slice last = ph.word[to - 1].piece;
    char end = last.data[last.len - 1];
    if (end == ':') /* "Circulated: 9 April" */
        return to - from <= 3;
    if (end != ',' && end != ';')
        return false;
    slice first = ph.word[from].text;
    slice final = ph.word[to - 1].text;
    *place = (slice){first.data, (size_t)(final.data + final.len - first.data)};
    const char *comma = memchr(place->data, ',', place->len);
    if (comma)
        place->len = (size_t)(comma - place->data);
    return true;
}

static bool only_fillers(slice after)
{
    phrase ph;
    phrase_read(&ph, after);
    if (!ph.whole || ph.n > 6)
        return false;
    for (size_t i = 0; i < ph.n; i++) {
        slice word = phrase_word_fold(&ph, i);
        if (!is_filler(word))
            return false;
    }
    return true;
}

bool stamp_read_bare(slice line, stamp *out)
{
    *out = (stamp){0};
    slice where;
    date d;
    if (line.len > 120 || !has_digit(line) || !date_find(line, &d, &where) || !stamp_is_credible(d))
        return false;
    slice before = {line.data, (size_t)(where.data - line.data)};
    slice after = {where.data + where.len, (size_t)(line.data + line.len - where.data) - where.len};
    if (!place_before(before, &out->place) || !only_fillers(after))
        return false;
    phrase part;
    phrase_read(&part, out->place);
    if (outlet_is_name(&part)) {
        out->outlet = out->place;
        out->place = (slice){0};
    }
    out->published = d;
    return true;
}

bool stamp_read_among(slice line, stamp *out)
{
    slice where;
    date d;
    *out = (stamp){0};
    if (line.len > 140 || phrase_count(line) > 14 || phrase_ends_sentence(line))
        return false;
    if (!date_find(line, &d, &where) || d % 100 == 0 || !stamp_is_credible(d))
        return false;
    out->published = d;
    return true;
}

bool stamp_read_start(slice line, date *out, size_t *length)
{
    slice head = {line.data, line.len < 40 ? line.len : 40};
    slice where;
    if (!date_find(head, out, &where) || !stamp_is_credible(*out))
        return false;
    slice before = {line.data, (size_t)(where.data - line.data)};
    if (!only_fillers(before))
        return false;
    *length = (size_t)(where.data + where.len - line.data);
    return true;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* yyyymmdd, yyyy-mm-dd, yyyy_mm_dd, yyyy/mm/dd at text[i]; 0 if it is not one. */
static date numeric_at(slice s, size_t i)
{
    if ((i > 0 && is_digit(s.data[i - 1])) || i + 8 > s.len)
        return 0;
    char sep = s.data[i + 4];
    bool spread = sep == '-' || sep == '_' || sep == '/' || sep == '.';
    static const unsigned char tight[] = {0, 1, 2, 3, 4, 5, 6, 7};
    static const unsigned char wide[] = {0, 1, 2, 3, 5, 6, 8, 9};
    const unsigned char *at = spread ? wide : tight;
    size_t len = spread ? 10 : 8;
    if (i + len > s.len || (spread && s.data[i + 7] != sep) ||
        (i + len < s.len && is_digit(s.data[i + len])))
        return 0;
    date d = 0;
    for (size_t k = 0; k < 8; k++) {
        char c = s.data[i + at[k]];
        if (!is_digit(c))
            return 0;
        d = d * 10 + (date)(c - '0');
    }
    return d >= 15000000 && d % 100 > 0 && d / 100 % 100 > 0 && date_is_valid(d) ? d : 0;
}

/* 11Apr2007, 11-Apr-2007 at text[i]. */
static date named_at(slice s, size_t i)
{
    static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
    size_t at = i;
    unsigned day = 0;
    unsigned year = 0;
    if ((i > 0 && is_digit(s.data[i - 1])) || !is_digit(s.data[i]))
        return 0;
    while (at < s.len && at - i < 2 && is_digit(s.data[at]))
        day = day * 10 + (unsigned)(s.data[at++] - '0');
    if (at < s.len && (s.data[at] == '-' || s.data[at] == '_'))
        at++;
    if (at + 7 > s.len)
        return 0;
    unsigned month = 0;
    for (unsigned m = 0; m < 12 && month == 0; m++) {
        if (slice_equal_nocase((slice){s.data + at, 3}, (slice){months + (size_t)m * 3, 3}))
            month = m + 1;
    }
    at += 3;
    if (s.data[at] == '-' || s.data[at] == '_')
        at++;
    size_t from = at;
    while (at < s.len && at - from < 4 && is_digit(s.data[at]))
        year = year * 10 + (unsigned)(s.data[at++] - '0');
    if (month == 0 || at - from != 4 || (at < s.len && is_digit(s.data[at])))
        return 0;
    date d = year * 10000 + month * 100 + day;
    return day > 0 && year >= 1500 && date_is_valid(d) ? d : 0;
}

/* The one run of exactly four digits in the file's own name that can be a year. */
static date lone_year(slice name)
{
    date year = 0;
    for (size_t i = 0; i < name.len;) {
        if (!is_digit(name.data[i])) {
            i++;
            continue;
        }
        size_t from = i;
        date value = 0;
        for (; i < name.len && is_digit(name.data[i]); i++)
            value = i - from < 4 ? value * 10 + (date)(name.data[i] - '0') : value;
        bool letters =
            (from > 0 && ((name.data[from - 1] | 32) >= 'a' && (name.data[from - 1] | 32) <= 'z'));
        if (i - from != 4 || value < 1700 || letters || !stamp_is_credible(value * 10000))
            continue;
        if (year != 0)
            return 0;
        year = value * 10000;
    }
    return year;
}

date stamp_of_path(slice path)
{
    for (size_t i = path.len; i-- > 0;) {
        if (!is_digit(path.data[i]))
            continue;
        date d = numeric_at(path, i);
        if (d == 0)
            d = named_at(path, i);
        if (d != 0 && stamp_is_credible(d))
            return d;
    }
    const char *slash = memrchr(path.data ? path.data : "", '/', path.len);
    slice name = slash ? (slice){slash + 1, (size_t)(path.data + path.len - slash - 1)} : path;
    return lone_year(name);
}
