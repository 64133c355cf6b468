/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * place: where an index lies on disk, and what its folder holds.
 *
 *   .dossier/XAPIANDB   a Xapian stub database file naming the generation in use ("auto g3")
 *   .dossier/g3/        that generation, an ordinary glass database
 *   .dossier/queries/   saved queries (query/saved.h); no writer of the index touches them
 *   .dossier/lock       held (flock) by the one writer; its text names the holder
 *   .dossier/new-*      what a writer that was stopped left behind; the next one removes it
 *
 * The stub is replaced by rename(2) after fsync, which is the one atomic switch: readers see the
 * old generation or the new one, whole.
 *
 * Paths in an index named `.dossier` are relative to the folder that it stands in (the root), so
 * the folder can be moved as a whole; in an index of any other name they are absolute, as are those
 * of files outside the root.
 */
#ifndef DOSSIER_STORE_PLACE_H
#define DOSSIER_STORE_PLACE_H

#include <stdbool.h>

#include "dossier.h"
#include "store/metadata.h"
#include "text/buf.h"
#include "xapian-c.h"

#define PLACE_FOLDER ".dossier"

/* The index folder (absolute, malloc'd) that a location names: itself, or the .dossier in it.
 * DOSSIER_NO_INDEX when neither holds a stub. */
dossier_status place_resolve(const char *location, char **index, dossier_error *error);
/* Where `dossier-index PATH` makes a new index: inside a folder, beside a file. Malloc'd, absolute.
 */
dossier_status place_new(const char *first_path, char **index, dossier_error *error);
/* The absolute path of an explicit location that need not exist yet. */
dossier_status place_absolute(const char *path, char **out, dossier_error *error);
/* The root (absolute, malloc'd, without a slash at the end unless it is "/"), or NULL when paths in
 * this index are absolute. *out NULL with DOSSIER_OK is possible. */
dossier_status place_root(const char *index, char **out);
/* Appends the absolute path: of `path` as typed (relative to the current folder), with . and .. and
 * double slashes taken out by name, without asking the disk. */
dossier_status place_normalize(const char *path, buf *out);
/* The stored form of an absolute path: without root and slash when it lies below, else as it is. */
slice place_below(const char *root, slice absolute);

/* The folder of the generation in use (absolute, malloc'd). DOSSIER_NO_INDEX, DOSSIER_CORRUPT (the
 * stub can't be understood), DOSSIER_IO. */
dossier_status place_generation(const char *index, char **out, dossier_error *error);
/* Makes `name` (a folder in the index) the generation in use. */
dossier_status place_switch(const char *index, const char *name, dossier_error *error);
/* Removes new-* and every generation but `keep` (a name such as "g3"). What can't be removed stays.
 * Only the holder of the lock may call this. */
void place_clean(const char *index, const char *keep);
/* Removes a folder and the files in it, one level of folders deep. */
void place_remove_folder(const char *path);

/* Takes the writer's lock. On DOSSIER_LOCKED the message names the holder. *fd is closed to let go.
 */
dossier_status place_lock(const char *index, int *fd, dossier_error *error);

/* Index metadata. */
#define PLACE_SCHEMA 3
/* Writes schema, features and language into a new database. */
dossier_status place_stamp(const metadata_sink *to, const char *language, dossier_error *error);
/* Refuses a database of another schema or with a feature unknown here; copies the stemmer's
 * language into language[16]. */
dossier_status place_verify(xapian_database *db, const char *where, char language[16],
                            dossier_error *error);

#endif
