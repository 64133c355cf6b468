/* SPDX-License-Identifier: GPL-2.0-or-later */
/* stem_exceptions: the words that stem.c does not leave to Snowball. Private to lib/text. */
#ifndef DOSSIER_TEXT_STEM_EXCEPTIONS_H
#define DOSSIER_TEXT_STEM_EXCEPTIONS_H

#include "text/buf.h"

/* The term of an English word that is an exception, static; empty for all others. */
slice stem_exception(slice folded);

#endif
