/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Which charset, when neither a mark nor UTF-8 nor the form of the bytes tells. Every charset that
 * charset_score knows is weighed on a sample of the words that matter. uchardet's proposal gives
 * its whole kin a start (it knows the language by pairs of letters better than which charset of
 * several it is in), and what the document declares gets a start that grows with the evidence: it
 * loses only to a charset that explains each byte clearly better. uchardet alone takes all-capitals
 * and short Cyrillic for a Macintosh's, and a lone curly quote for anything.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <uchardet/uchardet.h>

#include "text/charset_parts.h"

#define PROPOSE_FROM   ((size_t)128 * 1024) /* bytes that uchardet reads */
#define START_FALLBACK 2.0                  /* nats */
#define START_DETECTED 1.5
#define START_DECLARED 6.0
#define EACH_KIN       0.25 /* nats a high byte more, up to ENOUGH of them */
#define EACH_DECLARED  0.8
#define AMID_LATIN     4.0 /* against scripts other than Latin in a text of ASCII letters */
#define ENOUGH         400
#define ENOUGH_KIN     40
#define HOPELESS       6.0 /* nats a high byte: text costs 3 to 5, noise 7 and more */

static bool is_high(char c)
{
    return (unsigned char)c >= 0x80;
}

static bool is_letter(char c)
{
    return ((unsigned char)c | 0x20) >= 'a' && ((unsigned char)c | 0x20) <= 'z';
}

static bool is_blank(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

/* The words with high bytes, a blank after each, as many as fit. */
static void take_sample(slice bytes, charset_sample *sample)
{
    sample->len = 0;
    sample->high = 0;
    sample->letters = 0;
    for (size_t i = 0; i < bytes.len;) {
        if (is_blank(bytes.data[i])) {
            i++;
            continue;
        }
        size_t high = 0;
        size_t letters = 0;
        size_t end = i;
        for (; end < bytes.len && !is_blank(bytes.data[end]); end++) {
            high += is_high(bytes.data[end]);
            letters += is_letter(bytes.data[end]);
        }
        size_t room = sizeof sample->bytes - sample->len;
        size_t len = end - i < room ? end - i : room;
        if (high == 0)
            sample->letters += letters;
        if (high > 0) {
            memcpy(sample->bytes + sample->len, bytes.data + i, len);
            sample->len += len;
            sample->high += high;
            if (len == room)
                return;
            sample->bytes[sample->len++] = ' ';
        }
        i = end;
    }
}

/* What uchardet says, canonical; empty when it doesn't know. */
static void propose(slice bytes, char name[CHARSET_NAME])
{
    name[0] = '\0';
    size_t first = 0;
    while (first < bytes.len && !is_high(bytes.data[first]))
        first++;
    size_t from = first > 1024 ? first - 1024 : 0;
    size_t len = bytes.len - from < PROPOSE_FROM ? bytes.len - from : PROPOSE_FROM;
    uchardet_t detector = uchardet_new();
    if (!detector)
        return;
    if (uchardet_handle_data(detector, bytes.data + from, len) == 0) {
        uchardet_data_end(detector);
        const char *found = uchardet_get_charset(detector);
        if (found && strcmp(found, "ASCII") != 0 && strncmp(found, "UTF-", 4) != 0)
            charset_canonical(slice_of(found), name);
        if (strcmp(name, "ISO-8859-16") == 0) /* Romanian, which is written in WINDOWS-1250 */
            strcpy(name, "WINDOWS-1250");
    }
    uchardet_delete(detector);
}

typedef struct beliefs {
    const char *declared;
    const char *fallback;
    char detected[CHARSET_NAME];
    int detected_kin; /* -1: of no kin that is weighed */
    double high;
    bool latin_text; /* a few high bytes amid a text of ASCII letters */
} beliefs;

static int kin_of(const char *name)
{
    for (const charset_candidate *c = charset_candidates(); c->name; c++) {
        if (strcmp(c->name, name) == 0)
            return c->kin;
    }
    return -1;
}

static double head_start(const charset_candidate *c, const beliefs *b)
{
    double start = -c->rarity;
    if (b->latin_text && c->kin >= KIN_CYRILLIC)
        start -= AMID_LATIN;
    if (strcmp(c->name, b->fallback) == 0)
        start += START_FALLBACK;
    if (strcmp(c->name, b->detected) == 0)
        start += START_DETECTED;
    if (c->kin == b->detected_kin)
        start += EACH_KIN * fmin(b->high, ENOUGH_KIN);
    if (strcmp(c->name, b->declared) == 0)
        start += START_DECLARED + EACH_DECLARED * fmin(b->high, ENOUGH);
    return start;
}

static void settle(charset_guess *guess, const char *name, double confidence)
{
    snprintf(guess->name, sizeof guess->name, "%s", name);
    guess->confidence = (int)confidence;
}

void charset_detect(slice bytes, const char *declared, const char *fallback, charset_guess *guess)
{
    charset_sample sample;
    beliefs b = {.declared = declared, .fallback = fallback};
    take_sample(bytes, &sample);
    propose(bytes, b.detected);
    b.detected_kin = kin_of(b.detected);
    b.high = (double)sample.high;
    b.latin_text = sample.letters > 20 * sample.high;
    const char *best_name = fallback;
    double best = -INFINITY;
    double best_plain = -INFINITY;
    double second = -INFINITY; /* of those that don't read the sample alike */
    for (const charset_candidate *c = charset_candidates(); c->name; c++) {
        double plain;
        charset_score(c->name, &sample, &plain);
        double score = plain + head_start(c, &b);
        if (score > best) {
            second = plain == best_plain ? second : best;
            best = score;
            best_plain = plain;
            best_name = c->name;
        } else if (score > second && plain != best_plain) {
            second = score;
        }
    }
    bool hopeless = best_plain < -HOPELESS * b.high && strcmp(best_name, declared) != 0;
    guess->fallback = sample.high == 0 || (hopeless && (!b.detected[0] || b.detected_kin >= 0));
    if (guess->fallback)
        settle(guess, fallback, 20);
    else if (hopeless)
        settle(guess, b.detected, 40);
    else
        settle(guess, best_name, 99 - 59 * exp((second - best) / 6));
}
