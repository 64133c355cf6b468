/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * archive: the documents in a tar, a gzipped tar or a zip, in the order in which they are stored.
 *
 * gzip around a tar is unpacked by intake, whose checksums and bounds hold; libarchive sees a tar
 * or a zip and nothing else. A member's name is only a name, never a path to anything here. Members
 * that a name says hold no text are passed over in silence, as are folders; what a reader of the
 * archive would miss (a PDF, an encrypted member, an archive inside) is a failure of its own.
 *
 * libarchive turns names that an archive marks as UTF-8 into the locale's charset and forgets those
 * that have no place in it. So names are read with this thread, and no other, in a UTF-8 locale,
 * where they keep their bytes; names without a mark keep them anyhow.
 *
 * <archive.h> and <archive_entry.h> are seen by this file alone.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <archive.h>
#include <archive_entry.h>

#include "indexer/sources/kind.h"
#include "indexer/sources/reader.h"
#include "indexer/sources/reason.h"

typedef struct job {
    source_reader *r;
    struct archive *archive;
    char chunk[INTAKE_CHUNK];
    uint64_t members;   /* seen */
    uint64_t documents; /* handed out or failed */
    uint64_t unpacked;  /* bytes of members that were read */
    bool fatal;         /* nothing more can be read */
    bool bounded;       /* a limit was passed: stop */
    char reason[256];
} job;

static la_ssize_t give_bytes(struct archive *a, void *ctx, const void **bytes)
{
    job *j = ctx;
    *bytes = j->chunk;
    ptrdiff_t got = intake_pull(&j->r->in, j->chunk, sizeof j->chunk);
    if (got < 0)
        archive_set_error(a, EIO, "%s", j->r->in.reason);
    return got;
}

static la_int64_t give_seek(struct archive *a, void *ctx, la_int64_t offset, int whence)
{
    job *j = ctx;
    off_t at = lseek(j->r->in.fd, offset, whence);
    if (at >= 0)
        return at;
    archive_set_error(a, errno, "it points outside itself");
    return ARCHIVE_FATAL;
}

static const char *error_text(struct archive *a)
{
    const char *text = archive_error_string(a);
    return text ? text : "no reason given";
}

static void stop_at(job *j, const char *reason)
{
    j->bounded = true;
    snprintf(j->reason, sizeof j->reason, "%s", reason);
}

static bool is_within_bounds(job *j, size_t got)
{
    char size[32], text[96];
    j->unpacked += got;
    if (j->unpacked > INTAKE_RATIO_FROM && j->unpacked / INTAKE_RATIO > j->r->in.size) {
        stop_at(j, INTAKE_BOMB);
    } else if (j->unpacked > j->r->limits.archive_bytes) {
        snprintf(text, sizeof text, "it unpacks to more than the limit of %s",
                 reason_size(j->r->limits.archive_bytes, size));
        stop_at(j, text);
    }
    return !j->bounded;
}

/* As feed.pull: the bytes of the member whose header was read last. */
static ptrdiff_t pull_member(void *from, char *to, size_t cap)
{
    job *j = from;
    if (j->bounded || j->fatal)
        return -1;
    la_ssize_t got = archive_read_data(j->archive, to, cap);
    if (got < 0) {
        j->fatal = got == ARCHIVE_FATAL;
        snprintf(j->reason, sizeof j->reason, "broken in the archive (%s)", error_text(j->archive));
        return -1;
    }
    return is_within_bounds(j, (size_t)got) ? (ptrdiff_t)got : -1;
}

/* The name's bytes; a number when libarchive can't say it. */
static void read_name(const job *j, struct archive_entry *entry, buf *name)
{
    slice text = slice_of(archive_entry_pathname(entry));
    if (text.len == 0)
        text = slice_of(archive_entry_pathname_utf8(entry));
    buf_clear(name);
    buf_append(name, text.data, text.len < READER_NAME_MAX / 2 ? text.len : READER_NAME_MAX / 2);
    if (name->len == 0)
        buf_printf(name, "member %" PRIu64, j->members + 1);
}

/* The next member's header, and its name in r->outer. An ARCHIVE_ code. */
static int next_header(job *j, struct archive_entry **entry)
{
    locale_t before = j->r->utf8 ? uselocale(j->r->utf8) : (locale_t)0;
    int result;
    do
        result = archive_read_next_header(j->archive, entry);
    while (result == ARCHIVE_RETRY);
    if (result == ARCHIVE_OK || result == ARCHIVE_WARN)
        read_name(j, *entry, &j->r->outer);
    if (before)
        uselocale(before);
    return result;
}

/* What a Mac's archiver puts beside the files. */
static bool is_resource_fork(slice name)
{
    const char *slash = name.len > 0 ? memrchr(name.data, '/', name.len) : NULL;
    slice base = slash ? (slice){slash + 1, name.len - (size_t)(slash + 1 - name.data)} : name;
    return slice_starts_with(name, SLICE("__MACOSX/")) || slice_starts_with(base, SLICE("._")) ||
           slice_equal(base, SLICE(".DS_Store"));
}

/* Why a member is not read though it may hold text; NULL when it is. */
static const char *refusal(struct archive_entry *entry, file_kind kind)
{
    if (archive_entry_hardlink(entry) || archive_entry_hardlink_utf8(entry))
        return "a hard link to another member";
    if (archive_entry_filetype(entry) == AE_IFLNK)
        return "a symbolic link in an archive";
    if (archive_entry_filetype(entry) != AE_IFREG)
        return "a device or pipe in an archive";
    if (kind.reason)
        return kind.reason;
    if (kind.kind == KIND_TAR || kind.kind == KIND_ZIP)
        return "an archive inside an archive is not read; unpack it";
    if (kind.gzip)
        return "packed once more inside the archive; unpack it";
    if (archive_entry_is_data_encrypted(entry) || archive_entry_is_metadata_encrypted(entry))
        return "encrypted";
    if (archive_entry_sparse_count(entry) > 0)
        return "a file with holes in an archive";
    return NULL;
}

static dossier_status fail_member(job *j, const char *reason)
{
    source_reader *r = j->r;
    buf_clear(&r->member);
    buf_append_slice(&r->member, buf_slice(&r->outer));
    dossier_status status = reader_claim_member(r);
    return status == DOSSIER_OK ? reader_fail(r, buf_slice(&r->member), "%s", reason) : status;
}

static dossier_status read_text_member(job *j, feed *bytes, uint64_t size)
{
    source_reader *r = j->r;
    buf_clear(&r->member);
    buf_append_slice(&r->member, buf_slice(&r->outer));
    dossier_status status = reader_claim_member(r);
    if (status == DOSSIER_OK)
        status = text_read(r, bytes, buf_slice(&r->outer), buf_slice(&r->member), size);
    return status;
}

static dossier_status read_member(job *j, struct archive_entry *entry)
{
    source_reader *r = j->r;
    slice name = buf_slice(&r->outer);
    file_kind kind = file_kind_of(name);
    if (archive_entry_filetype(entry) == AE_IFDIR || is_resource_fork(name) ||
        (kind.kind == KIND_NO_TEXT && archive_entry_filetype(entry) == AE_IFREG))
        return DOSSIER_OK;
    j->documents++;
    const char *reason = refusal(entry, kind);
    if (reason)
        return fail_member(j, reason);
    feed bytes = {pull_member, j, j->reason};
    if (kind.kind != KIND_TEXT)
        return json_read(r, &bytes, kind.kind == KIND_JSON_LINES);
    la_int64_t said = archive_entry_size_is_set(entry) ? archive_entry_size(entry) : 0;
    uint64_t size = said > 0 ? (uint64_t)said : 0;
    if (size > r->limits.document_bytes) {
        char text[64], limit[32];
        snprintf(text, sizeof text, "larger than the limit of %s",
                 reason_size(r->limits.document_bytes, limit));
        return fail_member(j, text);
    }
    return read_text_member(j, &bytes, size);
}

/* The whole archive, or what is left of it. */
static dossier_status fail_rest(job *j, const char *reason)
{
    if (j->documents == 0)
        return reader_fail(j->r, (slice){0}, "%s", reason);
    return reader_fail(j->r, (slice){0}, "%s; the rest after member %" PRIu64 " is lost", reason,
                       j->members);
}

/* What follows a tar's end still has to be whole: gzip's checksum is behind it. */
static dossier_status check_end(job *j)
{
    ptrdiff_t got = 0;
    if (j->r->in.gzip)
        while ((got = intake_pull(&j->r->in, j->chunk, sizeof j->chunk)) > 0)
            ;
    return got < 0 ? fail_rest(j, j->r->in.reason) : DOSSIER_OK;
}

static dossier_status read_members(job *j)
{
    dossier_status status = DOSSIER_OK;
    struct archive_entry *entry;
    char text[320];
    while (status == DOSSIER_OK && !j->fatal && !j->bounded) {
        int result = next_header(j, &entry);
        if (result == ARCHIVE_EOF)
            return check_end(j);
        if (result < ARCHIVE_WARN) {
            snprintf(text, sizeof text, "the archive is broken (%s)", error_text(j->archive));
            return fail_rest(j, text);
        }
        if (j->members == j->r->limits.archive_members) {
            snprintf(text, sizeof text, "more than %" PRIu64 " members", j->members);
            return fail_rest(j, text);
        }
        j->members++;
        status = read_member(j, entry);
    }
    /* The member in which reading ended has said why; the rest is missing all the same. */
    return status == DOSSIER_OK ? fail_rest(j, j->reason) : status;
}

static bool open_archive(job *j, bool zip)
{
    struct archive *a = j->archive;
    archive_read_set_callback_data(a, j);
    archive_read_set_read_callback(a, give_bytes);
    if (!zip)
        return archive_read_support_format_tar(a) == ARCHIVE_OK &&
               archive_read_open1(a) == ARCHIVE_OK;
    archive_read_set_seek_callback(a, give_seek);
    return archive_read_support_format_zip(a) == ARCHIVE_OK && archive_read_open1(a) == ARCHIVE_OK;
}

dossier_status archive_read_members(source_reader *r, bool zip)
{
    dossier_status status = DOSSIER_NO_MEMORY;
    job *j = calloc(1, sizeof *j);
    if (!j)
        return DOSSIER_NO_MEMORY;
    j->r = r;
    if (!r->utf8)
        r->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    j->archive = archive_read_new();
    if (!j->archive)
        goto done;
    /* A zip is read in jumps, so its hash can't be taken on the way. */
    if (zip && !intake_hash_ahead(&r->in))
        status = reader_fail(r, (slice){0}, "%s", r->in.reason);
    else if (!open_archive(j, zip))
        status =
            reader_fail(r, (slice){0}, "the archive can't be read (%s)", error_text(j->archive));
    else
        status = read_members(j);
done:
    if (j->archive)
        archive_read_free(j->archive);
    free(j);
    return status;
}
