/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "source_file.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "indexer/source.h"

typedef struct seen {
    uint64_t sum;
    size_t handed_out;
} seen;

static void touch(seen *s, slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++)
        s->sum = s->sum * 31 + (unsigned char)bytes.data[i];
}

static bool note(const source_document *d, void *ctx)
{
    seen *s = ctx;
    touch(s, d->member);
    touch(s, d->bytes);
    touch(s, d->failure);
    touch(s, d->hints.title);
    touch(s, d->hints.author);
    touch(s, d->hints.outlet);
    touch(s, d->hints.url);
    touch(s, d->hints.id);
    touch(s, d->hints.language);
    touch(s, d->hints.kind);
    if (d->failure.len > 0 && d->bytes.len > 0)
        abort();
    return ++s->handed_out < 20000;
}

void fuzz_source_read(const char *suffix, const uint8_t *data, size_t size)
{
    static const source_limits limits = {
        .document_bytes = 1 << 20, .archive_bytes = 16 << 20, .archive_members = 1000};
    char path[128];
    uint64_t first = 0, again = 0;
    seen s = {0};
    snprintf(path, sizeof path, "/tmp/dossier-fuzz-%d%s", (int)getpid(), suffix);
    int fd = open(path, O_CREAT | O_TRUNC | O_RDWR | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size)
        abort();
    close(fd);
    source_reader *reader;
    if (source_reader_create(&limits, &reader) != DOSSIER_OK)
        abort();
    dossier_status status = source_read(reader, path, note, &s, &first);
    if (status != DOSSIER_OK && status != DOSSIER_INTERRUPTED)
        abort();
    if (source_hash(reader, path, &again) != DOSSIER_OK || (status == DOSSIER_OK && first != again))
        abort();
    source_reader_free(reader);
    unlink(path);
}
