/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/articles/html_meta.h"

#include <string.h>
#include <strings.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/phrase.h"
#include "indexer/articles/stamp.h"

/* Names of meta elements, the most reliable of each field first. */
static const struct meta_name {
    const char *name;
    enum html_field field;
} names[] = {
    {"og:title", HTML_TITLE},
    {"headline", HTML_TITLE},
    {"sailthru.title", HTML_TITLE},
    {"parsely-title", HTML_TITLE},
    {"dc.title", HTML_TITLE},
    {"dcterms.title", HTML_TITLE},
    {"twitter:title", HTML_TITLE},
    {"author", HTML_AUTHOR},
    {"byl", HTML_AUTHOR},
    {"sailthru.author", HTML_AUTHOR},
    {"parsely-author", HTML_AUTHOR},
    {"dc.creator", HTML_AUTHOR},
    {"dcterms.creator", HTML_AUTHOR},
    {"article:author", HTML_AUTHOR},
    {"article:author_name", HTML_AUTHOR},
    {"dable:author", HTML_AUTHOR},
    {"cxenseparse:author", HTML_AUTHOR},
    {"article:published_time", HTML_PUBLISHED},
    {"article:published", HTML_PUBLISHED},
    {"datepublished", HTML_PUBLISHED},
    {"og:published_time", HTML_PUBLISHED},
    {"sailthru.date", HTML_PUBLISHED},
    {"parsely-pub-date", HTML_PUBLISHED},
    {"cxenseparse:recs:publishtime", HTML_PUBLISHED},
    {"pubdate", HTML_PUBLISHED},
    {"publishdate", HTML_PUBLISHED},
    {"publish-date", HTML_PUBLISHED},
    {"publish_date", HTML_PUBLISHED},
    {"publication_date", HTML_PUBLISHED},
    {"dc.date.issued", HTML_PUBLISHED},
    {"dcterms.issued", HTML_PUBLISHED},
    {"dcterms.created", HTML_PUBLISHED},
    {"dc.date.created", HTML_PUBLISHED},
    {"dc.date", HTML_PUBLISHED},
    {"dcterms.date", HTML_PUBLISHED},
    {"date", HTML_PUBLISHED},
    {"article:modified_time", HTML_UPDATED},
    {"article:modified", HTML_UPDATED},
    {"datemodified", HTML_UPDATED},
    {"og:updated_time", HTML_UPDATED},
    {"dcterms.modified", HTML_UPDATED},
    {"dc.date.modified", HTML_UPDATED},
    {"lastmod", HTML_UPDATED},
    {"last-modified", HTML_UPDATED},
    {"og:site_name", HTML_SITE},
    {"publisher", HTML_SITE},
    {"dc.publisher", HTML_SITE},
    {"dcterms.publisher", HTML_SITE},
    {"cre", HTML_SITE},
    {"application-name", HTML_SITE},
    {"link:canonical", HTML_URL},
    {"og:url", HTML_URL},
    {"html:lang", HTML_LANGUAGE},
    {"content-language", HTML_LANGUAGE},
    {"og:locale", HTML_LANGUAGE},
    {"dc.language", HTML_LANGUAGE},
};

#define N_NAMES   (sizeof names / sizeof names[0])
#define MAX_VALUE 2048u

static slice field_text(html_doc *doc, const char *content)
{
    slice value = slice_trim(slice_of(content));
    if (value.len == 0 || value.len > MAX_VALUE)
        return (slice){0};
    return page_squeeze(doc->p, value);
}

void html_meta_add(html_doc *doc, const char *name, const char *content)
{
    if (!name || !content || !*content)
        return;
    for (size_t i = 0; i < N_NAMES; i++) {
        enum html_field field = names[i].field;
        if (strcasecmp(name, names[i].name) != 0)
            continue;
        if (doc->field[field].len > 0 && doc->rank[field] <= i)
            return;
        slice value = field_text(doc, content);
        if (value.len == 0 || (field == HTML_AUTHOR && memmem(value.data, value.len, "://", 3)))
            return;
        doc->field[field] = value;
        doc->rank[field] = (uint8_t)i;
        return;
    }
}

void html_meta_time(html_doc *doc, const char *datetime, const char *itemprop,
                    const char *class_names)
{
    if (!datetime || !*datetime)
        return;
    bool updated = (itemprop && strcasestr(itemprop, "modified")) ||
                   (class_names &&
                    (strcasestr(class_names, "updated") || strcasestr(class_names, "modified")));
    bool published = (itemprop && strcasestr(itemprop, "published")) ||
                     (class_names && strcasestr(class_names, "publish"));
    if (published)
        html_meta_add(doc, "datepublished", datetime);
    else if (updated)
        html_meta_add(doc, "datemodified", datetime);
    else if (doc->time.len == 0)
        doc->time = field_text(doc, datetime);
}

static date read_date(slice text)
{
    date d = 0;
    if (text.len == 0 || !date_find(text, &d, NULL) || !stamp_is_credible(d))
        return 0;
    return d;
}

static void set_dates(html_doc *doc, const json_ld *ld)
{
    page *p = doc->p;
    const slice published[] = {ld->published, doc->field[HTML_PUBLISHED], doc->time};
    const slice updated[] = {ld->updated, doc->field[HTML_UPDATED]};
    for (size_t i = 0; i < 3 && p->published == 0; i++)
        p->published = read_date(published[i]);
    for (size_t i = 0; i < 2 && p->updated == 0; i++)
        p->updated = read_date(updated[i]);
    /* a page that was changed on the day it appeared was not updated in a reader's sense, but says
     * so */
    if (p->updated != 0 && p->published != 0 && p->updated < p->published)
        p->updated = 0;
}

static bool is_separator(slice text, size_t i, size_t *width)
{
    static const char *const marks[] = {
        " | ",        " - ",        " \xE2\x80\x93 ", " \xE2\x80\x94 ", " :: ",
        " \xC2\xBB ", " \xC2\xAB ", " \xE2\x80\xA2 ", " \xC2\xB7 ",     " // ",
        "| "};
    slice rest = {text.data + i, text.len - i};
    for (size_t m = 0; m < sizeof marks / sizeof marks[0]; m++) {
        slice mark = slice_of(marks[m]);
        if (slice_starts_with(rest, mark)) {
            *width = mark.len;
            return true;
        }
    }
    return false;
}

static bool says_site(slice part, slice site)
{
    if (site.len == 0)
        return false;
    return slice_equal_nocase(part, site) ||
           (part.len >= 4 && memmem(site.data, site.len, part.data, part.len)) ||
           (site.len >= 4 && memmem(part.data, part.len, site.data, site.len));
}

slice html_title_without_site(slice title, slice site)
{
    for (size_t i = title.len; i-- > 1;) {
        size_t width = 0;
        if (!is_separator(title, i, &width))
            continue;
        slice before = slice_trim((slice){title.data, i});
        slice after = slice_trim((slice){title.data + i + width, title.len - i - width});
        if (says_site(before, site) && !says_site(after, site))
            return after;
        size_t words = phrase_count(after);
        bool bar = title.data[i] == '|' || title.data[i + 1] == '|';
        if (!says_site(after, site) && (words > 4 || phrase_count(before) < (bar ? 2 : 4)))
            continue;
        title = before;
    }
    return title;
}

/* "https://www.example.org/news" is example.org. */
static slice site_name(slice site)
{
    const char *scheme = site.len > 0 ? memmem(site.data, site.len, "://", 3) : NULL;
    if (scheme)
        site = (slice){scheme + 3, site.len - (size_t)(scheme + 3 - site.data)};
    if (scheme && slice_starts_with(site, SLICE("www.")))
        site = (slice){site.data + 4, site.len - 4};
    const char *path = scheme ? memchr(site.data, '/', site.len) : NULL;
    if (path)
        site.len = (size_t)(path - site.data);
    if (site.len > 1 && site.data[0] == '@')
        site = (slice){site.data + 1, site.len - 1};
    return site;
}

void html_meta_apply(html_doc *doc)
{
    page *p = doc->p;
    json_ld ld = {0};
    json_ld_read(buf_slice(&doc->json_ld), &p->memory, &ld);
    set_dates(doc, &ld);
    slice site = ld.publisher.len > 0 && doc->field[HTML_SITE].len == 0 ? ld.publisher
                                                                        : doc->field[HTML_SITE];
    site = site_name(site);
    if (p->outlet.len == 0)
        p->outlet = site;
    if (p->url.len == 0)
        p->url = doc->field[HTML_URL].len > 0 ? doc->field[HTML_URL] : ld.url;
    if (p->language.len == 0)
        p->language = doc->field[HTML_LANGUAGE].len > 0 ? doc->field[HTML_LANGUAGE] : ld.language;
    slice author = ld.author.len > 0 ? ld.author : doc->field[HTML_AUTHOR];
    if (p->n_bylines == 0 && author.len > 0 && !slice_equal_nocase(author, site))
        byline_read_given(p, author);
    const slice titles[] = {ld.headline, doc->field[HTML_TITLE], doc->head_title};
    for (size_t i = 0; i < 3 && p->title.len == 0; i++) {
        slice name = html_title_without_site(titles[i], site);
        if (!slice_equal_nocase(name, site))
            p->title = page_squeeze(p, name);
    }
}
