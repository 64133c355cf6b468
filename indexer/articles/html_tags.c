/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/html_tags.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/articles/html_tags_table.h"

static int compare_tag(const void *key, const void *row)
{
    return strcmp(key, ((const html_tag_info *)row)->name);
}

const html_tag_info *html_tag_find(const char *name)
{
    static const html_tag_info other = {"", TAG_OTHER, false, RECORD_KEPT};
    const html_tag_info *found =
        bsearch(name, tags, sizeof tags / sizeof tags[0], sizeof tags[0], compare_tag);
    return found ? found : &other;
}

static int compare_word(const void *key, const void *row)
{
    const slice *word = key;
    const char *other = ((const class_word *)row)->word;
    int order = strncmp(word->data, other, word->len);
    return order != 0 ? order : -(other[word->len] != '\0');
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Calls `word` with each word of the names, in small letters: what stands between hyphens,
 * underscores, blanks and changes from small letters to capitals. */
static void each_word(slice names, void (*word)(slice, bool, void *), void *ctx)
{
    char letters[24];
    size_t len = 0;
    bool starts_name = true;
    for (size_t i = 0; i <= names.len && i < 400; i++) {
        char c = i < names.len ? names.data[i] : ' ';
        bool capital = c >= 'A' && c <= 'Z';
        bool inside = i > 0 && names.data[i - 1] >= 'a' && names.data[i - 1] <= 'z';
        if (len > 0 && (!is_letter(c) || (capital && inside))) {
            if (len < sizeof letters)
                word((slice){letters, len}, starts_name, ctx);
            starts_name = false;
            len = 0;
        }
        starts_name = starts_name || c == ' ';
        if (!is_letter(c))
            continue;
        if (len < sizeof letters)
            letters[len] = (char)(c | 32);
        len++;
    }
}

typedef struct class_reading {
    int weight;
    record_reason reason;
} class_reading;

static void read_word(slice word, bool starts_name, void *ctx)
{
    class_reading *reading = ctx;
    (void)starts_name;
    const class_word *found =
        bsearch(&word, class_words, sizeof class_words / sizeof class_words[0],
                sizeof class_words[0], compare_word);
    if (!found)
        return;
    reading->weight += found->weight;
    if (reading->reason == RECORD_KEPT)
        reading->reason = (record_reason)found->reason;
}

void html_class_read(slice names, int *weight, record_reason *reason)
{
    class_reading reading = {*weight, *reason};
    each_word(names, read_word, &reading);
    *weight = reading.weight;
    *reason = reading.reason;
}

static bool is_one_of(slice word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (slice_equal(word, slice_of(list[i])))
            return true;
    }
    return false;
}

typedef struct body_reading {
    bool owner; /* the word before was "article" or the like, in the same name */
    bool found;
} body_reading;

static void read_body_word(slice word, bool starts_name, void *ctx)
{
    static const char *const owners[] = {"article", "story", "entry", "post",
                                         "news",    "page",  "main"};
    static const char *const parts[] = {"body", "content", "text", "copy"};
    static const char *const whole[] = {
        "articlebody",  "articletext", "articlecontent", "storybody",   "storytext",
        "entrycontent", "postcontent", "postbody",       "maincontent", "articlecopy"};
    body_reading *reading = ctx;
    if (starts_name)
        reading->owner = false;
    if (is_one_of(word, whole, sizeof whole / sizeof whole[0]) ||
        (reading->owner && is_one_of(word, parts, sizeof parts / sizeof parts[0])))
        reading->found = true;
    reading->owner = is_one_of(word, owners, sizeof owners / sizeof owners[0]);
}

bool html_class_is_body(slice names)
{
    body_reading reading = {0};
    each_word(names, read_body_word, &reading);
    return reading.found;
}
