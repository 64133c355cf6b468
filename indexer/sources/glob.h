/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * glob: one pattern of gitignore(5) against one path.
 *
 * `*`, `?` and classes never match a slash; two stars that fill a place between slashes match any
 * number of folders, or everything when they end the pattern; elsewhere they are a star. Bytes, not
 * characters, as in git. A pattern that is not well formed (an open class, a last backslash)
 * matches nothing.
 *
 * At most two places to come back to are kept, so time is bounded by pattern length times path
 * length times folders, whatever the pattern.
 */
#ifndef DOSSIER_INDEXER_SOURCES_GLOB_H
#define DOSSIER_INDEXER_SOURCES_GLOB_H

#include <stdbool.h>

#include "text/buf.h"

bool glob_match(slice pattern, slice path);

#endif
