/* SPDX-License-Identifier: GPL-2.0-or-later */
/* utf8_parts: what utf8_fold.c asks of utf8proc. Private to lib/text. */
#ifndef DOSSIER_TEXT_UTF8_PARTS_H
#define DOSSIER_TEXT_UTF8_PARTS_H

#include <stddef.h>
#include <stdint.h>

/* The case-folded compatibility decomposition of valid UTF-8 in canonical order (NFKD and full case
 * folding, Unicode 15 section 3.13); the number of code points, 0 when there is no room for them.
 */
size_t utf8_take_apart(const char *text, size_t len, int32_t *out, size_t room);
/* Composes code points canonically, in place (NFC); returns how many are left. */
size_t utf8_put_together(int32_t *cps, size_t count);

#endif
