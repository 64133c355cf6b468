/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The order of belief, and the conversion. */
#include "text/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <string.h>

#include "text/charset_parts.h"
#include "text/utf8.h"

#define DEFAULT_FALLBACK "WINDOWS-1252"
#define REPLACEMENT      "\xEF\xBF\xBD"
#define OUTPUT_STEP      ((size_t)64 * 1024)
#define SMALLEST_ROOM    16 /* what one character may need */
#define MOSTLY_UTF8      4  /* good sequences for each bad byte: they are rare by chance */

const char *charset_source_name(charset_source source)
{
    static const char *const names[] = {"bom", "utf-8", "declared", "detected", "fallback"};
    return (size_t)source < sizeof names / sizeof names[0] ? names[source] : "unknown";
}

/* Room for one more step of the conversion: twice what is left, but no more than out may hold. */
static dossier_status make_room(buf *out, size_t left)
{
    size_t want = left < OUTPUT_STEP / 2 ? 2 * left + SMALLEST_ROOM : OUTPUT_STEP;
    size_t room = out->max - out->len;
    if (room < SMALLEST_ROOM && left > 0)
        return DOSSIER_TOO_LARGE;
    return buf_reserve(out, want < room ? want : room) ? DOSSIER_OK : DOSSIER_NO_MEMORY;
}

/* The bytes of a code unit: what is skipped when it is bad. */
static size_t unit_of(const char *name)
{
    return strncmp(name, "UTF-16", 6) == 0 ? 2 : strncmp(name, "UTF-32", 6) == 0 ? 4 : 1;
}

static dossier_status run_iconv(iconv_t converter, size_t unit, slice bytes, buf *out,
                                size_t *replaced)
{
    char *in = (char *)bytes.data;
    size_t left = bytes.len;
    bool flushed = false; /* some converters keep a character back until they see the next */
    while (!flushed) {
        dossier_status status = make_room(out, left);
        if (status)
            return status;
        char *to = out->data + out->len;
        size_t room = out->cap < out->max ? out->cap - out->len : out->max - out->len;
        flushed = left == 0;
        size_t result = iconv(converter, flushed ? NULL : &in, flushed ? NULL : &left, &to, &room);
        out->len = (size_t)(to - out->data);
        if (result != (size_t)-1 || errno == E2BIG || flushed)
            continue;
        size_t bad = errno == EINVAL || left < unit ? left : unit;
        buf_append(out, REPLACEMENT, strlen(REPLACEMENT));
        *replaced += bad;
        in += bad;
        left -= bad;
    }
    return out->failed ? DOSSIER_TOO_LARGE : DOSSIER_OK;
}

/* Shift JIS puts a yen sign and an overline in the places of \ and ~. Web addresses and paths mean
 * the latter, and the Japanese keyboard shows the former for it. */
static void restore_ascii(buf *out, size_t from)
{
    char *to = out->data + from;
    const char *end = out->data + out->len;
    for (const char *p = to; p < end;) {
        if (end - p >= 2 && memcmp(p, "\xC2\xA5", 2) == 0) {
            *to++ = '\\';
            p += 2;
        } else if (end - p >= 3 && memcmp(p, "\xE2\x80\xBE", 3) == 0) {
            *to++ = '~';
            p += 3;
        } else {
            *to++ = *p++;
        }
    }
    out->len = (size_t)(to - out->data);
}

static dossier_status convert_hz(slice bytes, buf *out, size_t *replaced)
{
    buf pairs = BUF_INIT(bytes.len);
    charset_unpack_hz(bytes, &pairs);
    dossier_status status = pairs.failed
                                ? DOSSIER_NO_MEMORY
                                : charset_convert("GB18030", buf_slice(&pairs), out, replaced);
    buf_free(&pairs);
    return status;
}

dossier_status charset_convert(const char *name, slice bytes, buf *out, size_t *replaced)
{
    *replaced = 0;
    if (strcmp(name, "UTF-8") == 0) {
        *replaced = utf8_repair(bytes.data, bytes.len, out);
        return !out->failed ? DOSSIER_OK : DOSSIER_TOO_LARGE;
    }
    if (strcmp(name, "HZ") == 0)
        return convert_hz(bytes, out, replaced);
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return errno == ENOMEM ? DOSSIER_NO_MEMORY : DOSSIER_INVALID;
    size_t from = out->len;
    dossier_status status = run_iconv(converter, unit_of(name), bytes, out, replaced);
    iconv_close(converter);
    if (status == DOSSIER_OK && strcmp(name, "SHIFT_JIS") == 0)
        restore_ascii(out, from);
    return status;
}

/* The charset that has all the characters of `name` and more, from a vendor. */
static const char *wider(const char *name)
{
    static const char *const pairs[][2] = {
        {"SHIFT_JIS", "CP932"}, {"EUC-JP", "EUC-JP-MS"}, {"CP950", "BIG5-HKSCS"}};
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        if (strcmp(pairs[i][0], name) == 0)
            return pairs[i][1];
    }
    return NULL;
}

static void name_result(charset_result *result, const char *name)
{
    snprintf(result->name, sizeof result->name, "%s", name);
}

/* Converts; when bytes are bad and the wider charset has more of them, by that. */
static dossier_status convert_best(const char *name, slice bytes, buf *out, charset_result *result)
{
    size_t from = out->len;
    dossier_status status = charset_convert(name, bytes, out, &result->replaced);
    const char *other = wider(name);
    name_result(result, name);
    if (status != DOSSIER_OK || result->replaced == 0 || !other)
        return status;
    size_t replaced = result->replaced;
    out->len = from;
    status = charset_convert(other, bytes, out, &result->replaced);
    if (status == DOSSIER_OK && result->replaced < replaced) {
        name_result(result, other);
        return status;
    }
    out->len = from;
    return charset_convert(name, bytes, out, &result->replaced);
}

typedef struct bom {
    slice mark;
    const char *name;
} bom;

/* Longer marks first: that of UTF-32LE starts as that of UTF-16LE does. */
static const bom boms[] = {
    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"}, {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
    {{"\xEF\xBB\xBF", 3}, "UTF-8"},    {{"\xFF\xFE", 2}, "UTF-16LE"},
    {{"\xFE\xFF", 2}, "UTF-16BE"},     {{"\x84\x31\x95\x33", 4}, "GB18030"},
};

static const bom *find_bom(slice bytes)
{
    for (size_t i = 0; i < sizeof boms / sizeof boms[0]; i++) {
        if (slice_starts_with(bytes, boms[i].mark) &&
            (i > 0 || bytes.len % 4 == 0)) /* else UTF-16 that starts with a NUL */
            return &boms[i];
    }
    return NULL;
}

/* UTF-8 with a few bytes of something else, or cut at its end? */
static bool is_mostly_utf8(slice bytes, bool declared)
{
    size_t good = 0;
    size_t bad = 0;
    bool bad_last = false;
    const char *p = bytes.data;
    for (size_t left = bytes.len; left > 0;) {
        uint32_t cp;
        size_t n = utf8_decode(p, left, &cp);
        good += n > 1;
        bad += n == 0;
        bad_last = n == 0 && left < 4;
        n += n == 0;
        p += n;
        left -= n;
    }
    size_t enough = declared ? 1 : MOSTLY_UTF8;
    return good > 0 && (good / enough >= bad || (bad_last && bad < 4 && good >= bad));
}

/* Does the charset read ASCII as ASCII? A declaration of one that doesn't (EBCDIC, UTF-16) is wrong
 * for bytes in which a declaration could be read. */
static bool keeps_ascii(const char *name)
{
    slice sample = SLICE("<a href=\"Z\">09 az</a>\n");
    buf out = BUF_INIT(256);
    size_t replaced;
    bool same = charset_convert(name, sample, &out, &replaced) == DOSSIER_OK && replaced == 0 &&
                slice_equal(buf_slice(&out), sample);
    buf_free(&out);
    return same;
}

static size_t count_high(slice bytes)
{
    size_t high = 0;
    for (size_t i = 0; i < bytes.len; i++)
        high += (unsigned char)bytes.data[i] >= 0x80;
    return high;
}

/* A declaration that charset_detect can't weigh is taken if nearly all bytes are good in it. */
static bool try_unweighed(const char *declared, slice bytes, buf *out, charset_result *result)
{
    charset_sample nothing = {.len = 0};
    double score;
    if (!declared[0] || charset_score(declared, &nothing, &score))
        return false;
    size_t from = out->len;
    dossier_status status = charset_convert(declared, bytes, out, &result->replaced);
    if (status != DOSSIER_OK || result->replaced * 20 > count_high(bytes)) {
        out->len = from;
        out->failed = false;
        return false;
    }
    name_result(result, declared);
    result->source = CHARSET_DECLARED;
    result->confidence = 80;
    return true;
}

/* Bytes whose form tells nothing: the declaration, detection, the fallback. */
static dossier_status decode_guessed(slice bytes, const char *declared, const char *fallback,
                                     buf *out, charset_result *result)
{
    if (try_unweighed(declared, bytes, out, result))
        return DOSSIER_OK;
    charset_guess guess = {.confidence = 0};
    charset_detect(bytes, declared, fallback, &guess);
    size_t from = out->len;
    dossier_status status = convert_best(guess.name, bytes, out, result);
    result->confidence = guess.confidence;
    result->source = guess.fallback                      ? CHARSET_FALLBACK
                     : strcmp(guess.name, declared) == 0 ? CHARSET_DECLARED
                                                         : CHARSET_DETECTED;
    if (status != DOSSIER_INVALID)
        return status;
    out->len = from;
    result->source = CHARSET_FALLBACK;
    result->confidence = 20;
    return convert_best(DEFAULT_FALLBACK, bytes, out, result);
}

static dossier_status decode_formed(const char *name, charset_source source, int confidence,
                                    slice bytes, buf *out, charset_result *result)
{
    result->source = source;
    result->confidence = confidence;
    return convert_best(name, bytes, out, result);
}

dossier_status charset_decode(slice bytes, const charset_options *options, buf *out,
                              charset_result *result)
{
    *result = (charset_result){.name = "UTF-8", .source = CHARSET_UTF8, .confidence = 100};
    const bom *mark = find_bom(bytes);
    if (mark) {
        slice rest = {bytes.data + mark->mark.len, bytes.len - mark->mark.len};
        return decode_formed(mark->name, CHARSET_BOM, 100, rest, out, result);
    }
    const char *form = charset_of_form(bytes);
    if (form)
        return decode_formed(form, CHARSET_DETECTED, 95, bytes, out, result);
    if (utf8_is_valid(bytes.data, bytes.len)) {
        result->verbatim = true;
        if (bytes.len > out->max || out->len > out->max - bytes.len)
            return DOSSIER_TOO_LARGE;
        buf_append_slice(out, bytes);
        return out->failed ? DOSSIER_NO_MEMORY : DOSSIER_OK;
    }
    static const charset_options none = {.fallback = NULL};
    char declared[CHARSET_NAME];
    char fallback[CHARSET_NAME];
    options = options ? options : &none;
    charset_canonical(options->declared, declared);
    bool says_utf8 = strcmp(declared, "UTF-8") == 0;
    if (is_mostly_utf8(bytes, says_utf8))
        return decode_formed("UTF-8", says_utf8 ? CHARSET_DECLARED : CHARSET_DETECTED, 90, bytes,
                             out, result);
    if (declared[0] && !keeps_ascii(declared))
        declared[0] = '\0';
    if (!options->fallback || !charset_canonical(slice_of(options->fallback), fallback))
        strcpy(fallback, DEFAULT_FALLBACK);
    return decode_guessed(bytes, declared, fallback, out, result);
}
