/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format/emit.h"

#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "text/utf8.h"

static void put(emitter *e, const char *bytes, size_t len)
{
    fwrite(bytes, 1, len, e->out);
}

static void quote(emitter *e, dossier_text text);

/* The comma and the key before a value. */
static void begin_value(emitter *e, const char *key)
{
    uint64_t bit = UINT64_C(1) << e->depth;
    if (e->filled & bit)
        fputc(',', e->out);
    if (e->depth > 0)
        e->filled |= bit;
    if (key) {
        quote(e, (dossier_text){key, strlen(key)});
        fputc(':', e->out);
    }
}

static void open_level(emitter *e, const char *key, bool list)
{
    begin_value(e, key);
    fputc(list ? '[' : '{', e->out);
    e->depth++;
    uint64_t bit = UINT64_C(1) << e->depth;
    e->filled &= ~bit;
    e->lists = list ? e->lists | bit : e->lists & ~bit;
}

void emit_object(emitter *e, const char *key)
{
    open_level(e, key, false);
}

void emit_list(emitter *e, const char *key)
{
    open_level(e, key, true);
}

void emit_close(emitter *e)
{
    fputc(e->lists >> e->depth & 1 ? ']' : '}', e->out);
    e->depth--;
}

void emit_newline(emitter *e)
{
    fputc('\n', e->out);
}

/* What stays as it is: all but quotes, controls, line separators and reading directions. */
static bool is_plain(uint32_t cp)
{
    return cp >= 0x20 && cp != '"' && cp != '\\' && !(cp >= 0x7f && cp < 0xa0) &&
           !(cp >= 0x2028 && cp <= 0x202e) && !(cp >= 0x2066 && cp <= 0x2069);
}

static void put_escape(emitter *e, uint32_t cp)
{
    static const char letters[] = {['\b'] = 'b', ['\t'] = 't', ['\n'] = 'n', ['\f'] = 'f',
                                   ['\r'] = 'r', ['"'] = '"',  ['\\'] = '\\'};
    if (cp < sizeof letters && letters[cp])
        fprintf(e->out, "\\%c", letters[cp]);
    else
        fprintf(e->out, "\\u%04x", (unsigned)cp);
}

static void quote(emitter *e, dossier_text text)
{
    size_t plain = 0, at = 0; /* text from plain to at is written in one go */
    fputc('"', e->out);
    while (at < text.len) {
        uint32_t cp = (unsigned char)text.data[at];
        size_t taken = cp < 0x80 ? 1 : utf8_decode(text.data + at, text.len - at, &cp);
        if (taken > 0 && is_plain(cp)) {
            at += taken;
            continue;
        }
        put(e, text.data + plain, at - plain);
        if (taken == 0)
            put(e, "\xef\xbf\xbd", 3);
        else
            put_escape(e, cp);
        at += taken ? taken : 1;
        plain = at;
    }
    if (at > plain)
        put(e, text.data + plain, at - plain);
    fputc('"', e->out);
}

void emit_text(emitter *e, const char *key, dossier_text text)
{
    begin_value(e, key);
    quote(e, text);
}

void emit_string(emitter *e, const char *key, const char *nul_terminated)
{
    emit_text(e, key, (dossier_text){nul_terminated, strlen(nul_terminated)});
}

void emit_number(emitter *e, const char *key, uint64_t number)
{
    begin_value(e, key);
    fprintf(e->out, "%" PRIu64, number);
}

void emit_real(emitter *e, const char *key, double number, int decimals)
{
    begin_value(e, key);
    fprintf(e->out, "%.*f", decimals, isfinite(number) ? number : 0.0);
}

void emit_bool(emitter *e, const char *key, bool value)
{
    begin_value(e, key);
    fputs(value ? "true" : "false", e->out);
}

void emit_base64(emitter *e, const char *key, dossier_text bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    begin_value(e, key);
    fputc('"', e->out);
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t group = (uint32_t)(unsigned char)bytes.data[i] << 16;
        if (left > 1)
            group |= (uint32_t)(unsigned char)bytes.data[i + 1] << 8;
        if (left > 2)
            group |= (unsigned char)bytes.data[i + 2];
        char four[4] = {digits[group >> 18], digits[group >> 12 & 63],
                        left > 1 ? digits[group >> 6 & 63] : '=',
                        left > 2 ? digits[group & 63] : '='};
        put(e, four, sizeof four);
    }
    fputc('"', e->out);
}
