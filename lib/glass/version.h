/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * version: the file `iamglass`, which makes a folder of tables a glass database. It is written
 * last: without it the folder is no database, so a build that stops leaves only litter.
 */
#ifndef DOSSIER_GLASS_VERSION_H
#define DOSSIER_GLASS_VERSION_H

#include "glass/table.h"

typedef enum glass_table_id {
    GLASS_POSTLIST,
    GLASS_DOCDATA,
    GLASS_TERMLIST,
    GLASS_POSITION,
    GLASS_SPELLING,
    GLASS_SYNONYM,
    GLASS_TABLES
} glass_table_id;

/* "postlist.glass" and so on. */
extern const char *const glass_table_names[GLASS_TABLES];

typedef struct glass_stats {
    uint32_t documents;
    uint32_t last_docid;
    uint64_t total_length;    /* of all documents */
    uint32_t shortest;        /* length of the shortest document that is not of length 0 */
    uint32_t longest;         /* length of the longest */
    uint32_t wdf_upper_bound; /* the greatest wdf of any term in any document */
} glass_stats;

/* What the file says. */
typedef struct glass_version {
    uint32_t revision; /* of the last commit */
    glass_root roots[GLASS_TABLES];
    glass_stats stats;
} glass_version;

/* Reads the file of a database. 0 or an errno: EBADMSG for damage and for another version of the
 * format. Whether the tables are as it says shows when they are read. */
int glass_version_read(const char *folder, glass_version *out);
/* Writes the file into the folder and makes it, and the names in the folder, durable. Returns 0 or
 * an errno. */
int glass_version_write(const char *folder, const glass_root roots[GLASS_TABLES],
                        const glass_stats *stats);

#endif
