/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * charset: any bytes to UTF-8, with what was guessed and what was replaced.
 *
 * Order of belief: a byte order mark; a form that gives itself away (UTF-16 and UTF-32 without a
 * mark, ISO-2022, HZ); UTF-8, with a few bad bytes at most; what the document declares (an HTTP
 * header, an HTML meta element, an XML declaration, a mail header); detection, by uchardet and by
 * how well each charset explains the bytes; the configured fallback. A declaration that the bytes
 * contradict is passed over. Names are read as browsers read them: ISO-8859-1 is WINDOWS-1252. A
 * bad byte becomes U+FFFD, is counted, and never ends the document. NUL bytes are kept: whether a
 * file is binary is the caller's question.
 *
 * <iconv.h> and <uchardet.h> are seen by charset.c and charset_detect.c alone.
 */
#ifndef DOSSIER_TEXT_CHARSET_H
#define DOSSIER_TEXT_CHARSET_H

#include <stdbool.h>
#include <stddef.h>

#include "dossier.h"
#include "text/buf.h"

typedef enum charset_source {
    CHARSET_BOM,
    CHARSET_UTF8, /* valid UTF-8 without a mark */
    CHARSET_DECLARED,
    CHARSET_DETECTED,
    CHARSET_FALLBACK,
} charset_source;

typedef struct charset_options {
    slice declared;       /* empty when the document declares nothing */
    const char *fallback; /* NULL is "WINDOWS-1252" */
} charset_options;

typedef struct charset_result {
    char name[32];         /* upper case, as iconv knows it: "UTF-8", "WINDOWS-1251" */
    charset_source source; /* who said so */
    int confidence;        /* percent */
    size_t replaced;       /* bytes that became U+FFFD */
    bool verbatim;         /* the output is the input byte for byte, so offsets agree */
} charset_result;

/* Appends the UTF-8 text of `bytes` to out (without a byte order mark). options may be NULL.
 * Errors: DOSSIER_NO_MEMORY; DOSSIER_TOO_LARGE when out would pass its maximum. */
dossier_status charset_decode(slice bytes, const charset_options *options, buf *out,
                              charset_result *result);
/* The charset that an HTML document's first 4096 bytes declare, or an XML declaration; empty if
 * none. Borrowed from html. */
slice charset_declared_in_html(slice html);
const char *charset_source_name(charset_source source); /* "bom", "utf-8", "declared", ... */

#endif
