/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/json_fields.h"

#include <stdlib.h>
#include <string.h>

enum { NAME_MAX_LEN = 31, INNER = JSON_FIELDS, INNER_DEPTH = 3, INNER_RANK = 100 };

typedef struct field_name {
    const char *name; /* lower case, letters and digits only */
    uint8_t field;    /* json_field, or INNER: a record inside the record */
    uint8_t rank;     /* 1 is best */
} field_name;

/* In byte order of the names. */
static const field_name field_names[] = {
    {"abstract", JSON_LEAD, 3},
    {"article", JSON_TEXT, 9},
    {"articlebody", JSON_TEXT, 4},
    {"articlecontent", JSON_TEXT, 5},
    {"articledate", JSON_PUBLISHED, 9},
    {"articlemodifiedtime", JSON_UPDATED, 5},
    {"articlepublishedtime", JSON_PUBLISHED, 5},
    {"articletext", JSON_TEXT, 5},
    {"articletitle", JSON_TITLE, 5},
    {"articleurl", JSON_URL, 5},
    {"attributes", INNER, 1},
    {"author", JSON_AUTHOR, 1},
    {"authorname", JSON_AUTHOR, 5},
    {"authornames", JSON_AUTHOR, 5},
    {"authors", JSON_AUTHOR, 2},
    {"body", JSON_TEXT, 2},
    {"bodyhtml", JSON_HTML, 1},
    {"bodytext", JSON_TEXT, 4},
    {"byline", JSON_AUTHOR, 3},
    {"bylines", JSON_AUTHOR, 3},
    {"canonical", JSON_URL, 2},
    {"canonicallink", JSON_URL, 2},
    {"canonicalurl", JSON_URL, 2},
    {"category", JSON_KIND, 4},
    {"changed", JSON_UPDATED, 5},
    {"channelname", JSON_OUTLET, 8},
    {"content", JSON_TEXT, 7},
    {"contenthtml", JSON_HTML, 2},
    {"contents", JSON_TEXT, 8},
    {"contenttext", JSON_TEXT, 6},
    {"contributors", JSON_AUTHOR, 7},
    {"created", JSON_PUBLISHED, 11},
    {"createdat", JSON_PUBLISHED, 12},
    {"createddate", JSON_PUBLISHED, 12},
    {"createdon", JSON_PUBLISHED, 12},
    {"creator", JSON_AUTHOR, 4},
    {"creators", JSON_AUTHOR, 4},
    {"data", INNER, 4},
    {"date", JSON_PUBLISHED, 6},
    {"datecreated", JSON_PUBLISHED, 12},
    {"datemodified", JSON_UPDATED, 1},
    {"datemodify", JSON_UPDATED, 2},
    {"datepublish", JSON_PUBLISHED, 2},
    {"datepublished", JSON_PUBLISHED, 1},
    {"datetime", JSON_PUBLISHED, 7},
    {"dateupdated", JSON_UPDATED, 2},
    {"dccreator", JSON_AUTHOR, 4},
    {"dcdate", JSON_PUBLISHED, 6},
    {"dcidentifier", JSON_ID, 7},
    {"dclanguage", JSON_LANGUAGE, 4},
    {"dcpublisher", JSON_OUTLET, 3},
    {"dctitle", JSON_TITLE, 6},
    {"deck", JSON_LEAD, 7},
    {"description", JSON_LEAD, 4},
    {"displaydate", JSON_PUBLISHED, 8},
    {"doc", INNER, 3},
    {"docid", JSON_ID, 5},
    {"doctype", JSON_KIND, 2},
    {"document", INNER, 3},
    {"documentid", JSON_ID, 5},
    {"documentnumber", JSON_ID, 8},
    {"documenttype", JSON_KIND, 2},
    {"domain", JSON_OUTLET, 9},
    {"excerpt", JSON_LEAD, 5},
    {"externalurl", JSON_URL, 8},
    {"feedtitle", JSON_OUTLET, 9},
    {"fields", INNER, 2},
    {"firstpublished", JSON_PUBLISHED, 4},
    {"fulltext", JSON_TEXT, 3},
    {"guid", JSON_ID, 4},
    {"heading", JSON_TITLE, 7},
    {"headline", JSON_TITLE, 2},
    {"headlines", JSON_TITLE, 7},
    {"href", JSON_URL, 9},
    {"html", JSON_HTML, 4},
    {"htmlbody", JSON_HTML, 1},
    {"htmlcontent", JSON_HTML, 2},
    {"htmlurl", JSON_URL, 4},
    {"id", JSON_ID, 1},
    {"identifier", JSON_ID, 6},
    {"inlanguage", JSON_LANGUAGE, 2},
    {"isodate", JSON_PUBLISHED, 6},
    {"kind", JSON_KIND, 1},
    {"lang", JSON_LANGUAGE, 1},
    {"langcode", JSON_LANGUAGE, 3},
    {"language", JSON_LANGUAGE, 1},
    {"languagecode", JSON_LANGUAGE, 3},
    {"lastmodified", JSON_UPDATED, 3},
    {"lastupdate", JSON_UPDATED, 4},
    {"lastupdated", JSON_UPDATED, 4},
    {"lead", JSON_LEAD, 2},
    {"leadparagraph", JSON_LEAD, 1},
    {"link", JSON_URL, 3},
    {"links", JSON_URL, 9},
    {"locale", JSON_LANGUAGE, 5},
    {"mainheadline", JSON_TITLE, 3},
    {"maintext", JSON_TEXT, 3},
    {"media", JSON_OUTLET, 8},
    {"medianame", JSON_OUTLET, 4},
    {"message", JSON_TEXT, 10},
    {"modified", JSON_UPDATED, 2},
    {"modifiedat", JSON_UPDATED, 2},
    {"modifieddate", JSON_UPDATED, 2},
    {"modifiedgmt", JSON_UPDATED, 3},
    {"name", JSON_TITLE, 8},
    {"newspaper", JSON_OUTLET, 5},
    {"node", INNER, 3},
    {"ogtitle", JSON_TITLE, 6},
    {"ogurl", JSON_URL, 7},
    {"outlet", JSON_OUTLET, 1},
    {"outletname", JSON_OUTLET, 2},
    {"pageurl", JSON_URL, 5},
    {"paragraphs", JSON_TEXT, 8},
    {"permalink", JSON_URL, 4},
    {"plaintext", JSON_TEXT, 3},
    {"post", INNER, 3},
    {"posted", JSON_PUBLISHED, 8},
    {"pressname", JSON_OUTLET, 6},
    {"provider", JSON_OUTLET, 7},
    {"pubdate", JSON_PUBLISHED, 3},
    {"publication", JSON_OUTLET, 3},
    {"publicationdate", JSON_PUBLISHED, 3},
    {"publicationname", JSON_OUTLET, 4},
    {"publicationtime", JSON_PUBLISHED, 3},
    {"publicationtype", JSON_KIND, 3},
    {"publishdate", JSON_PUBLISHED, 2},
    {"published", JSON_PUBLISHED, 2},
    {"publishedat", JSON_PUBLISHED, 2},
    {"publisheddate", JSON_PUBLISHED, 2},
    {"publishedon", JSON_PUBLISHED, 2},
    {"publishedtime", JSON_PUBLISHED, 2},
    {"publisher", JSON_OUTLET, 2},
    {"publishername", JSON_OUTLET, 3},
    {"publishtime", JSON_PUBLISHED, 2},
    {"rawtext", JSON_TEXT, 6},
    {"record", INNER, 3},
    {"releasedate", JSON_PUBLISHED, 4},
    {"releasetype", JSON_KIND, 3},
    {"revised", JSON_UPDATED, 5},
    {"section", JSON_KIND, 6},
    {"seendate", JSON_PUBLISHED, 10},
    {"sentdate", JSON_PUBLISHED, 9},
    {"shortdescription", JSON_LEAD, 4},
    {"shorturl", JSON_URL, 9},
    {"site", JSON_OUTLET, 6},
    {"sitename", JSON_OUTLET, 5},
    {"slug", JSON_ID, 9},
    {"snippet", JSON_LEAD, 8},
    {"source", JSON_OUTLET, 5},
    {"sourcedomain", JSON_OUTLET, 9},
    {"sourcename", JSON_OUTLET, 4},
    {"sourceurl", JSON_URL, 6},
    {"speaker", JSON_AUTHOR, 6},
    {"speech", JSON_TEXT, 9},
    {"standfirst", JSON_LEAD, 2},
    {"storiesid", JSON_ID, 5},
    {"story", JSON_TEXT, 9},
    {"storyid", JSON_ID, 5},
    {"storytext", JSON_TEXT, 5},
    {"subject", JSON_TITLE, 7},
    {"summary", JSON_LEAD, 2},
    {"teaser", JSON_LEAD, 6},
    {"text", JSON_TEXT, 1},
    {"textbody", JSON_TEXT, 4},
    {"textcontent", JSON_TEXT, 4},
    {"timepublished", JSON_PUBLISHED, 4},
    {"timestamp", JSON_PUBLISHED, 10},
    {"title", JSON_TITLE, 1},
    {"trailtext", JSON_LEAD, 5},
    {"transcript", JSON_TEXT, 8},
    {"type", JSON_KIND, 3},
    {"updated", JSON_UPDATED, 2},
    {"updatedat", JSON_UPDATED, 2},
    {"updateddate", JSON_UPDATED, 2},
    {"uri", JSON_URL, 8},
    {"url", JSON_URL, 1},
    {"uuid", JSON_ID, 3},
    {"webpublicationdate", JSON_PUBLISHED, 3},
    {"website", JSON_OUTLET, 7},
    {"webtitle", JSON_TITLE, 4},
    {"weburl", JSON_URL, 3},
    {"writer", JSON_AUTHOR, 6},
    {"writers", JSON_AUTHOR, 6},
};

static const char *const wrappers[] = {
    "articles", "items",   "results", "documents", "docs", "stories",  "records",
    "entries",  "posts",   "hits",    "news",      "data", "response", "feed",
    "rss",      "channel", "rows",    "@graph",    "item", "article",  NULL,
};

static int compare_name(const void *key, const void *row)
{
    return strcmp(key, ((const field_name *)row)->name);
}

static const field_name *field_of_name(slice name)
{
    char plain[NAME_MAX_LEN + 1];
    size_t len = 0;
    for (size_t i = 0; i < name.len; i++) {
        char c = name.data[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + ('a' - 'A'));
        if (c != '\0' && strchr("_-.:@ ", c))
            continue;
        if (len == NAME_MAX_LEN)
            return NULL;
        plain[len++] = c;
    }
    plain[len] = '\0';
    return bsearch(plain, field_names, sizeof field_names / sizeof field_names[0],
                   sizeof field_names[0], compare_name);
}

/* An empty string says as little as a missing member. */
static bool says_something(const json_value *value)
{
    switch (json_kind_of(value)) {
    case JSON_KIND_STRING:
        return slice_trim(json_text(value)).len > 0;
    case JSON_KIND_ARRAY:
        return json_length(value) > 0;
    case JSON_KIND_NONE:
    case JSON_KIND_BOOL:
        return false;
    default:
        return true;
    }
}

static void take(json_record *record, unsigned field, unsigned rank, const json_value *value)
{
    if (!says_something(value) || (record->field[field] && record->rank[field] <= rank))
        return;
    record->field[field] = value;
    record->rank[field] = rank;
}

static void read_members(const json_value *object, unsigned depth, json_record *record)
{
    void *walk = NULL;
    slice name;
    const json_value *value;
    while (json_next_member(object, &walk, &name, &value)) {
        const field_name *known = field_of_name(name);
        if (!known)
            continue;
        bool is_object = json_kind_of(value) == JSON_KIND_OBJECT;
        bool inner = known->field == INNER || (is_object && slice_equal(name, SLICE("_source"))) ||
                     (is_object && known->field == JSON_TEXT && json_member(value, "title"));
        if (!inner)
            take(record, known->field, known->rank + depth * INNER_RANK, value);
        else if (is_object && depth < INNER_DEPTH)
            read_members(value, depth + 1, record);
    }
}

void json_record_read(const json_value *object, json_record *record)
{
    *record = (json_record){0};
    read_members(object, 0, record);
}

static bool is_array_of_objects(const json_value *value)
{
    for (size_t i = 0; i < json_length(value); i++)
        if (json_kind_of(json_item(value, i)) == JSON_KIND_OBJECT)
            return true;
    return false;
}

static const json_value *find_wrapped(const json_value *object, unsigned depth)
{
    for (size_t i = 0; wrappers[i]; i++) {
        const json_value *value = json_member(object, wrappers[i]);
        if (json_kind_of(value) == JSON_KIND_ARRAY && is_array_of_objects(value))
            return value;
        if (json_kind_of(value) == JSON_KIND_OBJECT && depth < INNER_DEPTH) {
            const json_value *inside = find_wrapped(value, depth + 1);
            if (inside)
                return inside;
        }
    }
    return NULL;
}

const json_value *json_wrapped(const json_value *object)
{
    json_record record;
    json_record_read(object, &record);
    if (record.field[JSON_TEXT] && json_kind_of(record.field[JSON_TEXT]) == JSON_KIND_STRING)
        return NULL;
    return record.field[JSON_HTML] ? NULL : find_wrapped(object, 0);
}
