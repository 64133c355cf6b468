/* SPDX-License-Identifier: GPL-2.0-or-later */
/* generation: the folder of an index's tables, and harm to it. */
#ifndef DOSSIER_TESTS_STORE_GENERATION_H
#define DOSSIER_TESTS_STORE_GENERATION_H

#include <stdbool.h>

/* The folder of the generation in use; to be freed. */
char *generation_of(const char *index);
/* Shrinks a table's file to nothing (cut), or changes a byte of each block. */
void generation_damage(const char *path, const char *table, bool cut);

#endif
