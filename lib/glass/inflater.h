/* SPDX-License-Identifier: GPL-2.0-or-later */
/* inflater: tags that a table holds compressed: raw deflate (RFC 1951), without a header. */
#ifndef DOSSIER_GLASS_INFLATER_H
#define DOSSIER_GLASS_INFLATER_H

#include "text/buf.h"

typedef struct glass_inflater glass_inflater;

/* 0 or ENOMEM. */
int glass_inflater_create(glass_inflater **out);
void glass_inflater_free(glass_inflater *i);
/* The bytes that a stream stands for, in `out` (cleared first). 0, ENOMEM (or they would pass out's
 * maximum), or EBADMSG for a stream that is damaged or does not end where the tag does. */
int glass_inflate(glass_inflater *i, slice stream, buf *out);

#endif
