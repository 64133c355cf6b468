/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/dateline.h"

#include <string.h>

#include "indexer/articles/phrase.h"

#define LONGEST_HEAD 110u /* bytes before the dash */

/* The dashes that close a dateline, longest first. */
static const char *const dashes[] = {" \xE2\x80\x94", "\xE2\x80\x94",
                                     " \xE2\x80\x93", "\xE2\x80\x93",
                                     " --",           "--",
                                     " - ",           ". - ",
                                     ") -",           ") "};

/* Acronyms that open sentences but are no places. */
static const char *const no_places[] = {
    "nato",     "osce",    "iaea",      "opec",       "asean",   "unesco",  "unicef",
    "brics",    "cia",     "fbi",       "nsc",        "who",     "imf",     "wto",
    "eu",       "us",      "un",        "u.s",        "u.n",     "usa",     "q",
    "a",        "note",    "update",    "correction", "summary", "subject", "background",
    "analysis", "opinion", "exclusive", "breaking"};

static size_t find_dash(slice paragraph, size_t *width)
{
    slice head = {paragraph.data, paragraph.len < LONGEST_HEAD ? paragraph.len : LONGEST_HEAD};
    for (size_t i = 2; i < head.len; i++) {
        if (!memchr(" .)-\xE2\n", head.data[i], 6))
            continue;
        for (size_t d = 0; d + 1 < sizeof dashes / sizeof dashes[0]; d++) {
            slice dash = slice_of(dashes[d]);
            slice rest = {paragraph.data + i, paragraph.len - i};
            if (!slice_starts_with(rest, dash))
                continue;
            bool closes = dash.data[0] == ')';
            *width = dash.len - (closes ? 1 : 0);
            return i + (closes ? 1 : 0);
        }
        if (head.data[i] == '\n')
            break;
    }
    return 0;
}

static bool is_all_caps(slice word)
{
    return phrase_is_upper_start(word) && word.len >= 2 && !phrase_has_lower(word);
}

/* The part in round brackets at the head's end: an agency. */
static slice take_agency(slice *head)
{
    slice trimmed = slice_trim(*head);
    if (trimmed.len < 4 || trimmed.data[trimmed.len - 1] != ')')
        return (slice){0};
    const char *open = memrchr(trimmed.data, '(', trimmed.len);
    if (!open || open == trimmed.data)
        return (slice){0};
    slice agency = {open + 1, (size_t)(trimmed.data + trimmed.len - 1 - (open + 1))};
    head->len = (size_t)(open - head->data);
    *head = slice_trim(*head);
    return agency.len <= 30 ? slice_trim(agency) : (slice){0};
}

static bool has_digit(slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] >= '0' && s.data[i] <= '9')
            return true;
    }
    return false;
}

/* Everything up to the first comma; *head keeps what follows it. */
static slice take_part(slice *head)
{
    const char *comma = memchr(head->data, ',', head->len);
    size_t len = comma ? (size_t)(comma - head->data) : head->len;
    slice part = slice_trim((slice){head->data, len});
    size_t used = comma ? len + 1 : len;
    *head = (slice){head->data + used, head->len - used};
    return part;
}

static bool is_place(slice part, bool supported)
{
    phrase ph;
    phrase_read(&ph, part);
    if (ph.n == 0 || ph.n > 5 || !ph.whole || has_digit(part) || memchr(part.data, ':', part.len))
        return false;
    slice first = phrase_word_fold(&ph, 0);
    /* a byline, or the slug of an agency's wire ("BC-EU--...") */
    if (slice_equal(first, SLICE("by")) || slice_starts_with(first, SLICE("bc-")) ||
        slice_starts_with(first, SLICE("ap-")))
        return false;
    size_t caps = 0;
    for (size_t i = 0; i < ph.n; i++) {
        slice word = ph.word[i].text;
        if (is_all_caps(word))
            caps++;
        else if (!phrase_is_upper_start(word) && !(i > 0 && word.len <= 3))
            return false;
    }
    for (size_t i = 0; i < sizeof no_places / sizeof no_places[0]; i++) {
        if (slice_equal(phrase_from(&ph, 0), slice_of(no_places[i])))
            return false;
    }
    return caps == ph.n || supported;
}

bool dateline_read(slice paragraph, dateline *out)
{
    *out = (dateline){0};
    size_t width = 0;
    size_t dash = find_dash(paragraph, &width);
    if (dash == 0 || dash + width >= paragraph.len)
        return false;
    slice head = slice_trim((slice){paragraph.data, dash});
    if (head.len > 2 && head.data[0] == '(' && head.data[head.len - 1] == ')')
        head = slice_trim((slice){head.data + 1, head.len - 2});
    date day = 0;
    date_find(head, &day, NULL);
    slice agency = take_agency(&head);
    slice place = take_part(&head);
    bool supported = agency.len > 0;
    for (size_t parts = 0; head.len > 0; parts++) {
        slice part = take_part(&head);
        if (parts > 3 || phrase_count(part) > 4 || !phrase_is_upper_start(part)) {
            if (!has_digit(part))
                return false;
        }
        supported = true;
    }
    if (!is_place(place, supported))
        return false;
    size_t length = dash + width;
    while (length > 0 && paragraph.data[length - 1] == ' ')
        length--;
    *out = (dateline){.place = place, .agency = agency, .length = length, .day = day};
    return true;
}
