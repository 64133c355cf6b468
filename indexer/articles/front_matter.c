/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The part of YAML that front matter is written in: keys with scalars, "[a, b]" and "- a" lists. */
#include <string.h>

#include "indexer/articles/byline.h"
#include "indexer/articles/markdown.h"
#include "indexer/articles/stamp.h"

enum meta { TITLE, AUTHOR, PUBLISHED, UPDATED, OUTLET, URL, LANGUAGE, KIND, ID, PLACE };

static const struct key {
    const char *name;
    enum meta meta;
} keys[] = {
    {"title", TITLE},
    {"headline", TITLE},
    {"author", AUTHOR},
    {"authors", AUTHOR},
    {"byline", AUTHOR},
    {"by", AUTHOR},
    {"date", PUBLISHED},
    {"published", PUBLISHED},
    {"published_at", PUBLISHED},
    {"publishdate", PUBLISHED},
    {"pubdate", PUBLISHED},
    {"created", PUBLISHED},
    {"updated", UPDATED},
    {"updated_at", UPDATED},
    {"lastmod", UPDATED},
    {"modified", UPDATED},
    {"publisher", OUTLET},
    {"source", OUTLET},
    {"outlet", OUTLET},
    {"publication", OUTLET},
    {"site", OUTLET},
    {"url", URL},
    {"link", URL},
    {"canonical_url", URL},
    {"permalink", URL},
    {"source_url", URL},
    {"language", LANGUAGE},
    {"lang", LANGUAGE},
    {"locale", LANGUAGE},
    {"kind", KIND},
    {"type", KIND},
    {"id", ID},
    {"dateline", PLACE},
    {"place", PLACE},
};

static bool find_key(slice name, enum meta *meta)
{
    for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++) {
        if (slice_equal_nocase(name, slice_of(keys[i].name))) {
            *meta = keys[i].meta;
            return true;
        }
    }
    return false;
}

/* Without quotes around it or a comment behind it. */
static slice scalar(slice value)
{
    value = slice_trim(value);
    if (value.len >= 2 && (value.data[0] == '"' || value.data[0] == '\'') &&
        value.data[value.len - 1] == value.data[0])
        return (slice){value.data + 1, value.len - 2};
    const char *comment = value.len > 0 ? memmem(value.data, value.len, " #", 2) : NULL;
    if (comment)
        value.len = (size_t)(comment - value.data);
    return slice_trim(value);
}

static void set(slice *slot, slice value)
{
    if (slot->len == 0)
        *slot = value;
}

static void set_date(date *slot, slice value)
{
    date d = 0;
    if (*slot == 0 && date_find(value, &d, NULL) && stamp_is_credible(d))
        *slot = d;
}

static bool is_address(slice value)
{
    return value.len > 4 && memmem(value.data, value.len, "://", 3);
}

static void set_field(page *p, enum meta meta, slice value)
{
    if (value.len == 0)
        return;
    switch (meta) {
    case TITLE:
        set(&p->title, page_squeeze(p, value));
        break;
    case AUTHOR:
        if (!p->byline_given)
            byline_read_given(p, value);
        break;
    case PUBLISHED:
        set_date(&p->published, value);
        break;
    case UPDATED:
        set_date(&p->updated, value);
        break;
    case OUTLET:
        set(is_address(value) ? &p->url : &p->outlet, page_squeeze(p, value));
        break;
    case URL:
        set(&p->url, page_squeeze(p, value));
        break;
    case LANGUAGE:
        set(&p->language, page_squeeze(p, value));
        break;
    case KIND:
        set(&p->kind, page_squeeze(p, value));
        break;
    case ID:
        set(&p->id, page_squeeze(p, value));
        break;
    case PLACE:
        set(&p->place, page_squeeze(p, value));
        break;
    }
}

/* "[a, b]" item by item; anything else is one item. */
static void set_items(page *p, enum meta meta, slice value)
{
    if (value.len < 2 || value.data[0] != '[' || value.data[value.len - 1] != ']') {
        set_field(p, meta, scalar(value));
        return;
    }
    slice rest = {value.data + 1, value.len - 2};
    while (rest.len > 0) {
        const char *comma = memchr(rest.data, ',', rest.len);
        size_t len = comma ? (size_t)(comma - rest.data) : rest.len;
        set_field(p, meta, scalar((slice){rest.data, len}));
        size_t used = comma ? len + 1 : len;
        rest = (slice){rest.data + used, rest.len - used};
    }
}

void front_matter_mark_title(page *p, size_t from, size_t to)
{
    enum meta meta;
    for (size_t i = from; i < to; i++) {
        slice line = page_text(p, &p->lines[i]);
        const char *colon = memchr(line.data, ':', line.len);
        if (!colon || !find_key((slice){line.data, (size_t)(colon - line.data)}, &meta) ||
            meta != TITLE)
            continue;
        slice value = scalar((slice){colon + 1, (size_t)(line.data + line.len - colon - 1)});
        if (value.len == 0)
            return;
        size_t start = (size_t)(value.data - line.data);
        p->lines[i].role = RECORD_TITLE;
        p->lines[i].reason = RECORD_KEPT;
        page_add_cut(p, p->lines[i].offset, start);
        if (start + value.len < line.len)
            page_add_cut(p, p->lines[i].offset + start + value.len, line.len - start - value.len);
        return;
    }
}

void front_matter_read(page *p, size_t from, size_t to)
{
    enum meta meta = TITLE;
    bool known = false;
    for (size_t i = from; i < to; i++) {
        slice line = page_text(p, &p->lines[i]);
        if (line.data[0] == '#')
            continue;
        if (known && line.len > 2 && line.data[0] == '-' && line.data[1] == ' ') {
            slice item = {line.data + 2, line.len - 2};
            if (item.len > 5 && slice_equal_nocase((slice){item.data, 5}, SLICE("name:")))
                item = (slice){item.data + 5, item.len - 5};
            set_field(p, meta, scalar(item));
            continue;
        }
        const char *colon = memchr(line.data, ':', line.len);
        const char *equals = memchr(line.data, '=', line.len); /* TOML */
        const char *split = colon && (!equals || colon < equals) ? colon : equals;
        known =
            split && find_key(slice_trim((slice){line.data, (size_t)(split - line.data)}), &meta);
        if (known) {
            slice value = {split + 1, (size_t)(line.data + line.len - split - 1)};
            set_items(p, meta, slice_trim(value));
        }
    }
}
