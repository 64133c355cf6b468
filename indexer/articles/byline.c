/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/byline.h"

#include <string.h>

#include "indexer/articles/outlet.h"
#include "text/utf8.h"

#define COUNT(list) (sizeof(list) / sizeof((list)[0]))

static bool is_among(slice folded, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (slice_equal(folded, slice_of(list[i])))
            return true;
    }
    return false;
}

/* Longest first, so that "reporting by" is not read as something else. */
static const char *const cues[] = {
    "additional reporting by",
    "with reporting by",
    "reporting by",
    "reported by",
    "written by",
    "story by",
    "text by",
    "words by",
    "analysis by",
    "opinion by",
    "commentary by",
    "a guest post by",
    "posted by",
    "author",
    "authors",
    "by",
    "von",
    "par",
    "por",
    "autor",
    "автор",
    "авторы",
    "di",
};

size_t byline_cue(const phrase *ph)
{
    for (size_t i = 0; i < COUNT(cues); i++) {
        size_t n = phrase_match(ph, 0, cues[i]);
        if (n > 0 && n < ph->n)
            return n;
    }
    return 0;
}

static bool is_joiner(slice folded)
{
    static const char *const joiners[] = {"and", "with", "y",  "et",  "und",
                                          "e",   "и",    "og", "och", "en"};
    return is_among(folded, joiners, COUNT(joiners));
}

static bool is_title(slice folded)
{
    static const char *const titles[] = {
        "mr",         "mrs",  "ms",   "miss", "dr",      "prof", "professor", "sir",
        "dame",       "lord", "rev",  "sen",  "senator", "rep",  "gen",       "general",
        "ambassador", "hon",  "herr", "frau", "m",       "mme",  "sr",        "sra"};
    return is_among(folded, titles, COUNT(titles));
}

static bool is_particle(slice folded)
{
    static const char *const particles[] = {
        "de",    "la", "le", "du",  "des", "van", "von", "der", "den", "da", "dos", "di", "del",
        "della", "el", "al", "bin", "ibn", "ben", "ter", "ten", "zu",  "af", "av",  "y",  "st"};
    return is_among(folded, particles, COUNT(particles)) ||
           (folded.len > 3 &&
            (slice_starts_with(folded, SLICE("al-")) || slice_starts_with(folded, SLICE("el-"))));
}

static bool is_role_word(slice folded)
{
    static const char *const roles[] = {
        "reporter", "reporters",    "correspondent", "correspondents", "writer",
        "writers",  "editor",       "editors",       "columnist",      "editor-at-large",
        "staff",    "contributor",  "contributors",  "bureau",         "chief",
        "analyst",  "fellow",       "producer",      "journalist",     "desk",
        "team",     "newsroom",     "korrespondent", "redaktion",      "redakteur",
        "redaktor", "journaliste",  "corresponsal",  "redaccion",      "корреспондент",
        "редактор", "обозреватель", "photographer",  "guest",          "freelance",
        "author"};
    return is_among(folded, roles, COUNT(roles));
}

/* Words that no person's name holds, so that a heading in capitals is not read as one. */
static bool is_plain_word(slice folded)
{
    static const char *const plain[] = {"whatsapp",
                                        "facebook",
                                        "twitter",
                                        "pinterest",
                                        "linkedin",
                                        "email",
                                        "print",
                                        "share",
                                        "senators",
                                        "senator",
                                        "representatives",
                                        "contact",
                                        "the",
                                        "of",
                                        "in",
                                        "on",
                                        "at",
                                        "to",
                                        "for",
                                        "from",
                                        "a",
                                        "an",
                                        "is",
                                        "are",
                                        "was",
                                        "will",
                                        "not",
                                        "as",
                                        "after",
                                        "over",
                                        "his",
                                        "her",
                                        "their",
                                        "its",
                                        "new",
                                        "says",
                                        "said",
                                        "against",
                                        "about",
                                        "president",
                                        "minister",
                                        "government",
                                        "house",
                                        "senate",
                                        "congress",
                                        "committee",
                                        "department",
                                        "state",
                                        "states",
                                        "united",
                                        "national",
                                        "security",
                                        "council",
                                        "white",
                                        "union",
                                        "treaty",
                                        "summit",
                                        "talks",
                                        "war",
                                        "peace",
                                        "news",
                                        "press",
                                        "release",
                                        "statement",
                                        "january",
                                        "february",
                                        "march",
                                        "april",
                                        "june",
                                        "july",
                                        "august",
                                        "september",
                                        "october",
                                        "november",
                                        "december",
                                        "monday",
                                        "tuesday",
                                        "wednesday",
                                        "thursday",
                                        "friday",
                                        "saturday",
                                        "sunday",
                                        "today",
                                        "yesterday",
                                        "am",
                                        "pm",
                                        "category",
                                        "politics",
                                        "opinion",
                                        "world",
                                        "business",
                                        "sports",
                                        "sport",
                                        "culture",
                                        "home",
                                        "top",
                                        "latest"};
    return is_among(folded, plain, COUNT(plain));
}

static bool has_digit(slice s)
{
    for (size_t i = 0; i < s.len; i++) {
        if (s.data[i] >= '0' && s.data[i] <= '9')
            return true;
    }
    return false;
}

/* Words [from, to) could be one person's name. */
static bool is_person(const phrase *ph, size_t from, size_t to)
{
    if (to - from < 2 || to - from > 5)
        return false;
    for (size_t i = from; i < to; i++) {
        slice folded = phrase_word_fold(ph, i);
        slice word = ph->word[i].text;
        if (has_digit(word) || is_role_word(folded) || is_plain_word(folded) || word.len > 40)
            return false;
        if (memchr(word.data, '@', word.len) || memchr(word.data, '(', word.len))
            return false;
        bool prefixed = memchr(word.data, '-', word.len) != NULL; /* al-Masri */
        if (!phrase_is_upper_start(word) && !((i + 1 < to || prefixed) && is_particle(folded)))
            return false;
    }
    slice first = ph->word[from].text;
    return phrase_is_upper_start(first) || is_particle(phrase_word_fold(ph, from));
}

static bool ends_name(slice piece)
{
    char last = piece.data[piece.len - 1];
    if (last == ',' || last == ';' || last == ':' || last == ')' || last == '|')
        return true;
    return last == '.' && piece.len > 4; /* not an initial, not "Jr." */
}

/* Something other than white space stands between two words: "&", "|", "·", a dash. */
static bool is_parted(const phrase *ph, size_t i)
{
    const char *from = ph->word[i].piece.data + ph->word[i].piece.len;
    const char *to = ph->word[i + 1].piece.data;
    return slice_trim((slice){from, (size_t)(to - from)}).len > 0;
}

/* In capitals throughout: "JOHN HUDSON" becomes "John Hudson". */
static slice in_small_letters(page *p, slice name)
{
    if (phrase_has_lower(name))
        return name;
    char *out = arena_alloc(&p->memory, name.len);
    if (!out) {
        p->failed = true;
        return (slice){0};
    }
    bool inside = false;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        bool letter = c >= 'A' && c <= 'Z';
        out[i] = letter && inside ? (char)(c + ('a' - 'A')) : c;
        inside = letter || (unsigned char)c >= 0x80;
    }
    return (slice){out, name.len};
}

static slice span(const phrase *ph, size_t from, size_t to)
{
    const char *start = ph->word[from].text.data;
    slice last = ph->word[to - 1].text;
    const char *end = last.data + last.len;
    /* the stop of "Jr." belongs to the name */
    slice piece = ph->word[to - 1].piece;
    if (last.len == 2 && piece.len > 2 && end < piece.data + piece.len && *end == '.')
        end++;
    return (slice){start, (size_t)(end - start)};
}

static size_t take_name(page *p, const phrase *ph, size_t from, size_t to, slice *outlet)
{
    while (from < to && is_title(phrase_word_fold(ph, from)))
        from++;
    if (from >= to)
        return 0;
    phrase part;
    phrase_read(&part, span(ph, from, to));
    if (outlet_is_agency(phrase_from(&part, 0)) || outlet_is_name(&part)) {
        if (outlet && outlet->len == 0)
            *outlet = part.line;
        return 0;
    }
    slice role_outlet = {0};
    if (byline_is_role(&part, &role_outlet)) {
        if (outlet && outlet->len == 0)
            *outlet = role_outlet;
        return 0;
    }
    if (!is_person(ph, from, to))
        return 0;
    slice name = in_small_letters(p, page_squeeze(p, span(ph, from, to)));
    page_add_byline(p, name);
    return 1;
}

size_t byline_read(page *p, const phrase *ph, size_t at, slice *outlet)
{
    size_t found = 0;
    size_t from = at;
    bool skipping = false; /* after "in": a place up to the next boundary */
    for (size_t i = at; i < ph->n; i++) {
        slice folded = phrase_word_fold(ph, i);
        bool joiner = is_joiner(folded) && i > from;
        bool aside = slice_equal(folded, SLICE("in")) || slice_equal(folded, SLICE("for")) ||
                     slice_equal(folded, SLICE("of")) || slice_equal(folded, SLICE("at"));
        if (phrase_match(ph, i, "editing by") || phrase_match(ph, i, "writing by"))
            break;
        if (joiner || aside) {
            if (!skipping && i > from)
                found += take_name(p, ph, from, i, outlet);
            skipping = aside;
            from = i + 1;
            continue;
        }
        if (i + 1 < ph->n && !ends_name(ph->word[i].piece) && !is_parted(ph, i))
            continue;
        if (!skipping || outlet)
            found += take_name(p, ph, from, i + 1, outlet);
        skipping = false;
        from = i + 1;
    }
    return found;
}

bool byline_is_names(const phrase *ph)
{
    if (ph->n < 2 || ph->n > 9 || !ph->whole || ph->line.len > 80 || phrase_ends_sentence(ph->line))
        return false;
    size_t from = 0;
    for (size_t i = 0; i <= ph->n; i++) {
        if (i < ph->n && !is_joiner(phrase_word_fold(ph, i)))
            continue;
        if (!is_person(ph, from, i))
            return false;
        from = i + 1;
    }
    return true;
}

bool byline_is_role(const phrase *ph, slice *outlet)
{
    if (ph->n == 0 || ph->n > 8 || phrase_ends_sentence(ph->line))
        return false;
    size_t role = ph->n;
    for (size_t i = 0; i < ph->n && role == ph->n; i++) {
        if (is_role_word(phrase_word_fold(ph, i)) && phrase_is_upper_start(ph->word[0].text))
            role = i;
    }
    if (role == ph->n)
        return false;
    for (size_t to = role; to > 0 && outlet; to--) {
        phrase part;
        phrase_read(&part, span(ph, 0, to));
        slice last = phrase_word_fold(&part, part.n - 1);
        if (!outlet_is_name(&part) || (part.n == 1 && slice_equal(last, SLICE("news"))))
            continue;
        *outlet = part.line;
        break;
    }
    return true;
}

/* "admin", "Staff Reports", "Editorial". */
static bool names_nobody(const phrase *ph, size_t from)
{
    static const char *const nobody[] = {"admin", "administrator", "webmaster", "editorial", "root",
                                         "user",  "anonymous",     "unknown",   "news"};
    for (size_t i = from; i < ph->n; i++) {
        slice word = phrase_word_fold(ph, i);
        if (is_role_word(word) || is_among(word, nobody, COUNT(nobody)))
            return true;
    }
    return false;
}

void byline_read_given(page *p, slice author)
{
    phrase ph;
    slice text = page_squeeze(p, author);
    if (text.len == 0)
        return;
    phrase_read(&ph, text);
    size_t cue = byline_cue(&ph);
    size_t before = p->n_bylines;
    /* "Hudson, John" is one person. */
    const char *comma = memchr(text.data, ',', text.len);
    if (cue == 0 && ph.n == 2 && comma) {
        buf turned = BUF_INIT(4096);
        buf_append_slice(&turned, ph.word[1].text);
        buf_push(&turned, ' ');
        buf_append_slice(&turned, ph.word[0].text);
        page_add_byline(p, arena_copy(&p->memory, buf_slice(&turned)));
        buf_free(&turned);
        return;
    }
    slice outlet = {0};
    byline_read(p, &ph, cue, &outlet);
    if (p->outlet.len == 0)
        p->outlet = outlet;
    if (p->n_bylines == before && ph.n > cue && outlet.len == 0 && text.len <= 120 &&
        !names_nobody(&ph, cue))
        page_add_byline(p, phrase_rest(&ph, cue));
}

void byline_read_credit(page *p, const phrase *ph)
{
    static const char *const openings[] = {"additional reporting by", "with reporting by",
                                           "reporting by"};
    for (size_t i = 0; i < COUNT(openings); i++) {
        size_t n = phrase_match(ph, 0, openings[i]);
        if (n > 0) {
            byline_read(p, ph, n, NULL);
            return;
        }
    }
    for (size_t at = 1; at < ph->n; at++) {
        if (!slice_equal(phrase_word_fold(ph, at), SLICE("contributed")))
            continue;
        phrase part;
        phrase_read(&part, span(ph, 0, at));
        byline_read(p, &part, 0, NULL);
        return;
    }
}
