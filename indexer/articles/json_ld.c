/* SPDX-License-Identifier: GPL-2.0-or-later */
/* schema.org articles in JSON-LD: https://schema.org/Article (headline, author, datePublished ...).
 */
#include <string.h>

#include "indexer/articles/html_meta.h"
#include "indexer/json.h"

#define MAX_AUTHORS 12u

static slice keep(arena *into, slice s)
{
    s = slice_trim(s);
    return s.len > 0 && s.len <= 2048 ? arena_copy(into, s) : (slice){0};
}

/* Character references that publishers leave in JSON: the text is meant for HTML. */
static slice decode_references(arena *into, slice s)
{
    static const struct {
        slice name;
        const char *text;
    } names[] = {
        {{"&amp;", 5}, "&"},
        {{"&quot;", 6}, "\""},
        {{"&#39;", 5}, "'"},
        {{"&#x27;", 6}, "'"},
        {{"&#039;", 6}, "'"},
        {{"&apos;", 6}, "'"},
        {{"&lt;", 4}, "<"},
        {{"&gt;", 4}, ">"},
        {{"&nbsp;", 6}, " "},
        {{"&#34;", 5}, "\""},
        {{"&#8217;", 7}, "\xE2\x80\x99"},
        {{"&#8216;", 7}, "\xE2\x80\x98"},
        {{"&#8220;", 7}, "\xE2\x80\x9C"},
        {{"&#8221;", 7}, "\xE2\x80\x9D"},
        {{"&#8211;", 7}, "\xE2\x80\x93"},
        {{"&#8212;", 7}, "\xE2\x80\x94"},
        {{"&rsquo;", 7}, "\xE2\x80\x99"},
        {{"&lsquo;", 7}, "\xE2\x80\x98"},
        {{"&ldquo;", 7}, "\xE2\x80\x9C"},
        {{"&rdquo;", 7}, "\xE2\x80\x9D"},
    };
    if (s.len == 0 || !memchr(s.data, '&', s.len))
        return s;
    buf out = BUF_INIT(4096);
    for (size_t i = 0; i < s.len;) {
        slice rest = {s.data + i, s.len - i};
        size_t used = 0;
        for (size_t n = 0; n < sizeof names / sizeof names[0] && used == 0; n++) {
            if (!slice_starts_with(rest, names[n].name))
                continue;
            buf_append_slice(&out, slice_of(names[n].text));
            used = names[n].name.len;
        }
        if (used == 0) {
            buf_push(&out, s.data[i]);
            used = 1;
        }
        i += used;
    }
    slice copy = arena_copy(into, buf_slice(&out));
    buf_free(&out);
    return copy;
}

/* A value's own text, its name, or that of its first item. */
static slice text_of(const json_value *value)
{
    if (json_kind_of(value) == JSON_KIND_ARRAY)
        value = json_item(value, 0);
    if (json_kind_of(value) == JSON_KIND_OBJECT) {
        static const char *const inner[] = {"name", "@value", "@id", "url", NULL};
        value = json_member_among(value, inner, NULL);
    }
    return json_text(value);
}

static bool is_article_type(const json_value *type)
{
    if (json_kind_of(type) == JSON_KIND_ARRAY) {
        for (size_t i = 0; i < json_length(type); i++) {
            if (is_article_type(json_item(type, i)))
                return true;
        }
        return false;
    }
    static const char *const types[] = {"Article", "Posting", "Report", "PressRelease",
                                        "Legislation"};
    slice name = json_text(type);
    for (size_t i = 0; i < sizeof types / sizeof types[0] && name.len > 0; i++) {
        if (memmem(name.data, name.len, types[i], strlen(types[i])))
            return true;
    }
    return false;
}

static void add_author(buf *out, const json_value *author)
{
    slice name = slice_trim(text_of(author));
    if (name.len == 0 || name.len > 200 || memmem(name.data, name.len, "://", 3))
        return;
    if (out->len > 0)
        buf_append(out, "; ", 2);
    buf_append_slice(out, name);
}

static slice authors_of(const json_value *article, arena *into)
{
    static const char *const names[] = {"author", "creator", NULL};
    const json_value *value = json_member_among(article, names, NULL);
    buf out = BUF_INIT(2048);
    if (json_kind_of(value) == JSON_KIND_ARRAY) {
        for (size_t i = 0; i < json_length(value) && i < MAX_AUTHORS; i++)
            add_author(&out, json_item(value, i));
    } else {
        add_author(&out, value);
    }
    slice authors = keep(into, buf_slice(&out));
    buf_free(&out);
    return authors;
}

static void take(slice *slot, const json_value *value, arena *into)
{
    if (slot->len == 0)
        *slot = decode_references(into, keep(into, text_of(value)));
}

static void read_article(const json_value *article, arena *into, json_ld *out)
{
    static const char *const headline[] = {"headline", "name", NULL};
    static const char *const published[] = {"datePublished", "dateCreated", NULL};
    static const char *const url[] = {"mainEntityOfPage", "url", NULL};
    take(&out->headline, json_member_among(article, headline, NULL), into);
    take(&out->publisher, json_member(article, "publisher"), into);
    take(&out->published, json_member_among(article, published, NULL), into);
    take(&out->updated, json_member(article, "dateModified"), into);
    take(&out->url, json_member_among(article, url, NULL), into);
    take(&out->language, json_member(article, "inLanguage"), into);
    if (out->author.len == 0)
        out->author = decode_references(into, authors_of(article, into));
}

static void find_articles(const json_value *value, arena *into, json_ld *out, unsigned depth)
{
    if (depth > 4)
        return;
    if (json_kind_of(value) == JSON_KIND_ARRAY) {
        for (size_t i = 0; i < json_length(value) && i < 64; i++)
            find_articles(json_item(value, i), into, out, depth + 1);
        return;
    }
    if (is_article_type(json_member(value, "@type"))) {
        if (out->headline.len == 0)
            read_article(value, into, out);
        return;
    }
    find_articles(json_member(value, "@graph"), into, out, depth + 1);
    find_articles(json_member(value, "mainEntity"), into, out, depth + 1);
}

/* Pages write line breaks inside strings, which JSON forbids, and wrap it all in comments. */
static slice mend(slice text, buf *out)
{
    buf_append_slice(out, text);
    if (out->failed)
        return (slice){0};
    for (size_t i = 0; i < out->len; i++) {
        if ((unsigned char)out->data[i] < 0x20)
            out->data[i] = ' ';
    }
    slice s = slice_trim(buf_slice(out));
    const char *open = s.len > 0 ? memchr(s.data, '{', s.len) : NULL;
    const char *list = s.len > 0 ? memchr(s.data, '[', s.len) : NULL;
    const char *start = !open || (list && list < open) ? list : open;
    if (!start)
        return (slice){0};
    const char *end = s.data + s.len;
    while (end > start && end[-1] != '}' && end[-1] != ']')
        end--;
    return (slice){start, (size_t)(end - start)};
}

void json_ld_read(slice text, arena *into, json_ld *out)
{
    buf scratch = BUF_INIT((size_t)8 << 20);
    *out = (json_ld){0};
    while (text.len > 0 && out->headline.len == 0) {
        const char *stop = memchr(text.data, '\0', text.len);
        size_t len = stop ? (size_t)(stop - text.data) : text.len;
        json_value *root = NULL;
        buf_clear(&scratch);
        if (json_parse(mend((slice){text.data, len}, &scratch), &root, NULL) == DOSSIER_OK)
            find_articles(root, into, out, 0);
        json_free(root);
        size_t used = stop ? len + 1 : len;
        text = (slice){text.data + used, text.len - used};
    }
    buf_free(&scratch);
}
