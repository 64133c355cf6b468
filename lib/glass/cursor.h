/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * cursor: reads a glass table file entry by entry in the order of keys, whoever wrote it: a bulk
 * build, or Xapian's own writer, whose leaves lie in any order in the file.
 *
 * The tree is walked from its root, block by block; a cursor takes a block of memory for each
 * level. A damaged table gives an error and never more entries than its file can hold. Errors are
 * sticky, as an errno: EBADMSG for damage, ENOMEM, or what the system said; after one there are no
 * entries.
 */
#ifndef DOSSIER_GLASS_CURSOR_H
#define DOSSIER_GLASS_CURSOR_H

#include "glass/key.h"
#include "glass/page.h"
#include "glass/table.h"

enum { GLASS_LEVELS = 10 };

typedef struct glass_cursor {
    int error;
    bool more; /* it stands at an entry */
    int fd;
    glass_root root;
    uint32_t revision;
    unsigned char *blocks[GLASS_LEVELS]; /* allocated at need */
    uint32_t numbers[GLASS_LEVELS];      /* of the blocks, where `read` */
    bool read[GLASS_LEVELS];
    glass_page pages[GLASS_LEVELS]; /* from the root down to the leaf in hand, by level */
    unsigned at[GLASS_LEVELS];      /* the item in hand in each */
    char key[GLASS_KEY_MAX];        /* of the entry */
    size_t key_len;
    buf tag;                         /* put together of its components */
    buf inflated;                    /* the same, inflated */
    struct glass_inflater *inflater; /* made at its first use */
} glass_cursor;

/* Opens a table's file. The cursor stands nowhere until glass_cursor_seek. revision: the
 * database's, which no block may pass. A table that does not exist has no entries. */
void glass_cursor_open(glass_cursor *c, const char *path, const glass_root *root,
                       uint32_t revision);
/* Frees everything; harmless twice. */
void glass_cursor_close(glass_cursor *c);

/* Goes to the first entry whose key is not less. `more` says whether there is one. */
void glass_cursor_seek(glass_cursor *c, slice key);
/* Goes to the entry with this very key; false when there is none. The blocks in memory are used as
 * they are, so a key near that of the last call costs no reading. */
bool glass_cursor_find(glass_cursor *c, slice key);
/* Goes to the next entry. */
void glass_cursor_next(glass_cursor *c);
/* The key in hand, until the cursor moves. */
slice glass_cursor_key(const glass_cursor *c);
/* The tag in hand, whole and inflated, until the cursor moves. Once for each entry. */
slice glass_cursor_tag(glass_cursor *c);

/* The leaf in hand, if the cursor stands at its beginning and it is made of whole entries alone,
 * so that it can stand in another table as it is; else NULL. Valid until the cursor moves. */
const glass_page *glass_cursor_leaf(const glass_cursor *c);
/* Goes to the entry behind the leaf in hand. */
void glass_cursor_skip_leaf(glass_cursor *c);

#endif
