/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "store/fields.h"

#include <stdio.h>
#include <string.h>

#include "xapian-c.h"

const field field_table[FIELDS] = {
    [FIELD_TEXT] = {"", "", "", FIELD_STEMMED, SLOT_NONE, false,
                    "words anywhere in the headline or the text", "ozone layer"},
    [FIELD_TITLE] = {"title", "headline hd ti subject", "S", FIELD_STEMMED, SLOT_NONE, false,
                     "words of the headline", "title:\"broad reset\""},
    [FIELD_AUTHOR] = {"author", "byline by au", "A", FIELD_WORDS, SLOT_NONE, false,
                      "names in the byline", "author:\"john hudson\""},
    [FIELD_SOURCE] = {"source", "publisher outlet publication sn", "XU", FIELD_WORDS, SLOT_SOURCE,
                      true, "who published it", "source:\"continental wire\""},
    [FIELD_DOCKIND] = {"kind", "type", "XK", FIELD_WHOLE, SLOT_KIND, true,
                       "article, proposal, cable, speech, release or document", "kind:proposal"},
    [FIELD_PUBLISHED] = {"date", "published pd dated", "D", FIELD_DATE, SLOT_DATE, false,
                         "when it was published: a day, month, year or range",
                         "date:2017-03..2017-06"},
    [FIELD_LANGUAGE] = {"lang", "language la", "L", FIELD_WHOLE, SLOT_LANGUAGE, true,
                        "its language, as a two-letter code", "lang:fr"},
    [FIELD_PATH] = {"path", "file folder", "P", FIELD_WORDS, SLOT_NONE, false,
                    "words of the file's path", "path:proposals"},
    [FIELD_ID] = {"id", "", "XI", FIELD_WHOLE, SLOT_NONE, false,
                  "the document's own id, as a JSON record may have one", "id:2017-0912"},
    [FIELD_OFFICIAL] = {"official", "person minister", "XO", FIELD_ENTITY, SLOT_OFFICIALS, true,
                        "a person in office, by name or surname", "official:\"andrei gromyko\""},
    [FIELD_COUNTRY] = {"country", "countries", "N", FIELD_ENTITY, SLOT_COUNTRIES, true,
                       "a country, by any of its names", "country:iran"},
    [FIELD_ORGANIZATION] = {"org", "organization organisation agency", "XG", FIELD_ENTITY,
                            SLOT_ORGANIZATIONS, true, "a ministry, agency or international body",
                            "org:\"state department\""},
    [FIELD_AGREEMENT] = {"agreement", "treaty accord", "XT", FIELD_ENTITY, SLOT_AGREEMENTS, true,
                         "a treaty, accord or plan", "agreement:npt"},
    [FIELD_OFFICE] = {"office", "post", "XJ", FIELD_ENTITY, SLOT_NONE, false,
                      "an office, whoever holds it", "office:\"foreign minister\""},
    [FIELD_ABOUT] = {"about", "focus", "XN", FIELD_ENTITY, SLOT_NONE, false,
                     "a country that the document is about, not only names", "about:cuba"},
    [FIELD_LENGTH] = {"length", "wc wordcount", "", FIELD_NUMBER, SLOT_WORDS, false,
                      "how many words it has", "length>800"},
    [FIELD_SOUNDSLIKE] = {"soundslike", "", "", FIELD_SOUND, SLOT_NONE, false,
                          "words that sound like a name, however they are spelt",
                          "soundslike:gadafi"},
};

static bool alias_has(const char *aliases, slice name)
{
    while (*aliases) {
        size_t len = strcspn(aliases, " ");
        if (slice_equal_nocase((slice){aliases, len}, name))
            return true;
        aliases += len + (aliases[len] == ' ');
    }
    return false;
}

const field *field_find(slice name)
{
    for (size_t i = FIELD_TEXT + 1; i < FIELDS; i++)
        if (slice_equal_nocase(slice_of(field_table[i].name), name) ||
            alias_has(field_table[i].aliases, name))
            return &field_table[i];
    return NULL;
}

bool field_is_behind_entity_terms(slice term)
{
    /* All prefixes are capital letters. */
    return term.len && (unsigned char)term.data[0] > 'Z';
}

bool field_is_entity_term(slice term)
{
    if (!term.len || field_is_behind_entity_terms(term))
        return false;
    /* Nothing behind a prefix is a capital letter. */
    size_t len = 0;
    while (len < term.len && term.data[len] >= 'A' && term.data[len] <= 'Z')
        len++;
    for (size_t i = 0; i < FIELDS; i++)
        if (field_table[i].kind == FIELD_ENTITY &&
            slice_equal(slice_of(field_table[i].prefix), (slice){term.data, len}))
            return true;
    return false;
}

/* FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv): only long terms need it. */
static uint64_t hash_bytes(slice s)
{
    uint64_t hash = 0xcbf29ce484222325u;
    for (size_t i = 0; i < s.len; i++)
        hash = (hash ^ (unsigned char)s.data[i]) * 0x100000001b3u;
    return hash;
}

size_t field_term(const char *prefix, slice word, char out[FIELD_TERM_MAX])
{
    enum { HASH_TEXT = 17 }; /* a dash and sixteen hexadecimal digits */
    size_t n = strlen(prefix);
    size_t room = FIELD_TERM_MAX - n;
    memcpy(out, prefix, n);
    if (word.len <= room) {
        memcpy(out + n, word.data, word.len);
        return n + word.len;
    }
    char hash[HASH_TEXT + 1];
    snprintf(hash, sizeof hash, "-%016llx", (unsigned long long)hash_bytes(word));
    memcpy(out + n, word.data, room - HASH_TEXT);
    memcpy(out + FIELD_TERM_MAX - HASH_TEXT, hash, HASH_TEXT);
    return FIELD_TERM_MAX;
}

/* One prefix letter and `digits` digits. */
static field_date_term date_term(char letter, unsigned value, int digits)
{
    field_date_term term = {.len = (uint8_t)(digits + 1)};
    term.text[0] = letter;
    for (int i = digits; i > 0; i--, value /= 10)
        term.text[i] = (char)('0' + value % 10);
    return term;
}

size_t field_date_terms(date d, field_date_term out[3])
{
    size_t n = 0;
    if (d % 100)
        out[n++] = date_term('D', d, 8);
    if (d / 100 % 100)
        out[n++] = date_term('M', d / 100, 6);
    if (d)
        out[n++] = date_term('Y', d / 10000, 4);
    return n;
}

void field_date_value(date d, char out[8])
{
    for (int i = 7; i >= 0; i--, d /= 10)
        out[i] = (char)('0' + d % 10);
}

date field_value_date(slice value)
{
    date d = 0;
    if (value.len != 8)
        return 0;
    for (size_t i = 0; i < 8; i++) {
        if (value.data[i] < '0' || value.data[i] > '9')
            return 0;
        d = d * 10 + (date)(value.data[i] - '0');
    }
    return d;
}

void field_list_add(buf *list, slice id)
{
    enum { VARINT_MAX = 10 };
    if (list->len + VARINT_MAX + id.len > list->max)
        return;
    buf_put_varint(list, id.len);
    buf_append_slice(list, id);
}

bool field_list_next(slice *list, slice *id)
{
    const char *p = list->data, *end = list->data + list->len;
    uint64_t len;
    if (!list->len || !varint_get(&p, end, &len) || len > (uint64_t)(end - p))
        return false;
    *id = (slice){p, len};
    *list = (slice){p + len, (size_t)(end - p) - len};
    return true;
}

_Static_assert(FIELD_NUMBER_MAX >= XAPIAN_SORTABLE_MAX, "a number fits");

size_t field_number_value(double number, char out[FIELD_NUMBER_MAX])
{
    return xapian_sortable_serialise(number, out);
}
