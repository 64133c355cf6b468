/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * charset_parts: the stages of charset_decode. Private to lib/text.
 *
 * charset.c holds the order of belief and the conversion (iconv); charset_name.c knows names;
 * charset_form.c recognises what the bytes' form alone gives away (UTF-16 and UTF-32 without a
 * mark, ISO-2022, HZ); charset_detect.c weighs the candidates for everything else, with
 * charset_score.c and the tables of charset_language.c; charset_html.c finds declarations.
 */
#ifndef DOSSIER_TEXT_CHARSET_PARTS_H
#define DOSSIER_TEXT_CHARSET_PARTS_H

#include "text/charset.h"

#define CHARSET_NAME 32

/* The name that iconv knows for a label as documents write it ("latin1", "x-sjis", "GB2312"), with
 * the reading that browsers give it (ISO-8859-1 is WINDOWS-1252). False for a label that can be no
 * name. */
bool charset_canonical(slice label, char name[CHARSET_NAME]);

/* Appends the UTF-8 form of bytes; each bad byte becomes U+FFFD and is counted. Errors:
 * DOSSIER_INVALID when iconv doesn't know the charset; as charset_decode otherwise. */
dossier_status charset_convert(const char *name, slice bytes, buf *out, size_t *replaced);

/* The charset that the form of the bytes gives away, or NULL: "UTF-16LE", "UTF-32BE",
 * "ISO-2022-JP", "HZ" ... Text that is none of them is rarely taken for one. */
const char *charset_of_form(slice bytes);
/* HZ (RFC 1843) to GB 2312 with high bits, which GB18030 contains. */
void charset_unpack_hz(slice bytes, buf *out);

typedef struct charset_guess {
    char name[CHARSET_NAME];
    int confidence; /* percent */
    bool fallback;  /* nothing fitted better than the fallback */
} charset_guess;

/* The charset of bytes that are neither UTF-8 nor of a telling form. `declared` (canonical, may be
 * empty) is believed unless another fits far better. */
void charset_detect(slice bytes, const char *declared, const char *fallback, charset_guess *guess);

/* The bytes that tell charsets apart: the words with bytes above 0x7F, a few thousand of them. */
#define CHARSET_SAMPLE 12288
typedef struct charset_sample {
    unsigned char bytes[CHARSET_SAMPLE];
    size_t len;
    size_t high;    /* bytes above 0x7F in it */
    size_t letters; /* ASCII letters in the words left out */
} charset_sample;

/* How well a charset explains a sample: the logarithm (nats) of the probability of its high bytes
 * in the most fitting language. False when nothing is known of the charset. */
bool charset_score(const char *name, const charset_sample *sample, double *score);
/* A charset that charset_score knows. */
enum charset_kin { /* charsets for the same languages */
                   KIN_WEST,
                   KIN_CENTRE,
                   KIN_TURKISH,
                   KIN_BALTIC,
                   KIN_CYRILLIC,
                   KIN_GREEK,
                   KIN_HEBREW,
                   KIN_ARABIC,
                   KIN_THAI,
                   KIN_CHINESE,
                   KIN_JAPANESE,
                   KIN_KOREAN,
};
typedef struct charset_candidate {
    const char *name;
    int kin;
    double rarity; /* nats against it: files of the last decades are rarely in it */
} charset_candidate;
/* All of them; name NULL at the end. */
const charset_candidate *charset_candidates(void);

/* Languages: how often each letter outside ASCII occurs. */
#define CHARSET_LANGUAGES 25
enum charset_family {
    FAMILY_WEST = 1 << 0,
    FAMILY_CENTRE = 1 << 1,
    FAMILY_TURKISH = 1 << 2,
    FAMILY_BALTIC = 1 << 3,
    FAMILY_CYRILLIC = 1 << 4,
    FAMILY_GREEK = 1 << 5,
    FAMILY_HEBREW = 1 << 6,
    FAMILY_ARABIC = 1 << 7,
    FAMILY_THAI = 1 << 8,
};
typedef struct charset_language {
    unsigned family;
    const char *letters; /* "о109 е85": each lower-case letter and its weight */
} charset_language;
extern const charset_language charset_languages[CHARSET_LANGUAGES];

#endif
