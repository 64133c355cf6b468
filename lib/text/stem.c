/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The cache: two entries to a cache line, found by a hash of the word; a newer word takes the slot
 * of an older one. News repeats itself, so more than nine words of ten are found.
 */
#include "text/stem.h"

#include <endian.h>
#include <libstemmer.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "text/stem_exceptions.h"

#define CACHE_BITS  15
#define CACHE_LINES ((size_t)1 << CACHE_BITS)
#define CACHE_WORD  15 /* bytes; the few longer words are stemmed each time */

/* A word of up to 15 bytes, padded with zeros, its length in the last byte: equal words are equal
 * pairs of numbers. */
typedef struct word_key {
    uint64_t low;
    uint64_t high;
} word_key;

typedef struct cached {
    word_key word; /* length 0: empty */
    char term[CACHE_WORD];
    unsigned char term_len;
} cached;

typedef struct cache_line {
    cached entry[2];
} cache_line;
_Static_assert(sizeof(cache_line) == 64, "as the processor's");

typedef struct language {
    const char *code;
    const char *name; /* as libstemmer knows it */
} language;

static const language languages[] = {
    {"ar", "arabic"},     {"ca", "catalan"},  {"da", "danish"},     {"de", "german"},
    {"el", "greek"},      {"en", "english"},  {"es", "spanish"},    {"eu", "basque"},
    {"fi", "finnish"},    {"fr", "french"},   {"ga", "irish"},      {"hi", "hindi"},
    {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"}, {"it", "italian"},
    {"lt", "lithuanian"}, {"ne", "nepali"},   {"nl", "dutch"},      {"no", "norwegian"},
    {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},    {"sr", "serbian"},
    {"sv", "swedish"},    {"ta", "tamil"},    {"tr", "turkish"},    {"yi", "yiddish"},
};
#define LANGUAGES (sizeof languages / sizeof languages[0])

struct stemmer {
    const char *code;
    struct sb_stemmer *snowball; /* NULL for "none" */
    bool english;
    cache_line *cache; /* in `memory`; NULL when there was none for it */
    void *memory;
};

static const language *find_language(const char *name)
{
    slice wanted = slice_of(name);
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (slice_equal_nocase(wanted, slice_of(languages[i].code)) ||
            slice_equal_nocase(wanted, slice_of(languages[i].name)))
            return &languages[i];
    }
    return NULL;
}

dossier_status stemmer_create(const char *name, stemmer **out)
{
    *out = NULL;
    bool none = name && slice_equal_nocase(slice_of(name), SLICE("none"));
    const language *found = none || !name ? NULL : find_language(name);
    if (!found && !none)
        return DOSSIER_INVALID;
    stemmer *s = calloc(1, sizeof *s);
    if (!s)
        return DOSSIER_NO_MEMORY;
    s->code = none ? "none" : found->code;
    if (found) {
        s->english = strcmp(found->code, "en") == 0;
        s->snowball = sb_stemmer_new(found->name, "UTF_8");
        /* Fresh pages from the system are zero already, and most of them are never touched in a
         * short run: clearing them took longer than a search. Aligned by hand, as calloc does not.
         */
        s->memory = calloc(CACHE_LINES + 1, sizeof(cache_line));
        if (s->memory)
            s->cache = (cache_line *)(((uintptr_t)s->memory + sizeof(cache_line) - 1) &
                                      ~(uintptr_t)(sizeof(cache_line) - 1));
        if (!s->snowball) {
            stemmer_free(s);
            return DOSSIER_NO_MEMORY;
        }
    }
    *out = s;
    return DOSSIER_OK;
}

void stemmer_free(stemmer *s)
{
    if (!s)
        return;
    if (s->snowball)
        sb_stemmer_delete(s->snowball);
    free(s->memory);
    free(s);
}

const char *stemmer_language(const stemmer *s)
{
    return s->code;
}

const char *const *stemmer_languages(void)
{
    static const char *const codes[LANGUAGES + 1] = {
        "ar", "ca", "da", "de", "el", "en", "es", "eu", "fi", "fr", "ga", "hi", "hu", "hy", "id",
        "it", "lt", "ne", "nl", "no", "pt", "ro", "ru", "sr", "sv", "ta", "tr", "yi", NULL,
    };
    return codes;
}

static slice stem_anew(stemmer *s, slice folded)
{
    slice term = s->english ? stem_exception(folded) : (slice){NULL, 0};
    if (term.len > 0)
        return term;
    const sb_symbol *stem =
        sb_stemmer_stem(s->snowball, (const sb_symbol *)folded.data, (int)folded.len);
    int len = sb_stemmer_length(s->snowball);
    return stem && len > 0 ? (slice){(const char *)stem, (size_t)len} : folded;
}

static uint64_t load8(const char *p)
{
    uint64_t value;
    memcpy(&value, p, sizeof value);
    return le64toh(value);
}

static uint64_t load4(const char *p)
{
    uint32_t value;
    memcpy(&value, p, sizeof value);
    return le32toh(value);
}

/* By two loads that overlap; reads no byte outside the word. len is 1 to CACHE_WORD. */
static word_key key_of(const char *p, size_t len)
{
    word_key key = {.high = (uint64_t)len << 56};
    if (len > 8) {
        key.low = load8(p);
        key.high |= load8(p + len - 8) >> (8 * (16 - len));
    } else if (len == 8) {
        key.low = load8(p);
    } else if (len >= 4) {
        key.low = load4(p) | load4(p + len - 4) << (8 * (len - 4));
    } else {
        key.low = (uint64_t)(unsigned char)p[0] | (uint64_t)(unsigned char)p[len / 2] << 8 |
                  (uint64_t)(unsigned char)p[len - 1] << 16;
    }
    return key;
}

static size_t line_of(word_key key)
{
    uint64_t hash = (key.low ^ (key.high >> 29)) * UINT64_C(0x9E3779B97F4A7C15);
    hash = (hash ^ key.high) * UINT64_C(0xC2B2AE3D27D4EB4F);
    return (size_t)(hash >> (64 - CACHE_BITS));
}

/* A point inside a word that isn't a number: u.s., w.h.o. */
static bool has_point(slice folded)
{
    return folded.len > 1 && folded.data[1] == '.';
}

static bool holds(const cached *entry, word_key key)
{
    return entry->word.low == key.low && entry->word.high == key.high;
}

/* Stems the word and keeps it as the line's first entry. */
static slice stem_into(stemmer *s, cache_line *line, word_key key, slice folded)
{
    slice term = stem_anew(s, folded);
    if (term.len > CACHE_WORD)
        return term;
    cached *entry = &line->entry[0];
    line->entry[1] = *entry;
    entry->word = key;
    entry->term_len = (unsigned char)term.len;
    memcpy(entry->term, term.data, term.len);
    return (slice){entry->term, entry->term_len};
}

slice stemmer_term(stemmer *s, slice folded, unsigned flags)
{
    if (!s->snowball || (flags & (TOKEN_NUMBER | TOKEN_NGRAM)) || has_point(folded) ||
        folded.len == 0 || folded.len > INT32_MAX)
        return folded;
    if (!s->cache || folded.len > CACHE_WORD)
        return stem_anew(s, folded);
    word_key key = key_of(folded.data, folded.len);
    cache_line *line = &s->cache[line_of(key)];
    for (int i = 0; i < 2; i++) {
        if (holds(&line->entry[i], key))
            return (slice){line->entry[i].term, line->entry[i].term_len};
    }
    return stem_into(s, line, key, folded);
}
