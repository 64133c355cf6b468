/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * For how many files of a collection charset_decode gives the right text.
 *
 *   measure_charset ARCHIVE [--undeclared] [--verbose]
 *
 * ARCHIVE is anything that libarchive unpacks, with files in folders named after their charset
 * ("windows-1251-russian/x.xml"). Right is the text that iconv gives for the folder's charset, but
 * for a byte order mark. Where the file has bytes that its own charset lacks, or where vendors
 * disagree on a sign (a dash, a tilde), the text is right if its letters and digits are the same.
 * What HTML and XML declare is used unless --undeclared. Prints a line for each wrong file, then
 * the figures.
 */
#include <archive.h>
#include <archive_entry.h>
#include <ctype.h>
#include <errno.h>
#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/charset.h"
#include "text/utf8.h"

typedef struct figures {
    int files;
    int exact;   /* byte for byte */
    int letters; /* differs in signs alone */
} figures;

/* "windows-1251-russian" -> "windows-1251"; names that iconv lacks get theirs. */
static void true_charset(const char *folder, char *name, size_t room)
{
    static const char *const renamed[][2] = {{"MacRoman", "MACINTOSH"},
                                             {"utf-8-sig", "UTF-8"},
                                             {"MacCyrillic", "MAC-CYRILLIC"},
                                             {"TIS-620", "CP874"}};
    snprintf(name, room, "%s", folder);
    for (size_t i = 0; i < sizeof renamed / sizeof renamed[0]; i++) {
        if (strcmp(folder, renamed[i][0]) == 0)
            snprintf(name, room, "%s", renamed[i][1]);
    }
    char *dash = strrchr(name, '-');
    bool language = dash && dash != name && strlen(dash) > 5;
    for (const char *p = dash; language && p && *++p;)
        language = islower((unsigned char)*p);
    if (language)
        *dash = '\0';
}

/* The text by the folder's charset; U+FFFD for bad bytes. */
static bool true_text(const char *name, slice bytes, buf *out)
{
    iconv_t converter = iconv_open("UTF-8", name);
    if (converter == (iconv_t)-1)
        return false;
    char *in = (char *)bytes.data;
    size_t left = bytes.len;
    while (left > 0 && buf_reserve(out, left * 4 + 16)) {
        char *to = out->data + out->len;
        size_t room = out->cap - out->len;
        size_t result = iconv(converter, &in, &left, &to, &room);
        out->len = (size_t)(to - out->data);
        if (result != (size_t)-1 || errno == E2BIG)
            continue;
        utf8_append(out, UTF8_REPLACEMENT);
        in++;
        left--;
    }
    iconv_close(converter);
    if (slice_starts_with(buf_slice(out), SLICE("\xEF\xBB\xBF"))) {
        memmove(out->data, out->data + 3, out->len - 3);
        out->len -= 3;
    }
    return !out->failed;
}

static void letters_of(slice text, buf *out)
{
    for (size_t at = 0; at < text.len;) {
        uint32_t cp;
        size_t n = utf8_decode(text.data + at, text.len - at, &cp);
        if (utf8_class(cp) & (UTF8_LETTER | UTF8_DIGIT | UTF8_MARK))
            utf8_append(out, cp);
        at += n ? n : 1;
    }
}

static bool same_letters(slice a, slice b)
{
    buf x = BUF_INIT(SIZE_MAX / 2);
    buf y = BUF_INIT(SIZE_MAX / 2);
    letters_of(a, &x);
    letters_of(b, &y);
    bool same = slice_equal(buf_slice(&x), buf_slice(&y));
    buf_free(&x);
    buf_free(&y);
    return same;
}

static bool looks_like_markup(slice bytes)
{
    return memchr(bytes.data, '<', bytes.len < 512 ? bytes.len : 512) != NULL;
}

static void measure_file(const char *path, slice bytes, bool declarations, bool verbose, figures *f)
{
    char folder[256];
    char name[256];
    const char *slash = strrchr(path, '/');
    const char *start = slash;
    while (start > path && start[-1] != '/')
        start--;
    snprintf(folder, sizeof folder, "%.*s", (int)(slash - start), start);
    true_charset(folder, name, sizeof name);
    buf wanted = BUF_INIT(SIZE_MAX / 2);
    buf got = BUF_INIT(SIZE_MAX / 2);
    charset_options options = {.fallback = NULL};
    charset_result result;
    if (declarations && looks_like_markup(bytes))
        options.declared = charset_declared_in_html(bytes);
    if (true_text(name, bytes, &wanted)) {
        charset_decode(bytes, &options, &got, &result);
        bool exact = slice_equal(buf_slice(&wanted), buf_slice(&got));
        bool letters = exact || same_letters(buf_slice(&wanted), buf_slice(&got));
        f->files++;
        f->exact += exact;
        f->letters += letters;
        if (!letters || verbose)
            printf("%s\t%s\t%s (%s, %d %%, %zu replaced)\n",
                   exact     ? "exact"
                   : letters ? "signs"
                             : "WRONG",
                   path, result.name, charset_source_name(result.source), result.confidence,
                   result.replaced);
    } else {
        printf("left out\t%s: no charset %s here\n", path, name);
    }
    buf_free(&wanted);
    buf_free(&got);
}

static bool read_entry(struct archive *archive, buf *bytes)
{
    char block[16384];
    la_ssize_t got;
    while ((got = archive_read_data(archive, block, sizeof block)) > 0)
        buf_append(bytes, block, (size_t)got);
    return got == 0 && !bytes->failed;
}

int main(int argc, char **argv)
{
    bool declarations = true;
    bool verbose = false;
    for (int i = 2; i < argc; i++) {
        declarations = declarations && strcmp(argv[i], "--undeclared") != 0;
        verbose = verbose || strcmp(argv[i], "--verbose") == 0;
    }
    struct archive *archive = archive_read_new();
    archive_read_support_filter_all(archive);
    archive_read_support_format_all(archive);
    if (argc < 2 || archive_read_open_filename(archive, argv[1], 65536) != ARCHIVE_OK) {
        printf("skipped: no archive of charsets\n");
        archive_read_free(archive);
        return 0;
    }
    figures f = {0};
    struct archive_entry *entry;
    while (archive_read_next_header(archive, &entry) == ARCHIVE_OK) {
        const char *path = archive_entry_pathname(entry);
        const char *slash = path ? strrchr(path, '/') : NULL;
        buf bytes = BUF_INIT((size_t)1 << 28);
        if (slash && strchr(path, '/') != slash && archive_entry_filetype(entry) == AE_IFREG &&
            read_entry(archive, &bytes))
            measure_file(path, buf_slice(&bytes), declarations, verbose, &f);
        buf_free(&bytes);
    }
    archive_read_free(archive);
    printf("%d files: exact %d (%.1f %%), same letters %d (%.1f %%)\n", f.files, f.exact,
           f.files ? 100.0 * f.exact / f.files : 0, f.letters,
           f.files ? 100.0 * f.letters / f.files : 0);
    return 0;
}
