/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/json_values.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/sources/markup.h"

enum { DEPTH_MAX = 4 };

static const char *const text_keys[] = {
    "text",      "html",  "rendered",   "value", "main",   "name",  "original", "body", "content",
    "paragraph", "title", "paragraphs", "#text", "$t",     "_",     "p",        "url",  "href",
    "@id",       "$oid",  "en",         "id",    "@value", "cdata", NULL};
static const char *const name_keys[] = {"name",         "full_name",   "fullName", "fullname",
                                        "display_name", "displayName", "original", "title",
                                        "#text",        "value",       "person",   "people",
                                        "byline",       "@value",      NULL};
static const char *const first_keys[] = {"first_name", "firstName", "firstname", "given_name",
                                         "givenName",  "given",     "first",     NULL};
static const char *const last_keys[] = {"last_name",  "lastName", "lastname", "family_name",
                                        "familyName", "family",   "last",     NULL};

static void append(buf *out, slice text, const char *separator)
{
    text = slice_trim(text);
    if (text.len == 0)
        return;
    if (out->len > 0)
        buf_append_slice(out, slice_of(separator));
    buf_append_slice(out, text);
}

static void append_value(const json_value *value, const char *const *keys, const char *separator,
                         unsigned depth, buf *out)
{
    char scratch[32];
    switch (json_kind_of(value)) {
    case JSON_KIND_STRING:
    case JSON_KIND_INTEGER:
    case JSON_KIND_REAL:
        append(out, json_scalar(value, scratch), separator);
        break;
    case JSON_KIND_ARRAY:
        for (size_t i = 0; i < json_length(value) && depth < DEPTH_MAX; i++)
            append_value(json_item(value, i), keys, separator, depth + 1, out);
        break;
    case JSON_KIND_OBJECT: {
        const json_value *first = json_member_among(value, first_keys, NULL);
        const json_value *last = json_member_among(value, last_keys, NULL);
        const json_value *held = json_member_among(value, keys, NULL);
        if (held && depth < DEPTH_MAX) {
            append_value(held, keys, separator, depth + 1, out);
        } else if (keys == name_keys && last) {
            append(out, json_text(first), separator);
            append(out, json_text(last), json_text(first).len > 0 ? " " : separator);
        }
        break;
    }
    default:
        break;
    }
}

static slice keep(json_scratch *s, slice text)
{
    slice copy = arena_copy(s->memory, text);
    s->failed |= text.len > 0 && !copy.data;
    return copy;
}

/* The text as it is, or a copy with its character references resolved (and its tags gone, for a
 * line). */
static slice without_markup(slice text, bool is_line, json_scratch *s)
{
    bool tags = is_line && markup_is_html(text);
    if (!tags && (!markup_has_entities(text) || markup_is_html(text)))
        return text;
    buf plain = BUF_INIT(text.len * 4 + 16);
    markup_plain(text, &plain);
    s->failed |= plain.failed;
    slice kept = keep(s, buf_slice(&plain));
    buf_free(&plain);
    return kept;
}

static slice all_of(const json_value *value, const char *const *keys, const char *separator,
                    json_scratch *s)
{
    if (json_kind_of(value) == JSON_KIND_STRING)
        return slice_trim(json_text(value));
    buf_clear(s->text);
    append_value(value, keys, separator, 0, s->text);
    s->failed |= s->text->failed;
    return keep(s, buf_slice(s->text));
}

slice json_value_body(const json_value *value, json_scratch *s)
{
    return without_markup(all_of(value, text_keys, "\n\n", s), false, s);
}

slice json_value_line(const json_value *value, json_scratch *s)
{
    for (unsigned depth = 0; json_kind_of(value) == JSON_KIND_ARRAY && depth < DEPTH_MAX; depth++)
        value = json_item(value, 0);
    return without_markup(all_of(value, text_keys, " ", s), true, s);
}

slice json_value_people(const json_value *value, json_scratch *s)
{
    return without_markup(all_of(value, name_keys, "; ", s), true, s);
}

typedef struct word_pair {
    const char *from, *to;
} word_pair;

static const word_pair languages[] = {
    {"english", "en"},    {"eng", "en"},     {"french", "fr"},    {"fra", "fr"},
    {"fre", "fr"},        {"german", "de"},  {"deu", "de"},       {"ger", "de"},
    {"spanish", "es"},    {"spa", "es"},     {"russian", "ru"},   {"rus", "ru"},
    {"portuguese", "pt"}, {"por", "pt"},     {"italian", "it"},   {"ita", "it"},
    {"dutch", "nl"},      {"nld", "nl"},     {"dut", "nl"},       {"arabic", "ar"},
    {"ara", "ar"},        {"chinese", "zh"}, {"zho", "zh"},       {"chi", "zh"},
    {"japanese", "ja"},   {"jpn", "ja"},     {"korean", "ko"},    {"kor", "ko"},
    {"persian", "fa"},    {"farsi", "fa"},   {"fas", "fa"},       {"per", "fa"},
    {"turkish", "tr"},    {"tur", "tr"},     {"polish", "pl"},    {"pol", "pl"},
    {"ukrainian", "uk"},  {"ukr", "uk"},     {"hebrew", "he"},    {"heb", "he"},
    {"swedish", "sv"},    {"swe", "sv"},     {"norwegian", "no"}, {"nor", "no"},
    {"danish", "da"},     {"dan", "da"},     {"finnish", "fi"},   {"fin", "fi"},
    {"greek", "el"},      {"ell", "el"},     {"hindi", "hi"},     {"hin", "hi"},
    {"urdu", "ur"},       {"urd", "ur"},     {"czech", "cs"},     {"ces", "cs"},
    {"hungarian", "hu"},  {"hun", "hu"},     {"romanian", "ro"},  {"ron", "ro"},
};

static const word_pair kinds[] = {
    {"article", "article"},
    {"news", "article"},
    {"newsarticle", "article"},
    {"reportagenewsarticle", "article"},
    {"analysisnewsarticle", "article"},
    {"opinionnewsarticle", "article"},
    {"newsstory", "article"},
    {"story", "article"},
    {"editorial", "article"},
    {"oped", "article"},
    {"blogposting", "article"},
    {"proposal", "proposal"},
    {"draft", "proposal"},
    {"draftresolution", "proposal"},
    {"workingpaper", "proposal"},
    {"cable", "cable"},
    {"telegram", "cable"},
    {"diplomaticcable", "cable"},
    {"speech", "speech"},
    {"remarks", "speech"},
    {"address", "speech"},
    {"statement", "speech"},
    {"release", "release"},
    {"pressrelease", "release"},
    {"newsrelease", "release"},
    {"communique", "release"},
    {"document", "document"},
    {"report", "document"},
};

/* The text's ASCII letters in lower case, up to the first that `stop` holds. */
static const char *letters_of(slice text, const char *stop, char out[32])
{
    size_t len = 0;
    for (size_t i = 0; i < text.len && len < 31; i++) {
        char c = text.data[i];
        if (c == '\0' || strchr(stop, c))
            break;
        c |= 0x20;
        if (c >= 'a' && c <= 'z')
            out[len++] = c;
    }
    out[len] = '\0';
    return out;
}

static slice translate(const char *word, const word_pair *pairs, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(pairs[i].from, word) == 0)
            return slice_of(pairs[i].to);
    return (slice){0};
}

slice json_value_language(const json_value *value, json_scratch *s)
{
    char word[32];
    letters_of(json_value_line(value, s), "-_;,", word);
    if (strlen(word) == 2)
        return keep(s, slice_of(word));
    return translate(word, languages, sizeof languages / sizeof languages[0]);
}

slice json_value_kind(const json_value *value, json_scratch *s)
{
    char word[32];
    letters_of(json_value_line(value, s), "", word);
    return translate(word, kinds, sizeof kinds / sizeof kinds[0]);
}
