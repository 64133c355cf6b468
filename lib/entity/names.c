/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A key is made of a word letter by letter: the longest group of letters that stands in the table
 * below gives its class (a sound that transliterations write in several ways), vowels inside a word
 * give one class each by their sound's place, and what is repeated counts once. The classes come
 * from how the usual systems for Russian (BGN/PCGN, ISO 9, newspapers), Arabic and Persian (BGN,
 * ALA-LC, French spellings), Turkish and the Slavic alphabets differ.
 */
#include "entity/names.h"

#include <string.h>

typedef struct group {
    const char *letters;
    const char *class;
    size_t length; /* of letters */
} group;

#define G(letters, class)                                                                          \
    {                                                                                              \
        letters, class, sizeof letters - 1                                                         \
    }

/* Longer groups before their beginnings. */
static const group groups[] = {
    G("shch", "S"), G("tsch", "C"), G("dzh", "j"), G("sch", "S"), G("tch", "C"), G("kh", "k"),
    G("gh", "k"),   G("dh", "d"),   G("th", "t"),  G("ph", "f"),  G("sh", "S"),  G("ch", "C"),
    G("zh", "z"),   G("cz", "C"),   G("sz", "S"),  G("ts", "z"),  G("tz", "z"),  G("dj", "j"),
    G("ks", "x"),   G("cs", "x"),   G("ck", "k"),  G("qu", "k"),  G("q", "k"),   G("g", "k"),
    G("c", "k"),    G("k", "k"),    G("w", "v"),   G("v", "v"),   G("f", "f"),   G("p", "p"),
    G("b", "b"),    G("d", "d"),    G("t", "t"),   G("s", "s"),   G("z", "z"),   G("x", "x"),
    G("j", "j"),    G("l", "l"),    G("m", "m"),   G("n", "n"),   G("r", "r"),
};

/* Runs of vowels and y, by the sound that they usually write: front, back or open. */
static const group vowels[] = {
    G("aeu", "A"), G("au", "A"), G("iyy", "i"), G("oo", "u"), G("ou", "u"), G("ee", "i"),
    G("yo", "e"),  G("ye", "e"), G("ie", "e"),  G("io", "e"), G("eo", "e"), G("iu", "u"),
    G("yu", "u"),  G("ia", "a"), G("ya", "a"),  G("ei", "e"), G("ey", "e"), G("ay", "e"),
    G("ai", "e"),  G("aa", "a"), G("iy", "i"),  G("yi", "i"), G("yy", "i"), G("oe", "u"),
    G("ue", "u"),  G("ii", "i"), G("a", "a"),   G("e", "e"),  G("i", "i"),  G("y", "i"),
    G("o", "u"),   G("u", "u"),
};

/* Words of a name that come and go with the spelling. */
static const char *const particles[] = {
    "al",    "el",    "ul",  "as",  "ash", "ad",     "ar",    "an",     "at",  "az",
    "bin",   "ibn",   "ben", "abd", "abu", "van",    "von",   "de",     "der", "abdel",
    "abdul", "abdal", "ud",  "i",   "y",   "sheikh", "sheik", "shaikh",
};

static const char *const suffixes[] = {"jr", "sr", "ii", "iii", "iv"};

/* Given names and what newspapers shorten them to, or write with another language's letters. */
static const group short_forms[] = {
    G("tom", "thomas"),        G("jim", "james"),       G("mike", "michael"),
    G("bob", "robert"),        G("rob", "robert"),      G("bill", "william"),
    G("joe", "joseph"),        G("dick", "richard"),    G("rick", "richard"),
    G("tony", "anthony"),      G("chuck", "charles"),   G("dan", "daniel"),
    G("dave", "david"),        G("ed", "edward"),       G("ted", "edward"),
    G("jeff", "jeffrey"),      G("ken", "kenneth"),     G("larry", "lawrence"),
    G("matt", "matthew"),      G("nick", "nicholas"),   G("pete", "peter"),
    G("phil", "philip"),       G("ron", "ronald"),      G("sam", "samuel"),
    G("steve", "stephen"),     G("steven", "stephen"),  G("tim", "timothy"),
    G("don", "donald"),        G("ben", "benjamin"),    G("alex", "alexander"),
    G("chris", "christopher"), G("greg", "gregory"),    G("jimmy", "james"),
    G("mick", "michael"),      G("kate", "katherine"),  G("liz", "elizabeth"),
    G("sue", "susan"),         G("jerry", "gerald"),    G("walt", "walter"),
    G("fred", "frederick"),    G("jeffery", "jeffrey"), G("andy", "andrew"),
    G("hank", "henry"),        G("jack", "john"),       G("max", "maxwell"),
    G("dimitri", "dmitri"),    G("dimitry", "dmitri"),  G("dimitrij", "dmitri"),
    G("julia", "yulia"),       G("iulia", "yulia"),     G("edvard", "eduard"),
    G("sacha", "sasha"),       G("yuriy", "yuri"),      G("iouri", "yuri"),
    G("evgeny", "yevgeny"),    G("evgeni", "yevgeny"),  G("evgueni", "yevgeny"),
};

#define COUNT(table) (sizeof(table) / sizeof(table)[0])

static bool is_one_of(slice word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (list[i][0] == word.data[0] && slice_equal(word, slice_of(list[i])))
            return true;
    return false;
}

static slice full_form(slice word)
{
    for (size_t i = 0; i < COUNT(short_forms); i++)
        if (short_forms[i].letters[0] == word.data[0] &&
            slice_equal(word, (slice){short_forms[i].letters, short_forms[i].length}))
            return slice_of(short_forms[i].class);
    return word;
}

static const group *longest(const group *table, size_t n, slice rest)
{
    for (size_t i = 0; i < n; i++)
        if (table[i].letters[0] == rest.data[0] &&
            slice_starts_with(rest, (slice){table[i].letters, table[i].length}))
            return &table[i];
    return NULL;
}

static bool is_vowel(char c)
{
    return memchr("aeiouy", c, 6) != NULL;
}

/* A y between two vowels is heard in one spelling and left out in another: Nazarbayev, Nazarbaev.
 */
static bool is_glide(slice word, size_t i)
{
    return word.data[i] == 'y' && i > 0 && i + 1 < word.len && is_vowel(word.data[i - 1]) &&
           is_vowel(word.data[i + 1]);
}

static void add_class(char out[NAME_KEY_MAX], size_t *n, char class)
{
    if ((!*n || out[*n - 1] != class) && *n < NAME_KEY_MAX - 1)
        out[(*n)++] = class;
}

/* The vowel at a word's start is written alike everywhere. */
static char first_vowel(const group *found)
{
    return found->letters[1] ? found->class[0] : found->letters[0] == 'y' ? 'i' : found->letters[0];
}

static char class_at(slice word, size_t i, const char *out, size_t n, size_t *length)
{
    slice rest = {word.data + i, i + 1 < word.len && is_glide(word, i + 1) ? 1 : word.len - i};
    bool vowel = is_vowel(word.data[i]);
    const group *found =
        vowel ? longest(vowels, COUNT(vowels), rest) : longest(groups, COUNT(groups), rest);
    *length = found ? found->length : 1;
    if (!found)
        return (unsigned char)word.data[i] >= 0x80 ? word.data[i] : '\0';
    if (vowel && i == 0)
        return first_vowel(found);
    /* -ev and -ov after a sibilant are one ending: Gorbachev, Gorbachov. */
    if (found->class[0] == 'u' && n && memchr("SC", out[n - 1], 2))
        return 'e';
    /* The second half of a vowel: Rouhani, Rowhani. */
    if (word.data[i] == 'w' && i > 0 && i + 1 < word.len && is_vowel(word.data[i - 1]) &&
        !is_vowel(word.data[i + 1]))
        return '\0';
    /* A breath inside a word is written kh, h or not at all; a Russian one at its start is kh. */
    if (i > 0 && slice_starts_with(rest, SLICE("kh")))
        return '\0';
    /* The Slavic c, where the accent is lost: Milosevic, Miloshevich. */
    if (word.data[i] == 'c' && rest.len == 1 && i > 0 && word.data[i - 1] == 'i')
        return 'C';
    return found->class[0];
}

/* Endings that come and go: vowels (but -a, which makes a woman's name of a man's), the e of
 * Alexander, and the Belarusian -enka. */
static size_t without_ending(const char *key, size_t n)
{
    enum { SHORTEST = 3 };
    while (n > SHORTEST && memchr("eiu", key[n - 1], 3))
        n--;
    if (n > SHORTEST + 2 && memcmp(key + n - 3, "nka", 3) == 0)
        n--;
    return n;
}

/* In given names the short vowels of Arabic and Persian, and the Egyptian g for j, are free. */
static char loosen(char class)
{
    return class == 'e' || class == 'i' ? 'a' : class == 'j' ? 'k' : class == 'o' ? 'u' : class;
}

static size_t sound(slice word, bool given, char out[NAME_KEY_MAX])
{
    enum { SHORT_VOWELS = 4, LONG = 5 }; /* Li Peng is not Li Ping */
    size_t n = 0, kept = 0;
    if (given && word.data[0] == 'h') /* Hamid is not Ahmed */
        add_class(out, &n, 'h');
    for (size_t i = 0, length; i < word.len; i += length) {
        char class = is_glide(word, i) ? (length = 1, '\0') : class_at(word, i, out, n, &length);
        if (class)
            add_class(out, &n, class);
    }
    if (n > LONG && memcmp(out + n - 3, "der", 3) == 0) { /* Alexander, Aleksandr */
        out[n - 2] = 'r';
        n--;
    }
    n = without_ending(out, n);
    for (size_t i = 0; i < n; i++) {
        char class = out[i] == 'S' ? 's' : out[i] == 'i' && n > SHORT_VOWELS ? 'e' : out[i];
        if (given)
            class = loosen(class);
        if (!kept || out[kept - 1] != class)
            out[kept++] = class;
    }
    return kept;
}

/* Abdulaziz and Abdelaziz are Aziz with one article or another. */
static slice without_servant(slice word)
{
    enum { PREFIX = 5, SHORTEST = 4 }; /* Abdullah is no servant of Lah */
    static const char *const prefixes[] = {"abdel", "abdul", "abdal"};
    slice start = {word.data, word.len < PREFIX ? word.len : PREFIX};
    if (word.len < PREFIX + SHORTEST || !is_one_of(start, prefixes, COUNT(prefixes)))
        return word;
    return (slice){word.data + PREFIX, word.len - PREFIX};
}

static size_t word_key(slice word, bool given, char out[NAME_KEY_MAX])
{
    enum { SHORT = 3 };
    if (word.len < 2 || is_one_of(word, particles, COUNT(particles)))
        return 0;
    word = without_servant(given ? full_form(word) : word);
    /* Too few letters to be spelt in two ways, and many names of this length. */
    if (word.len <= SHORT) {
        memcpy(out, word.data, word.len);
        return word.len;
    }
    return sound(word, given, out);
}

size_t name_word_key(slice word, char out[NAME_KEY_MAX])
{
    return word_key(word, false, out);
}

size_t name_given_key(slice word, char out[NAME_KEY_MAX])
{
    return word_key(word, true, out);
}

/* A word that has no key stands for itself. */
static void add_to_id(slice word, size_t n, const char key[NAME_KEY_MAX], buf *out)
{
    slice used = n ? (slice){key, n} : word;
    for (size_t i = 0; i < used.len; i++) {
        char c = used.data[i];
        buf_push(out, c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c);
    }
}

void name_id(slice family, slice given, buf *out)
{
    char key[NAME_KEY_MAX];
    buf_push(out, '~');
    add_to_id(family, name_word_key(family, key), key, out);
    if (!given.len)
        return;
    buf_push(out, '-');
    add_to_id(given, name_given_key(given, key), key, out);
}

typedef struct name_words {
    slice word[16];
    size_t count;
} name_words;

static name_words cut(slice name)
{
    name_words out = {.count = 0};
    for (size_t i = 0; i < name.len && out.count < 16;) {
        size_t from = i;
        while (i < name.len && !memchr(" -.,", name.data[i], 4))
            i++;
        slice word = {name.data + from, i - from};
        i++;
        if (word.len > 1 && !is_one_of(word, particles, COUNT(particles)) &&
            !is_one_of(word, suffixes, COUNT(suffixes)))
            out.word[out.count++] = word;
    }
    return out;
}

/* Two halves of a family name that a hyphen joins are one word: Ahmadi-Nejad, Ahmadinejad. */
static void join_halves(name_words *words)
{
    if (words->count < 3)
        return;
    slice *half = &words->word[words->count - 2], last = words->word[words->count - 1];
    if (half->data + half->len + 1 != last.data || half->data[half->len] != '-')
        return;
    half->len += 1 + last.len;
    words->count--;
}

/* Three short words are a family name and a given name of two syllables, in some order. */
static bool is_syllables(const name_words *words)
{
    enum { SYLLABLE = 5 };
    if (words->count != 3)
        return false;
    for (size_t i = 0; i < words->count; i++)
        if (words->word[i].len > SYLLABLE)
            return false;
    return true;
}

size_t name_key(slice name, char out[NAME_KEY_MAX])
{
    name_words words = cut(name);
    bool syllables = is_syllables(&words);
    if (!syllables)
        join_halves(&words);
    size_t step = syllables ? 1 : words.count - 1, len = 0;
    if (words.count < 2)
        return 0;
    for (size_t i = 0; i < words.count; i += step) {
        char key[NAME_KEY_MAX];
        size_t n = word_key(words.word[i], i == 0, key);
        if (!n || len + n + 1 > NAME_KEY_MAX)
            return 0;
        if (len)
            out[len++] = '|';
        memcpy(out + len, key, n);
        len += n;
    }
    return len;
}

uint64_t name_key_hash(slice key)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < key.len; i++)
        hash = (hash ^ (unsigned char)key.data[i]) * 0x100000001b3u;
    return hash ? hash : 1;
}
