/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The walk over the text. Most words of English are ASCII letters between single spaces:
 * scan_plain takes runs of them with nothing but two table look-ups a byte; whatever else comes
 * goes through scan_word and scan_gap, a character at a time.
 */
#include "text/token.h"

#include <stdlib.h>
#include <string.h>

#include "text/token_scan.h"

#define FIRST_TOKENS 256
#define SPARE_TOKENS 4 /* a word and the joined form of the one before it */

void token_list_free(token_list *list)
{
    if (!list)
        return;
    free(list->tokens);
    buf_free(&list->folded);
    *list = TOKEN_LIST_INIT;
}

void token_list_clear(token_list *list)
{
    list->count = 0;
    list->next_position = 1;
    buf_clear(&list->folded);
}

bool token_reserve(token_list *list)
{
    if (list->capacity - list->count < SPARE_TOKENS) {
        size_t capacity = list->capacity ? list->capacity * 2 : FIRST_TOKENS;
        token *tokens = realloc(list->tokens, capacity * sizeof *tokens);
        if (!tokens)
            return false;
        list->tokens = tokens;
        list->capacity = capacity;
    }
    return buf_reserve(&list->folded, (size_t)4 * TOKEN_MAX_FOLD);
}

unsigned token_class_at(const char *p, const char *end, size_t *length)
{
    if (p < end && (unsigned char)*p < 0x80) {
        *length = 1;
        return token_byte_class[(unsigned char)*p];
    }
    uint32_t cp;
    *length = utf8_decode(p, (size_t)(end - p), &cp);
    return *length ? utf8_class(cp) : 0;
}

token *token_emit(scanner *s, const word *w, unsigned flags)
{
    token_list *list = s->list;
    token *t = &list->tokens[list->count++];
    *t = (token){
        .offset = s->base + (uint32_t)(w->start - s->text),
        .length = (uint32_t)(w->end - w->start),
        .position = list->next_position,
        .fold = (uint32_t)w->fold,
        .fold_len = (uint16_t)(list->folded.len - w->fold),
        .flags = (uint16_t)(w->flags | flags),
    };
    s->line_seen |= w->seen;
    return t;
}

/* Does an ASCII word end at p for certain? Not before what may continue it: a letter outside ASCII,
 * an apostrophe, a point after a single letter (I.A.E.A.) or between digits. */
static bool ends_plainly(const char *start, const char *p, const char *end)
{
    if (p == end)
        return true;
    unsigned char c = (unsigned char)*p;
    if (c == ' ')
        return true;
    if (c >= 0x80 || (token_byte_class[c] & WORD_CLASS))
        return false;
    if (p + 1 == end || !(c == '.' || c == ',' || (token_byte_class[c] & UTF8_APOSTROPHE)))
        return true;
    unsigned char after = (unsigned char)p[1];
    if (after < 0x80 && !(token_byte_class[after] & WORD_CLASS))
        return true;
    if (c == '.' || c == ',')
        return !(c == '.' && p - start == 1) &&
               !(token_byte_class[(unsigned char)p[-1]] & UTF8_DIGIT);
    return false;
}

/* Copies the ASCII letters and digits at p to out, lower case; returns where they end. */
static inline const char *read_ascii(const char *p, const char *end, char *out, unsigned *seen)
{
    const char *limit = end - p > TOKEN_MAX_FOLD ? p + TOKEN_MAX_FOLD : end;
    unsigned all = 0;
    while (p < limit) {
        unsigned char c = (unsigned char)*p;
        unsigned class = token_byte_class[c];
        if (!(class & WORD_CLASS))
            break;
        *out++ = (char)(c | (class & UTF8_UPPER) << 4);
        all |= class;
        p++;
    }
    *seen = all;
    return p;
}
_Static_assert(UTF8_UPPER << 4 == 0x20, "the upper-case bit lowers a letter when shifted");

static bool all_upper(unsigned seen)
{
    return (seen & (UTF8_UPPER | UTF8_LOWER)) == UTF8_UPPER;
}

/* Words of ASCII letters and digits with one space, or a comma and a space, between them. Returns
 * where it stopped: at a word that needs more care, or behind a word before another gap. */
static const char *scan_plain(scanner *s, const char *p)
{
    token_list *list = s->list;
    token *t = list->tokens + list->count;
    const token *const last = list->tokens + list->capacity - SPARE_TOKENS;
    char *const folded = list->folded.data;
    char *out = folded + list->folded.len;
    const char *const out_last = folded + list->folded.cap - TOKEN_MAX_FOLD;
    const char *const text = s->text;
    const uint32_t base = s->base;
    const char *const end = s->end;
    uint32_t position = list->next_position;
    unsigned line_seen = 0;

    while (t <= last && out <= out_last) {
        const char *start = p;
        unsigned seen;
        unsigned first = token_byte_class[(unsigned char)*p];
        p = read_ascii(p, end, out, &seen);
        size_t length = (size_t)(p - start);
        if (!ends_plainly(start, p, end) || (all_upper(seen) && length > 1)) {
            p = start;
            break;
        }
        *t++ = (token){
            .offset = base + (uint32_t)(start - text),
            .length = (uint32_t)length,
            .position = position++,
            .fold = (uint32_t)(out - folded),
            .fold_len = (uint16_t)length,
            .flags = (uint16_t)((first & UTF8_UPPER ? TOKEN_CAPITAL : 0) |
                                (first & UTF8_DIGIT ? TOKEN_NUMBER : 0)),
        };
        out += length;
        line_seen |= seen;
        s->gap = 0;
        const char *next = p;
        if (end - next > 2 && *next == ',')
            next++;
        if (end - next < 2 || *next != ' ' ||
            !(token_byte_class[(unsigned char)next[1]] & WORD_CLASS))
            break;
        p = next + 1;
        s->gap = GAP_BREAK;
    }
    list->count = (size_t)(t - list->tokens);
    list->folded.len = (size_t)(out - folded);
    list->next_position = position;
    s->line_seen |= line_seen;
    return p;
}

static size_t count_letters(const word *w)
{
    size_t letters = 0;
    for (const char *p = w->start; p < w->end; p++)
        letters += (token_byte_class[(unsigned char)*p] & UTF8_LETTER) != 0;
    return letters;
}

static unsigned case_flags(const word *w)
{
    unsigned flags = 0;
    if (w->first & UTF8_UPPER)
        flags |= TOKEN_CAPITAL;
    if (w->first & UTF8_DIGIT)
        flags |= TOKEN_NUMBER;
    if (all_upper(w->seen) && w->letters > 1)
        flags |= TOKEN_ALL_CAPS;
    return flags;
}

/* Is the word tied to the one before by a hyphen? At a line's end only before a lower-case letter:
 * that is a word cut in two. */
static bool tied(const scanner *s, unsigned first)
{
    if ((s->gap & (GAP_HYPHEN | GAP_BREAK)) != GAP_HYPHEN)
        return false;
    return !(s->gap & GAP_LINE) || (first & UTF8_LOWER);
}

static void continue_chain(scanner *s)
{
    if (s->chain_parts == 0) {
        s->chain_first = s->list->count - 2;
        s->chain_parts = 1;
    }
    s->chain_parts++;
}

/* One word of any kind. NULL when memory has run out. */
static const char *scan_word(scanner *s, const char *p, unsigned first)
{
    token_list *list = s->list;
    bool hyphen = tied(s, first);
    if (!hyphen && s->chain_parts)
        token_end_chain(s);
    word w = {.start = p, .first = first, .fold = list->folded.len};
    w.next = w.end = read_ascii(p, s->end, list->folded.data + w.fold, &w.seen);
    if (w.end > p && ends_plainly(p, w.end, s->end)) {
        list->folded.len += (size_t)(w.end - p);
        w.letters = count_letters(&w);
    } else if (!token_read_word(list, s->end, &w)) {
        return NULL;
    }
    if (list->folded.len == w.fold) {
        s->gap |= GAP_BREAK;
        return w.next;
    }
    token_guard_pronoun(list, &w);
    token *t = token_emit(s, &w, case_flags(&w) | (hyphen ? TOKEN_HYPHEN : 0));
    t->flags |= (uint16_t)token_sentence_flags(s, t, first);
    list->next_position++;
    if (hyphen)
        continue_chain(s);
    bool dotted = (w.flags & TOKEN_ACRONYM) && w.end[-1] == '.' && w.next == w.end;
    s->gap = dotted ? GAP_DOT : 0;
    return w.next;
}

static void see_space(scanner *s, unsigned class)
{
    if (s->gap & (GAP_DOT | GAP_STOP))
        s->gap |= GAP_SPACED;
    if (!(class & UTF8_LINE)) {
        s->gap |= GAP_BREAK;
        return;
    }
    if ((s->gap & ~(unsigned)GAP_DOT) != GAP_HYPHEN)
        s->gap |= GAP_BREAK;
    s->gap |= s->gap & GAP_LINE ? GAP_PARAGRAPH : GAP_LINE;
    if (s->line_first < s->list->count)
        token_end_line(s);
}

static void see_stop(scanner *s, unsigned class, char c)
{
    bool certain = c != '.' || (s->gap & GAP_DOT);
    s->gap = (s->gap & ~(unsigned)(GAP_SPACED | GAP_LINE)) | GAP_BREAK | GAP_DOT;
    if (certain)
        s->gap |= GAP_STOP;
    if (class & UTF8_WIDE_STOP)
        s->gap |= GAP_SPACED;
}

/* One character between words. */
static const char *scan_gap(scanner *s, const char *p, unsigned class, size_t length)
{
    bool first = (s->gap & ~(unsigned)GAP_DOT) == 0;
    if (class & UTF8_IGNORED)
        return p + length;
    if (class & UTF8_SPACE) {
        see_space(s, class);
        if (*p == '\r' && s->end - p > 1 && p[1] == '\n')
            length++;
    } else if (class & (UTF8_STOP | UTF8_WIDE_STOP)) {
        see_stop(s, class, *p);
    } else {
        s->gap &= ~(unsigned)GAP_LINE;
        if ((class & UTF8_QUOTE) && (s->gap & GAP_SPACED))
            s->gap |= GAP_QUOTE;
        s->gap |= first && (class & UTF8_HYPHEN) ? GAP_HYPHEN : GAP_BREAK;
    }
    return p + (length ? length : 1);
}

static const char *scan_step(scanner *s, const char *p)
{
    size_t length;
    unsigned class = token_class_at(p, s->end, &length);
    if (!(class & WORD_CLASS))
        return scan_gap(s, p, class, length);
    if (!token_reserve(s->list))
        return NULL;
    if (class & UTF8_NGRAM)
        return token_scan_ngrams(s, p);
    const unsigned careful = GAP_DOT | GAP_STOP | GAP_PARAGRAPH | GAP_HYPHEN;
    if (length == 1 && !(s->gap & careful)) {
        if (s->chain_parts)
            token_end_chain(s);
        const char *next = scan_plain(s, p);
        if (next != p)
            return next;
    }
    return scan_word(s, p, class);
}

dossier_status token_scan(token_list *list, slice text, uint32_t base)
{
    if (text.len > UINT32_MAX - base)
        return DOSSIER_TOO_LARGE;
    if (text.len == 0)
        return DOSSIER_OK;
    scanner s = {
        .list = list,
        .text = text.data,
        .end = text.data + text.len,
        .base = base,
        .gap = GAP_BREAK | GAP_PARAGRAPH,
        .line_first = list->count,
    };
    for (const char *p = text.data; p < s.end;) {
        p = scan_step(&s, p);
        if (!p)
            return list->folded.len > list->folded.max / 2 ? DOSSIER_TOO_LARGE : DOSSIER_NO_MEMORY;
    }
    if (s.chain_parts && token_reserve(list))
        token_end_chain(&s);
    token_end_line(&s);
    return list->folded.failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
}
