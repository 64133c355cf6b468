/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * inodes: a set of files on this machine, each known by device and inode number.
 */
#ifndef DOSSIER_INDEXER_SOURCES_INODES_H
#define DOSSIER_INDEXER_SOURCES_INODES_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

typedef struct inode_key {
    dev_t device;
    ino_t inode;
    bool used;
} inode_key;

typedef struct inode_set {
    inode_key *slots;
    size_t n, cap;
} inode_set;

void inode_set_free(inode_set *set);
/* *fresh is false when it was there before. False when memory has run out. */
bool inode_set_add(inode_set *set, dev_t device, ino_t inode, bool *fresh);

#endif
