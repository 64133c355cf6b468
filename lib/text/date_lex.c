/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Numbers, words and signs; the names of months and days in English, French, German, Spanish and
 * Russian, folded (without accents, lower case). */
#include <string.h>

#include "text/date_parts.h"
#include "text/utf8.h"

typedef struct name {
    const char *word;
    int number;
    char kind; /* 0: in full; '.': abbreviated; '?': also a surname, or a word of its own */
} name;

/* By month. Words that mean something else in English news (set, ago) are left out. */
static const name months[] = {
    {"january", 1, 0},   {"jan", 1, '.'},      {"janvier", 1, 0},    {"janv", 1, '.'},
    {"januar", 1, 0},    {"janner", 1, 0},     {"enero", 1, 0},      {"ene", 1, '.'},
    {"января", 1, 0},    {"январь", 1, 0},     {"январе", 1, 0},     {"янв", 1, '.'},
    {"february", 2, 0},  {"feb", 2, '.'},      {"fevrier", 2, 0},    {"fevr", 2, '.'},
    {"fev", 2, '.'},     {"februar", 2, 0},    {"feber", 2, 0},      {"febrero", 2, 0},
    {"февраля", 2, 0},   {"февраль", 2, 0},    {"феврале", 2, 0},    {"фев", 2, '.'},
    {"march", 3, '?'},   {"mar", 3, '.'},      {"mars", 3, '?'},     {"marz", 3, 0},
    {"mrz", 3, '.'},     {"maerz", 3, 0},      {"marzo", 3, 0},      {"марта", 3, 0},
    {"март", 3, 0},      {"марте", 3, 0},      {"мар", 3, '.'},      {"april", 4, '?'},
    {"apr", 4, '.'},     {"avril", 4, 0},      {"avr", 4, '.'},      {"abril", 4, 0},
    {"abr", 4, '.'},     {"апреля", 4, 0},     {"апрель", 4, 0},     {"апреле", 4, 0},
    {"апр", 4, '.'},     {"may", 5, '?'},      {"mai", 5, '?'},      {"mayo", 5, 0},
    {"мая", 5, 0},       {"май", 5, 0},        {"мае", 5, 0},        {"june", 6, '?'},
    {"jun", 6, '.'},     {"juin", 6, 0},       {"juni", 6, 0},       {"junio", 6, 0},
    {"июня", 6, 0},      {"июнь", 6, 0},       {"июне", 6, 0},       {"июн", 6, '.'},
    {"july", 7, 0},      {"jul", 7, '.'},      {"juillet", 7, 0},    {"juil", 7, '.'},
    {"juli", 7, 0},      {"julio", 7, 0},      {"июля", 7, 0},       {"июль", 7, 0},
    {"июле", 7, 0},      {"июл", 7, '.'},      {"august", 8, '?'},   {"aug", 8, '.'},
    {"aout", 8, 0},      {"agosto", 8, 0},     {"августа", 8, 0},    {"август", 8, 0},
    {"августе", 8, 0},   {"авг", 8, '.'},      {"september", 9, 0},  {"sept", 9, '.'},
    {"sep", 9, '.'},     {"septembre", 9, 0},  {"septiembre", 9, 0}, {"setiembre", 9, 0},
    {"сентября", 9, 0},  {"сентябрь", 9, 0},   {"сентябре", 9, 0},   {"сен", 9, '.'},
    {"сент", 9, '.'},    {"october", 10, 0},   {"oct", 10, '.'},     {"octobre", 10, 0},
    {"oktober", 10, 0},  {"okt", 10, '.'},     {"octubre", 10, 0},   {"октября", 10, 0},
    {"октябрь", 10, 0},  {"октябре", 10, 0},   {"окт", 10, '.'},     {"november", 11, 0},
    {"nov", 11, '.'},    {"novembre", 11, 0},  {"noviembre", 11, 0}, {"ноября", 11, 0},
    {"ноябрь", 11, 0},   {"ноябре", 11, 0},    {"ноя", 11, '.'},     {"нояб", 11, '.'},
    {"december", 12, 0}, {"dec", 12, '.'},     {"decembre", 12, 0},  {"dezember", 12, 0},
    {"dez", 12, '.'},    {"diciembre", 12, 0}, {"dic", 12, '.'},     {"декабря", 12, 0},
    {"декабрь", 12, 0},  {"декабре", 12, 0},   {"дек", 12, '.'},
};

static const name days[] = {
    {"monday", 1, 0},      {"mon", 1, '.'},       {"lundi", 1, 0},    {"montag", 1, 0},
    {"lunes", 1, 0},       {"понедельник", 1, 0}, {"tuesday", 2, 0},  {"tue", 2, '.'},
    {"tues", 2, '.'},      {"mardi", 2, 0},       {"dienstag", 2, 0}, {"martes", 2, 0},
    {"вторник", 2, 0},     {"wednesday", 3, 0},   {"wed", 3, '.'},    {"mercredi", 3, 0},
    {"mittwoch", 3, 0},    {"miercoles", 3, 0},   {"среда", 3, 0},    {"среду", 3, 0},
    {"thursday", 4, 0},    {"thu", 4, '.'},       {"thur", 4, '.'},   {"thurs", 4, '.'},
    {"jeudi", 4, 0},       {"donnerstag", 4, 0},  {"jueves", 4, 0},   {"четверг", 4, 0},
    {"friday", 5, 0},      {"fri", 5, '.'},       {"vendredi", 5, 0}, {"freitag", 5, 0},
    {"viernes", 5, 0},     {"пятница", 5, 0},     {"пятницу", 5, 0},  {"saturday", 6, 0},
    {"sat", 6, '.'},       {"samedi", 6, 0},      {"samstag", 6, 0},  {"sonnabend", 6, 0},
    {"sabado", 6, 0},      {"суббота", 6, 0},     {"субботу", 6, 0},  {"sunday", 7, 0},
    {"sun", 7, '.'},       {"dimanche", 7, 0},    {"sonntag", 7, 0},  {"domingo", 7, 0},
    {"воскресенье", 7, 0},
};

static const name *find_name(const name *names, size_t count, const char *word)
{
    for (size_t i = 0; i < count; i++) {
        if (names[i].word[0] == word[0] && strcmp(names[i].word, word) == 0)
            return &names[i];
    }
    return NULL;
}

bool date_item_is(const date_item *item, const char *word)
{
    return item->kind == DATE_WORD && strcmp(item->word, word) == 0;
}

bool date_item_sign(const date_item *item, uint32_t sign)
{
    return item->kind == DATE_SIGN && item->value == sign;
}

/* The longest name, понедельник, has 22 bytes. */
#define NAME_BYTES 24

static void know_word(date_item *item)
{
    char space[NAME_BYTES * 2];
    buf folded = {.data = space, .cap = sizeof space, .max = NAME_BYTES};
    if (item->text.len > NAME_BYTES)
        return;
    utf8_fold(item->text.data, item->text.len, &folded);
    if (folded.failed || folded.len == 0)
        return;
    space[folded.len] = '\0';
    if (folded.len < sizeof item->word)
        memcpy(item->word, space, folded.len + 1);
    const name *month = find_name(months, sizeof months / sizeof months[0], space);
    const name *day = find_name(days, sizeof days / sizeof days[0], space);
    item->month = month ? month->number : 0;
    item->weekday = day ? day->number : 0;
    item->short_name = (month && month->kind == '.') || (day && day->kind == '.');
    item->surname = month && month->kind == '?';
}

/* Letters directly behind a number: an ordinal ending belongs to it (12th, 1er, 1º); г is the
 * Russian for "year" and stays outside. */
static const char *read_ending(const char *p, const char *end, date_item *item)
{
    static const char *const endings[] = {"st", "nd", "rd", "th", "er", "re", "º", "ª"};
    for (size_t i = 0; i < sizeof endings / sizeof endings[0]; i++) {
        size_t len = strlen(endings[i]);
        uint32_t cp;
        if ((size_t)(end - p) < len ||
            !slice_equal_nocase((slice){p, len}, (slice){endings[i], len}))
            continue;
        utf8_decode(p + len, (size_t)(end - p) - len, &cp);
        if (p + len < end && (utf8_class(cp) & (UTF8_LETTER | UTF8_DIGIT)))
            continue;
        item->ordinal = true;
        return p + len;
    }
    uint32_t cp;
    utf8_decode(p, (size_t)(end - p), &cp);
    unsigned class = p < end ? utf8_class(cp) : 0;
    item->glued = (class & UTF8_LETTER) && !(class & UTF8_NGRAM) && cp != 0x433 && cp != 0x413;
    return p;
}

static const char *read_number(const char *p, const char *end, date_item *item)
{
    const char *start = p;
    for (; p < end && *p >= '0' && *p <= '9'; p++) {
        if (item->digits < 9)
            item->value = item->value * 10 + (uint32_t)(*p - '0');
        item->digits += item->digits < 9;
    }
    item->kind = item->digits < 9 ? DATE_NUMBER : DATE_SIGN;
    item->text = (slice){start, (size_t)(p - start)};
    if (item->kind == DATE_SIGN)
        item->value = 0;
    return read_ending(p, end, item);
}

static bool letter_at(const char *p, const char *end, size_t *length, unsigned *class)
{
    uint32_t cp;
    *length = utf8_decode(p, (size_t)(end - p), &cp);
    *class = *length ? utf8_class(cp) : 0;
    return (*class & (UTF8_LETTER | UTF8_MARK)) != 0;
}

date_item date_next_item(const char **p, const char *end)
{
    date_item item = {.kind = DATE_END};
    const char *q = *p;
    size_t length;
    unsigned class;
    for (; q < end; q += length) {
        bool letter = letter_at(q, end, &length, &class);
        if (letter || length == 0 || !(class & (UTF8_SPACE | UTF8_IGNORED)))
            break;
        item.space = item.space || (class & UTF8_SPACE);
    }
    const char *start = q;
    if (q == end) {
        item.text = (slice){q, 0};
    } else if (*q >= '0' && *q <= '9') {
        q = read_number(q, end, &item);
    } else if (letter_at(q, end, &length, &class)) {
        bool pictograph = class & UTF8_NGRAM; /* each is a word: 年, 月, 日 */
        do
            q += length;
        while (!pictograph && q < end && letter_at(q, end, &length, &class));
        item.kind = DATE_WORD;
        item.text = (slice){start, (size_t)(q - start)};
        know_word(&item);
    } else {
        uint32_t cp;
        length = utf8_decode(q, (size_t)(end - q), &cp);
        q += length ? length : 1;
        item.kind = DATE_SIGN;
        item.value = cp;
        item.text = (slice){start, (size_t)(q - start)};
    }
    *p = q;
    return item;
}
