/* SPDX-License-Identifier: GPL-2.0-or-later */
/* same: whether two databases hold and answer the same, down to the last position and weight. */
#ifndef DOSSIER_TESTS_STORE_SAME_H
#define DOSSIER_TESTS_STORE_SAME_H

/* Fails the test at the first difference. The paths are of glass databases. */
void assert_same_databases(const char *path, const char *other);
/* Fails the test unless Xapian's own check finds no error. */
void assert_sound_database(const char *path);

#endif
