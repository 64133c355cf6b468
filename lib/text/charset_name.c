/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Names of charsets. Documents and uchardet write many; iconv knows some of them, and some it reads
 * more narrowly than those who wrote them meant: what calls itself ISO-8859-1 is nearly always
 * WINDOWS-1252 (Encoding standard, section 4.2). */
#include <string.h>

#include "text/charset_parts.h"

typedef struct alias {
    const char *label; /* upper case, without - _ . : and spaces */
    const char *name;
} alias;

static const alias aliases[] = {
    {"UTF8", "UTF-8"},
    {"UNICODE11UTF8", "UTF-8"},
    {"XUNICODE20UTF8", "UTF-8"},
    {"UTF16", "UTF-16LE"},
    {"UTF16LE", "UTF-16LE"},
    {"UTF16BE", "UTF-16BE"},
    {"UNICODE", "UTF-16LE"},
    {"UCS2", "UTF-16LE"},
    {"ISO10646UCS2", "UTF-16LE"},
    {"UTF32", "UTF-32LE"},
    {"UTF32LE", "UTF-32LE"},
    {"UTF32BE", "UTF-32BE"},
    {"ASCII", "WINDOWS-1252"},
    {"USASCII", "WINDOWS-1252"},
    {"ANSIX341968", "WINDOWS-1252"},
    {"ISO88591", "WINDOWS-1252"},
    {"ISO885911987", "WINDOWS-1252"},
    {"88591", "WINDOWS-1252"},
    {"LATIN1", "WINDOWS-1252"},
    {"L1", "WINDOWS-1252"},
    {"IBM819", "WINDOWS-1252"},
    {"CP819", "WINDOWS-1252"},
    {"WIN1252", "WINDOWS-1252"},
    {"ANSI", "WINDOWS-1252"},
    {"ISO88599", "WINDOWS-1254"},
    {"ISO885991989", "WINDOWS-1254"},
    {"LATIN5", "WINDOWS-1254"},
    {"L5", "WINDOWS-1254"},
    {"LATIN2", "ISO-8859-2"},
    {"L2", "ISO-8859-2"},
    {"ISO885921987", "ISO-8859-2"},
    {"LATIN4", "ISO-8859-4"},
    {"CYRILLIC", "ISO-8859-5"},
    {"ISO885951988", "ISO-8859-5"},
    {"ARABIC", "ISO-8859-6"},
    {"ISO885961987", "ISO-8859-6"},
    {"GREEK", "ISO-8859-7"},
    {"GREEK8", "ISO-8859-7"},
    {"ISO885971987", "ISO-8859-7"},
    {"HEBREW", "ISO-8859-8"},
    {"ISO88598", "WINDOWS-1255"},
    {"ISO88598I", "WINDOWS-1255"},
    {"ISO88598E", "WINDOWS-1255"},
    {"LOGICAL", "WINDOWS-1255"},
    {"ISO885911", "CP874"},
    {"TIS620", "CP874"},
    {"DOS874", "CP874"},
    {"WINDOWS874", "CP874"},
    {"XSJIS", "SHIFT_JIS"},
    {"SJIS", "SHIFT_JIS"},
    {"SHIFTJIS", "SHIFT_JIS"},
    {"MSKANJI", "SHIFT_JIS"},
    {"WINDOWS31J", "CP932"},
    {"CSSHIFTJIS", "SHIFT_JIS"},
    {"MS932", "CP932"},
    {"XEUCJP", "EUC-JP"},
    {"EUCJP", "EUC-JP"},
    {"CSISO2022JP", "ISO-2022-JP-2"},
    {"ISO2022JP", "ISO-2022-JP-2"},
    {"EUCKR", "UHC"},
    {"KSC56011987", "UHC"},
    {"KSC5601", "UHC"},
    {"KSC56011989", "UHC"},
    {"KOREAN", "UHC"},
    {"WINDOWS949", "UHC"},
    {"CP949", "UHC"},
    {"GB2312", "GB18030"},
    {"GB23121980", "GB18030"},
    {"GB231280", "GB18030"},
    {"GBK", "GB18030"},
    {"XGBK", "GB18030"},
    {"CP936", "GB18030"},
    {"CHINESE", "GB18030"},
    {"EUCCN", "GB18030"},
    {"HZGB2312", "HZ"},
    {"BIG5", "CP950"},
    {"XXBIG5", "CP950"},
    {"CNBIG5", "CP950"},
    {"BIGFIVE", "CP950"},
    {"CP950", "CP950"},
    {"BIG5HKSCS", "BIG5-HKSCS"},
    {"KOI8", "KOI8-R"},
    {"KOI", "KOI8-R"},
    {"KOI8R", "KOI8-R"},
    {"KOI8U", "KOI8-U"},
    {"KOI8RU", "KOI8-U"},
    {"CP866", "IBM866"},
    {"866", "IBM866"},
    {"CP855", "IBM855"},
    {"CP852", "IBM852"},
    {"CP850", "IBM850"},
    {"CP437", "IBM437"},
    {"CP862", "IBM862"},
    {"XMACCYRILLIC", "MAC-CYRILLIC"},
    {"MACCYRILLIC", "MAC-CYRILLIC"},
    {"XMACUKRAINIAN", "MAC-UK"},
    {"MAC", "MACINTOSH"},
    {"MACROMAN", "MACINTOSH"},
    {"XMACROMAN", "MACINTOSH"},
    {"MACCENTRALEUROPE", "MAC-CENTRALEUROPE"},
    {"XMACCE", "MAC-CENTRALEUROPE"},
};

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 0x20) : c;
}

/* The label without what is written now so, now so. */
static size_t squeeze(slice label, char out[CHARSET_NAME])
{
    size_t len = 0;
    for (size_t i = 0; i < label.len; i++) {
        char c = upper(label.data[i]);
        if ((c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) {
            if (len == CHARSET_NAME - 1)
                return 0;
            out[len++] = c;
        } else if (!strchr("-_.:() ", c) || c == '\0') {
            return 0;
        }
    }
    out[len] = '\0';
    return len;
}

/* CP1251, WIN1251 and X-CP1251 are WINDOWS-1251; ISO8859-2 and ISO_8859-2 are ISO-8859-2. */
static bool numbered(const char *squeezed, char name[CHARSET_NAME])
{
    static const alias prefixes[] = {
        {"WINDOWS125", "WINDOWS-125"}, {"XCP125", "WINDOWS-125"}, {"CP125", "WINDOWS-125"},
        {"WIN125", "WINDOWS-125"},     {"ISO8859", "ISO-8859-"},  {"IBM", "IBM"},
    };
    for (size_t i = 0; i < sizeof prefixes / sizeof prefixes[0]; i++) {
        size_t len = strlen(prefixes[i].label);
        const char *number = squeezed + len;
        if (strncmp(squeezed, prefixes[i].label, len) != 0 || strlen(number) > 4 || !*number ||
            strspn(number, "0123456789") != strlen(number))
            continue;
        strcpy(name, prefixes[i].name);
        strcat(name, number);
        return true;
    }
    return false;
}

bool charset_canonical(slice label, char name[CHARSET_NAME])
{
    char squeezed[CHARSET_NAME];
    name[0] = '\0';
    label = slice_trim(label);
    if (label.len == 0 || label.len >= CHARSET_NAME || squeeze(label, squeezed) == 0)
        return false;
    for (size_t i = 0; i < sizeof aliases / sizeof aliases[0]; i++) {
        if (strcmp(aliases[i].label, squeezed) == 0) {
            strcpy(name, aliases[i].name);
            return true;
        }
    }
    if (numbered(squeezed, name))
        return true;
    for (size_t i = 0; i < label.len; i++)
        name[i] = upper(label.data[i]);
    name[label.len] = '\0';
    return true;
}
