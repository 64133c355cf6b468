/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/html_tags.h"

#include <stdlib.h>
#include <string.h>

/* Sorted by name. */
/* clang-format off */
static const html_tag_info tags[] = {
    {"a", TAG_A, false, RECORD_KEPT},
    {"address", TAG_BLOCK, true, RECORD_KEPT},
    {"article", TAG_ARTICLE, true, RECORD_KEPT},
    {"aside", TAG_ASIDE, true, RECORD_RELATED},
    {"audio", TAG_SKIP, true, RECORD_KEPT},
    {"blockquote", TAG_BLOCKQUOTE, true, RECORD_KEPT},
    {"body", TAG_BODY, true, RECORD_KEPT},
    {"br", TAG_BR, false, RECORD_KEPT},
    {"button", TAG_BLOCK, true, RECORD_NAVIGATION},
    {"canvas", TAG_SKIP, true, RECORD_KEPT},
    {"caption", TAG_BLOCK, true, RECORD_CAPTION},
    {"center", TAG_BLOCK, true, RECORD_KEPT},
    {"dd", TAG_LI, true, RECORD_KEPT},
    {"details", TAG_BLOCK, true, RECORD_KEPT},
    {"dialog", TAG_BLOCK, true, RECORD_NEWSLETTER},
    {"dir", TAG_LIST, true, RECORD_KEPT},
    {"div", TAG_BLOCK, true, RECORD_KEPT},
    {"dl", TAG_LIST, true, RECORD_KEPT},
    {"dt", TAG_LI, true, RECORD_KEPT},
    {"embed", TAG_SKIP, false, RECORD_KEPT},
    {"fieldset", TAG_BLOCK, true, RECORD_NEWSLETTER},
    {"figcaption", TAG_FIGURE, true, RECORD_CAPTION},
    {"figure", TAG_FIGURE, true, RECORD_KEPT},
    {"footer", TAG_FOOTER, true, RECORD_LEGAL},
    {"form", TAG_FORM, true, RECORD_NEWSLETTER},
    {"h1", TAG_H1, true, RECORD_KEPT},
    {"h2", TAG_H2, true, RECORD_KEPT},
    {"h3", TAG_H3, true, RECORD_KEPT},
    {"h4", TAG_H4, true, RECORD_KEPT},
    {"h5", TAG_H5, true, RECORD_KEPT},
    {"h6", TAG_H6, true, RECORD_KEPT},
    {"header", TAG_HEADER, true, RECORD_KEPT},
    {"hr", TAG_BLOCK, true, RECORD_KEPT},
    {"html", TAG_HTML, true, RECORD_KEPT},
    {"iframe", TAG_SKIP, true, RECORD_KEPT},
    {"label", TAG_BLOCK, true, RECORD_NEWSLETTER},
    {"legend", TAG_BLOCK, true, RECORD_NEWSLETTER},
    {"li", TAG_LI, true, RECORD_KEPT},
    {"link", TAG_LINK, false, RECORD_KEPT},
    {"main", TAG_MAIN, true, RECORD_KEPT},
    {"menu", TAG_LIST, true, RECORD_NAVIGATION},
    {"meta", TAG_META, false, RECORD_KEPT},
    {"nav", TAG_NAV, true, RECORD_NAVIGATION},
    {"noframes", TAG_BLOCK, true, RECORD_MARKUP},
    {"noscript", TAG_BLOCK, true, RECORD_MARKUP},
    {"object", TAG_SKIP, true, RECORD_KEPT},
    {"ol", TAG_LIST, true, RECORD_KEPT},
    {"optgroup", TAG_BLOCK, true, RECORD_NAVIGATION},
    {"option", TAG_BLOCK, true, RECORD_NAVIGATION},
    {"p", TAG_P, true, RECORD_KEPT},
    {"pre", TAG_PRE, true, RECORD_KEPT},
    {"script", TAG_SCRIPT, false, RECORD_KEPT},
    {"section", TAG_BLOCK, true, RECORD_KEPT},
    {"select", TAG_BLOCK, true, RECORD_NAVIGATION},
    {"style", TAG_SKIP, false, RECORD_KEPT},
    {"summary", TAG_BLOCK, true, RECORD_KEPT},
    {"svg", TAG_SKIP, false, RECORD_KEPT},
    {"table", TAG_TABLE, true, RECORD_KEPT},
    {"tbody", TAG_BLOCK, true, RECORD_KEPT},
    {"td", TAG_TD, true, RECORD_KEPT},
    {"template", TAG_SKIP, true, RECORD_KEPT},
    {"textarea", TAG_BLOCK, true, RECORD_NEWSLETTER},
    {"tfoot", TAG_BLOCK, true, RECORD_KEPT},
    {"th", TAG_TD, true, RECORD_KEPT},
    {"thead", TAG_BLOCK, true, RECORD_KEPT},
    {"time", TAG_TIME, false, RECORD_KEPT},
    {"title", TAG_TITLE, false, RECORD_KEPT},
    {"tr", TAG_BLOCK, true, RECORD_KEPT},
    {"ul", TAG_LIST, true, RECORD_KEPT},
    {"video", TAG_SKIP, true, RECORD_KEPT},
};

typedef struct class_word {
    const char *word;
    signed char weight;
    unsigned char reason;
} class_word;

/* Sorted by word. Words of a class are what stands between hyphens, underscores and capitals. */
static const class_word class_words[] = {
    {"ad", -20, RECORD_ADVERT},
    {"addthis", -20, RECORD_SHARE},
    {"ads", -20, RECORD_ADVERT},
    {"advert", -20, RECORD_ADVERT},
    {"advertisement", -20, RECORD_ADVERT},
    {"advertising", -20, RECORD_ADVERT},
    {"aside", -15, RECORD_RELATED},
    {"banner", -15, RECORD_ADVERT},
    {"breadcrumb", -25, RECORD_NAVIGATION},
    {"breadcrumbs", -25, RECORD_NAVIGATION},
    {"caption", -15, RECORD_CAPTION},
    {"captions", -15, RECORD_CAPTION},
    {"comment", -25, RECORD_COMMENTS},
    {"comments", -25, RECORD_COMMENTS},
    {"commentlist", -25, RECORD_COMMENTS},
    {"consent", -25, RECORD_LEGAL},
    {"cookie", -25, RECORD_LEGAL},
    {"cookies", -25, RECORD_LEGAL},
    {"copyright", -20, RECORD_LEGAL},
    {"credit", -15, RECORD_CAPTION},
    {"credits", -15, RECORD_CAPTION},
    {"disclaimer", -10, RECORD_LEGAL},
    {"disqus", -25, RECORD_COMMENTS},
    {"dropdown", -15, RECORD_NAVIGATION},
    {"entry", 10, RECORD_KEPT},
    {"figcaption", -15, RECORD_CAPTION},
    {"footer", -20, RECORD_LEGAL},
    {"gdpr", -25, RECORD_LEGAL},
    {"masthead", -20, RECORD_NAVIGATION},
    {"menu", -25, RECORD_NAVIGATION},
    {"modal", -15, RECORD_NEWSLETTER},
    {"mostread", -25, RECORD_RELATED},
    {"nav", -25, RECORD_NAVIGATION},
    {"navbar", -25, RECORD_NAVIGATION},
    {"navigation", -25, RECORD_NAVIGATION},
    {"newsletter", -25, RECORD_NEWSLETTER},
    {"newsletters", -25, RECORD_NEWSLETTER},
    {"outbrain", -25, RECORD_ADVERT},
    {"pager", -20, RECORD_NAVIGATION},
    {"pagination", -25, RECORD_NAVIGATION},
    {"paywall", -5, RECORD_KEPT},
    {"popular", -20, RECORD_RELATED},
    {"popup", -20, RECORD_NEWSLETTER},
    {"post", 5, RECORD_KEPT},
    {"promo", -20, RECORD_RELATED},
    {"promoted", -20, RECORD_ADVERT},
    {"promotion", -20, RECORD_ADVERT},
    {"recirc", -25, RECORD_RELATED},
    {"recommend", -20, RECORD_RELATED},
    {"recommendation", -20, RECORD_RELATED},
    {"recommendations", -20, RECORD_RELATED},
    {"recommended", -20, RECORD_RELATED},
    {"related", -25, RECORD_RELATED},
    {"respond", -25, RECORD_COMMENTS},
    {"share", -20, RECORD_SHARE},
    {"sharebar", -20, RECORD_SHARE},
    {"sharedaddy", -20, RECORD_SHARE},
    {"sharing", -20, RECORD_SHARE},
    {"sidebar", -20, RECORD_RELATED},
    {"signup", -25, RECORD_NEWSLETTER},
    {"sitemap", -20, RECORD_NAVIGATION},
    {"skip", -20, RECORD_NAVIGATION},
    {"social", -20, RECORD_SHARE},
    {"sponsor", -20, RECORD_ADVERT},
    {"sponsored", -20, RECORD_ADVERT},
    {"sponsors", -20, RECORD_ADVERT},
    {"story", 10, RECORD_KEPT},
    {"subnav", -25, RECORD_NAVIGATION},
    {"subscribe", -25, RECORD_NEWSLETTER},
    {"subscription", -15, RECORD_NEWSLETTER},
    {"taboola", -25, RECORD_ADVERT},
    {"tags", -20, RECORD_NAVIGATION},
    {"teaser", -5, RECORD_KEPT},
    {"toolbar", -20, RECORD_SHARE},
    {"tooltip", -20, RECORD_NAVIGATION},
    {"trending", -25, RECORD_RELATED},
    {"widget", -10, RECORD_RELATED},
};
/* clang-format on */

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
