/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "indexer/sources/kind.h"

#include <stdlib.h>
#include <string.h>

#define PICTURE  "a picture, not text"
#define SOUND    "sound, not text"
#define FILM     "film, not text"
#define FONT     "a font, not text"
#define PROGRAM  "program code, not text"
#define STYLE    "a part of a web page, not text"
#define DATABASE "a database, not text"
#define OFFICE   "office files are not read; convert it with libreoffice --convert-to html"
#define PACKED   "this packing is not read; unpack it, or pack it as .zip or .tar.gz"

typedef struct extension {
    const char *name; /* lower case, without the dot */
    source_kind kind;
    const char *reason;
} extension;

/* In byte order of the names. */
static const extension extensions[] = {
    {"7z", KIND_UNSUPPORTED, PACKED},
    {"aac", KIND_NO_TEXT, SOUND},
    {"aif", KIND_NO_TEXT, SOUND},
    {"aiff", KIND_NO_TEXT, SOUND},
    {"apk", KIND_NO_TEXT, PROGRAM},
    {"avi", KIND_NO_TEXT, FILM},
    {"avif", KIND_NO_TEXT, PICTURE},
    {"azw", KIND_UNSUPPORTED, "e-books are not read; convert it with ebook-convert to .html"},
    {"azw3", KIND_UNSUPPORTED, "e-books are not read; convert it with ebook-convert to .html"},
    {"bin", KIND_NO_TEXT, PROGRAM},
    {"bmp", KIND_NO_TEXT, PICTURE},
    {"bz2", KIND_UNSUPPORTED, PACKED},
    {"cab", KIND_UNSUPPORTED, PACKED},
    {"class", KIND_NO_TEXT, PROGRAM},
    {"css", KIND_NO_TEXT, STYLE},
    {"db", KIND_NO_TEXT, DATABASE},
    {"deb", KIND_NO_TEXT, PROGRAM},
    {"djvu", KIND_UNSUPPORTED, "DjVu is not read; convert it with djvutxt"},
    {"dll", KIND_NO_TEXT, PROGRAM},
    {"dmg", KIND_NO_TEXT, PROGRAM},
    {"doc", KIND_UNSUPPORTED, "Word files are not read; convert it with antiword or libreoffice"},
    {"docm", KIND_UNSUPPORTED, "Word files are not read; convert it with pandoc to .html"},
    {"docx", KIND_UNSUPPORTED, "Word files are not read; convert it with pandoc to .html"},
    {"ear", KIND_NO_TEXT, PROGRAM},
    {"eot", KIND_NO_TEXT, FONT},
    {"eps", KIND_NO_TEXT, PICTURE},
    {"epub", KIND_UNSUPPORTED, "EPUB is not read; convert it with pandoc to .html"},
    {"exe", KIND_NO_TEXT, PROGRAM},
    {"flac", KIND_NO_TEXT, SOUND},
    {"flv", KIND_NO_TEXT, FILM},
    {"gif", KIND_NO_TEXT, PICTURE},
    {"glass", KIND_NO_TEXT, DATABASE},
    {"heic", KIND_NO_TEXT, PICTURE},
    {"ico", KIND_NO_TEXT, PICTURE},
    {"img", KIND_NO_TEXT, DATABASE},
    {"iso", KIND_UNSUPPORTED, PACKED},
    {"jar", KIND_NO_TEXT, PROGRAM},
    {"jpe", KIND_NO_TEXT, PICTURE},
    {"jpeg", KIND_NO_TEXT, PICTURE},
    {"jpg", KIND_NO_TEXT, PICTURE},
    {"js", KIND_NO_TEXT, STYLE},
    {"json", KIND_JSON, NULL},
    {"jsonl", KIND_JSON_LINES, NULL},
    {"jsonlines", KIND_JSON_LINES, NULL},
    {"key", KIND_UNSUPPORTED, OFFICE},
    {"ldjson", KIND_JSON_LINES, NULL},
    {"lz", KIND_UNSUPPORTED, PACKED},
    {"lz4", KIND_UNSUPPORTED, PACKED},
    {"lzma", KIND_UNSUPPORTED, PACKED},
    {"m4a", KIND_NO_TEXT, SOUND},
    {"m4v", KIND_NO_TEXT, FILM},
    {"map", KIND_NO_TEXT, STYLE},
    {"mdb", KIND_NO_TEXT, DATABASE},
    {"mid", KIND_NO_TEXT, SOUND},
    {"mjs", KIND_NO_TEXT, STYLE},
    {"mkv", KIND_NO_TEXT, FILM},
    {"mobi", KIND_UNSUPPORTED, "e-books are not read; convert it with ebook-convert to .html"},
    {"mov", KIND_NO_TEXT, FILM},
    {"mp3", KIND_NO_TEXT, SOUND},
    {"mp4", KIND_NO_TEXT, FILM},
    {"mpeg", KIND_NO_TEXT, FILM},
    {"mpg", KIND_NO_TEXT, FILM},
    {"msg", KIND_UNSUPPORTED, "Outlook messages are not read; convert it with msgconvert"},
    {"ndjson", KIND_JSON_LINES, NULL},
    {"npy", KIND_NO_TEXT, DATABASE},
    {"o", KIND_NO_TEXT, PROGRAM},
    {"odp", KIND_UNSUPPORTED, OFFICE},
    {"ods", KIND_UNSUPPORTED, OFFICE},
    {"odt", KIND_UNSUPPORTED, "OpenDocument is not read; convert it with pandoc to .html"},
    {"ogg", KIND_NO_TEXT, SOUND},
    {"ogv", KIND_NO_TEXT, FILM},
    {"opus", KIND_NO_TEXT, SOUND},
    {"otf", KIND_NO_TEXT, FONT},
    {"parquet", KIND_UNSUPPORTED, "Parquet is not read; convert it to JSON lines"},
    {"pdf", KIND_UNSUPPORTED, "PDF is not read; convert it with pdftotext"},
    {"pkl", KIND_NO_TEXT, DATABASE},
    {"png", KIND_NO_TEXT, PICTURE},
    {"ppt", KIND_UNSUPPORTED, OFFICE},
    {"pptx", KIND_UNSUPPORTED, OFFICE},
    {"ps", KIND_UNSUPPORTED, "PostScript is not read; convert it with ps2ascii"},
    {"psd", KIND_NO_TEXT, PICTURE},
    {"pst", KIND_UNSUPPORTED, "Outlook mailboxes are not read; convert it with readpst"},
    {"pyc", KIND_NO_TEXT, PROGRAM},
    {"rar", KIND_UNSUPPORTED, PACKED},
    {"rpm", KIND_NO_TEXT, PROGRAM},
    {"rtf", KIND_UNSUPPORTED, "RTF is not read; convert it with pandoc to .html"},
    {"so", KIND_NO_TEXT, PROGRAM},
    {"sqlite", KIND_NO_TEXT, DATABASE},
    {"sqlite3", KIND_NO_TEXT, DATABASE},
    {"svg", KIND_NO_TEXT, PICTURE},
    {"swf", KIND_NO_TEXT, FILM},
    {"swp", KIND_NO_TEXT, "an editor's swap file, not text"},
    {"tar", KIND_TAR, NULL},
    {"tbz2", KIND_UNSUPPORTED, PACKED},
    {"tgz", KIND_TAR, NULL},
    {"tif", KIND_NO_TEXT, PICTURE},
    {"tiff", KIND_NO_TEXT, PICTURE},
    {"ttf", KIND_NO_TEXT, FONT},
    {"txz", KIND_UNSUPPORTED, PACKED},
    {"war", KIND_NO_TEXT, PROGRAM},
    {"wasm", KIND_NO_TEXT, PROGRAM},
    {"wav", KIND_NO_TEXT, SOUND},
    {"webm", KIND_NO_TEXT, FILM},
    {"webp", KIND_NO_TEXT, PICTURE},
    {"wma", KIND_NO_TEXT, SOUND},
    {"wmv", KIND_NO_TEXT, FILM},
    {"woff", KIND_NO_TEXT, FONT},
    {"woff2", KIND_NO_TEXT, FONT},
    {"xls", KIND_UNSUPPORTED, OFFICE},
    {"xlsx", KIND_UNSUPPORTED, OFFICE},
    {"xz", KIND_UNSUPPORTED, PACKED},
    {"zip", KIND_ZIP, NULL},
    {"zst", KIND_UNSUPPORTED, PACKED},
};

enum { EXTENSION_MAX = 9 };

static int compare_extension(const void *key, const void *row)
{
    return strcmp(key, ((const extension *)row)->name);
}

/* Cuts the extension off *name and puts it into out in lower case; false when there is none. */
static bool take_extension(slice *name, char out[EXTENSION_MAX + 1])
{
    size_t len = 0;
    while (len < name->len && len <= EXTENSION_MAX && name->data[name->len - len - 1] != '.' &&
           name->data[name->len - len - 1] != '/')
        len++;
    /* A dot at the start of a name hides the file; it begins no extension. */
    if (len == 0 || len > EXTENSION_MAX || len + 2 > name->len ||
        name->data[name->len - len - 1] != '.' || name->data[name->len - len - 2] == '/')
        return false;
    for (size_t i = 0; i < len; i++) {
        char c = name->data[name->len - len + i];
        out[i] = c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
    }
    out[len] = '\0';
    name->len -= len + 1;
    return true;
}

file_kind file_kind_of(slice name)
{
    file_kind found = {KIND_TEXT, false, NULL};
    char ext[EXTENSION_MAX + 1];
    if (!take_extension(&name, ext))
        return found;
    if (strcmp(ext, "gz") == 0) {
        found.gzip = true;
        if (!take_extension(&name, ext))
            return found;
    }
    if (strcmp(ext, "tgz") == 0)
        found.gzip = true;
    const extension *row = bsearch(ext, extensions, sizeof extensions / sizeof extensions[0],
                                   sizeof extensions[0], compare_extension);
    if (row) {
        found.kind = row->kind;
        found.reason = row->reason;
    }
    return found;
}

typedef struct magic {
    slice start;
    const char *reason;
} magic;

static const magic magics[] = {
    {{"%PDF-", 5}, "PDF under another name; convert it with pdftotext"},
    {{"{\\rtf", 5}, "RTF under another name; convert it with pandoc to .html"},
    {{"%!PS-", 5}, "PostScript under another name; convert it with ps2ascii"},
    {{"PK\3\4", 4}, "a zip archive or office file under another name"},
    {{"\xD0\xCF\x11\xE0", 4}, "an office file under another name"},
    {{"\x1F\x8B", 2}, "gzip data under another name"},
    {{"BZh", 3}, "bzip2 data under another name"},
    {{"\xFD"
      "7zXZ",
      5},
     "xz data under another name"},
    {{"\x28\xB5\x2F\xFD", 4}, "zstd data under another name"},
    {{"\x7F"
      "ELF",
      4},
     PROGRAM},
    {{"\x89PNG", 4}, PICTURE},
    {{"\xFF\xD8\xFF", 3}, PICTURE},
    {{"GIF8", 4}, PICTURE},
    {{"SQLite format 3", 15}, DATABASE},
};

const char *kind_reason_of_bytes(slice bytes)
{
    for (size_t i = 0; i < sizeof magics / sizeof magics[0]; i++)
        if (slice_starts_with(bytes, magics[i].start))
            return magics[i].reason;
    return NULL;
}
