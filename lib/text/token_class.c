/* SPDX-License-Identifier: GPL-2.0-or-later */
/* The classes of ASCII bytes; a test compares them with utf8_class. */
#include "text/token_scan.h"

#define U  (UTF8_LETTER | UTF8_UPPER)
#define L  (UTF8_LETTER | UTF8_LOWER)
#define D  UTF8_DIGIT
#define SP UTF8_SPACE
#define NL (UTF8_SPACE | UTF8_LINE)
#define ST UTF8_STOP
#define QU UTF8_QUOTE
#define AP (UTF8_APOSTROPHE | UTF8_QUOTE)
#define HY (UTF8_HYPHEN | UTF8_DASH)
#define DA UTF8_DASH

/* clang-format off */
const uint16_t token_byte_class[256] = {
/*         0   1   2   3   4   5   6   7   8   9   a   b   c   d   e   f */
/* 00 */   0,  0,  0,  0,  0,  0,  0,  0,  0, SP, NL, SP, SP, NL,  0,  0,
/* 10 */   0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,  0,
/* 20 */  SP, ST, QU,  0,  0,  0,  0, AP, QU, QU,  0,  0,  0, HY, ST,  0,
/* 30 */   D,  D,  D,  D,  D,  D,  D,  D,  D,  D, DA,  0,  0,  0,  0, ST,
/* 40 */   0,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U,
/* 50 */   U,  U,  U,  U,  U,  U,  U,  U,  U,  U,  U, QU,  0, QU,  0,  0,
/* 60 */  AP,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L,
/* 70 */   L,  L,  L,  L,  L,  L,  L,  L,  L,  L,  L, QU,  0, QU,  0,  0,
};
/* clang-format on */
