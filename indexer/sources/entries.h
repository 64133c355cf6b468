/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * entries: the names in the folders along one path of a walk, on a stack: a folder's names go on
 * top when it is entered and off when it is left, so nothing is allocated a file.
 */
#ifndef DOSSIER_INDEXER_SOURCES_ENTRIES_H
#define DOSSIER_INDEXER_SOURCES_ENTRIES_H

#include <dirent.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "text/buf.h"

typedef enum entry_type {
    ENTRY_FILE, /* or what could not be looked at */
    ENTRY_FOLDER,
    ENTRY_LINKED_FOLDER, /* a symbolic link to one */
    ENTRY_SPECIAL,
} entry_type;

typedef struct entry {
    size_t name; /* offset in entries.names, NUL behind it */
    uint16_t len;
    uint8_t type; /* entry_type */
} entry;

typedef struct entries {
    buf names;
    entry *entry;
    size_t n, cap;
} entries;

/* A height of the stack, to go back to. */
typedef struct entries_mark {
    size_t n, names;
} entries_mark;

void entries_init(entries *e);
void entries_free(entries *e);
entries_mark entries_top(const entries *e);
void entries_drop(entries *e, entries_mark mark);
/* Puts a name of the open folder fd on top; asks the system what it is only if readdir did not say.
 * False when memory has run out. */
bool entries_add(entries *e, int fd, const struct dirent *d);
/* Sorts what lies above the mark by bytes, as if a folder's name ended in a slash. */
void entries_sort(entries *e, entries_mark mark);

static inline bool entry_is_folder(const entry *e)
{
    return e->type == ENTRY_FOLDER || e->type == ENTRY_LINKED_FOLDER;
}

#endif
