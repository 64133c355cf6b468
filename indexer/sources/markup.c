/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/markup.h"

#include <stdint.h>
#include <string.h>

#include "text/utf8.h"

enum { TAG_MAX = 12, ENTITY_MAX = 8, LOOKED_AT = 1 << 16 };

static const slice tags[] = {
    {"p", 1},       {"br", 2},          {"a", 1},      {"b", 1},      {"i", 1},     {"u", 1},
    {"em", 2},      {"strong", 6},      {"div", 3},    {"span", 4},   {"ul", 2},    {"ol", 2},
    {"li", 2},      {"h1", 2},          {"h2", 2},     {"h3", 2},     {"h4", 2},    {"h5", 2},
    {"h6", 2},      {"blockquote", 10}, {"td", 2},     {"tr", 2},     {"table", 5}, {"figure", 6},
    {"section", 7}, {"article", 7},     {"header", 6}, {"footer", 6}, {"body", 4},  {"html", 4},
    {"title", 5},   {"head", 4},        {"script", 6}, {"style", 5},  {"font", 4},  {"center", 6},
    {"sup", 3},     {"sub", 3},         {"cite", 4},
};

typedef struct entity {
    slice name;
    uint32_t code;
} entity;

static const entity entities[] = {
    {{"amp", 3}, '&'},       {{"lt", 2}, '<'},       {{"gt", 2}, '>'},       {{"quot", 4}, '"'},
    {{"apos", 4}, '\''},     {{"nbsp", 4}, 0xA0},    {{"ndash", 5}, 0x2013}, {{"mdash", 5}, 0x2014},
    {{"lsquo", 5}, 0x2018},  {{"rsquo", 5}, 0x2019}, {{"ldquo", 5}, 0x201C}, {{"rdquo", 5}, 0x201D},
    {{"hellip", 6}, 0x2026}, {{"eacute", 6}, 0xE9},  {{"egrave", 6}, 0xE8},  {{"agrave", 6}, 0xE0},
    {{"ccedil", 6}, 0xE7},   {{"ouml", 4}, 0xF6},    {{"auml", 4}, 0xE4},    {{"uuml", 4}, 0xFC},
    {{"szlig", 5}, 0xDF},    {{"laquo", 5}, 0xAB},   {{"raquo", 5}, 0xBB},   {{"ntilde", 6}, 0xF1},
};

static bool is_letter_or_digit(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

/* The name of the tag at '<'; empty when there is none that HTML knows. */
static slice tag_at(slice text, bool *closing)
{
    size_t from = 1;
    *closing = text.len > 1 && text.data[1] == '/';
    from += *closing;
    size_t len = 0;
    while (from + len < text.len && len < TAG_MAX && is_letter_or_digit(text.data[from + len]))
        len++;
    slice name = {text.data + from, len};
    char next = from + len < text.len ? text.data[from + len] : '\0';
    if (next != '\0' && strchr("> /\t\r\n", next))
        for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
            if (slice_equal_nocase(tags[i], name))
                return name;
    return (slice){0};
}

bool markup_is_html(slice text)
{
    if (text.len > LOOKED_AT)
        text.len = LOOKED_AT;
    while (text.len > 0) {
        const char *open = memchr(text.data, '<', text.len);
        if (!open)
            return false;
        text = (slice){open, text.len - (size_t)(open - text.data)};
        bool closing;
        slice name = tag_at(text, &closing);
        if (name.len > 0 && (closing || slice_equal_nocase(name, SLICE("p")) ||
                             slice_equal_nocase(name, SLICE("br"))))
            return true;
        text = (slice){text.data + 1, text.len - 1};
    }
    return false;
}

/* The character of the reference at '&' and the bytes it takes; 0 when it is a plain '&'. */
static size_t entity_at(slice text, uint32_t *code)
{
    const char *end = memchr(text.data, ';', text.len < ENTITY_MAX + 2 ? text.len : ENTITY_MAX + 2);
    if (!end || end < text.data + 2)
        return 0;
    slice name = {text.data + 1, (size_t)(end - text.data) - 1};
    size_t took = name.len + 2;
    if (name.data[0] != '#') {
        for (size_t i = 0; i < sizeof entities / sizeof entities[0]; i++)
            if (slice_equal(entities[i].name, name)) {
                *code = entities[i].code;
                return took;
            }
        return 0;
    }
    unsigned base = name.len > 1 && (name.data[1] | 0x20) == 'x' ? 16 : 10;
    size_t i = base == 16 ? 2 : 1;
    if (i == name.len)
        return 0;
    for (*code = 0; i < name.len; i++) {
        const char *digits = "0123456789abcdef";
        char c =
            name.data[i] >= 'A' && name.data[i] <= 'F' ? (char)(name.data[i] | 0x20) : name.data[i];
        const char *digit = c ? strchr(digits, c) : NULL;
        if (!digit || (unsigned)(digit - digits) >= base)
            return 0;
        *code = *code * base + (uint32_t)(digit - digits);
    }
    return took;
}

bool markup_has_entities(slice text)
{
    while (text.len > 0) {
        const char *open = memchr(text.data, '&', text.len);
        if (!open)
            return false;
        text = (slice){open, text.len - (size_t)(open - text.data)};
        uint32_t code;
        if (entity_at(text, &code) > 0)
            return true;
        text = (slice){text.data + 1, text.len - 1};
    }
    return false;
}

void markup_plain(slice text, buf *out)
{
    bool html = markup_is_html(text);
    while (text.len > 0) {
        size_t used = 1;
        uint32_t code;
        bool closing;
        if (text.data[0] == '&' && (used = entity_at(text, &code)) > 0) {
            utf8_append(out, code);
        } else if (html && text.data[0] == '<' && tag_at(text, &closing).len > 0) {
            const char *end = memchr(text.data, '>', text.len);
            used = end ? (size_t)(end - text.data) + 1 : text.len;
        } else {
            used = 1;
            buf_push(out, text.data[0]);
        }
        text = (slice){text.data + used, text.len - used};
    }
}
