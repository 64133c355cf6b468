/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/progress.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>

#include "cli/terminal.h"

static const double seconds_between_drawings = 0.1;
static const double seconds_before_rates = 1.0; /* rates of a shorter run mislead */

static double clock_monotonic(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* A growing line that knows how many columns are left. */
typedef struct line {
    char *out;
    size_t len, size;
    size_t columns;
} line;

static void line_add(line *l, const char *text, size_t len)
{
    terminal_glyph glyph;
    for (size_t at = 0; at < len; at += glyph.taken) {
        terminal_glyph_read(text + at, len - at, &glyph);
        if ((size_t)glyph.columns > l->columns || l->len + glyph.len >= l->size)
            break;
        memcpy(l->out + l->len, glyph.text, glyph.len);
        l->len += glyph.len;
        l->columns -= (size_t)glyph.columns;
    }
    l->out[l->len] = '\0';
}

static void line_add_string(line *l, const char *text)
{
    line_add(l, text, strlen(text));
}

/* 1204 as "1,204". */
static void line_add_number(line *l, uint64_t number)
{
    char plain[24];
    char grouped[32];
    size_t len = (size_t)snprintf(plain, sizeof plain, "%" PRIu64, number);
    size_t at = 0;
    for (size_t i = 0; i < len; i++) {
        if (i > 0 && (len - i) % 3 == 0)
            grouped[at++] = ',';
        grouped[at++] = plain[i];
    }
    line_add(l, grouped, at);
}

static void line_add_time(line *l, double seconds)
{
    char text[32];
    uint64_t whole = seconds < 1e9 ? (uint64_t)(seconds + 0.5) : 0;
    unsigned hours = (unsigned)(whole / 3600), minutes = (unsigned)(whole / 60 % 60);
    if (hours > 0)
        snprintf(text, sizeof text, "%u:%02u:%02u left", hours, minutes, (unsigned)(whole % 60));
    else
        snprintf(text, sizeof text, "%u:%02u left", minutes, (unsigned)(whole % 60));
    line_add_string(l, text);
}

/* The path's tail matters most: a path too long loses its head. */
static void line_add_path(line *l, const char *path, size_t len)
{
    size_t from = 0;
    terminal_glyph glyph;
    size_t width = terminal_width(path, len);
    if (l->columns < 8)
        return;
    if (width > l->columns) {
        size_t excess = width - l->columns + 3;
        for (size_t lost = 0; lost < excess && from < len; from += glyph.taken) {
            terminal_glyph_read(path + from, len - from, &glyph);
            lost += (size_t)glyph.columns;
        }
        line_add_string(l, "...");
    }
    line_add(l, path + from, len - from);
}

static void line_add_counts(line *l, const dossier_progress *counts)
{
    uint64_t files = counts->files_total > 0 ? counts->files_done : counts->files_found;
    line_add_number(l, files);
    if (counts->files_total > 0) {
        line_add_string(l, " of ");
        line_add_number(l, counts->files_total);
        files = counts->files_total;
    }
    line_add_string(l, files == 1 ? " file" : " files");
    /* Archives and lists of records hold more documents than files. */
    if (counts->documents > counts->files_done) {
        line_add_string(l, ", ");
        line_add_number(l, counts->documents);
        line_add_string(l, " documents");
    }
}

size_t progress_line(const dossier_progress *counts, double seconds, size_t columns, char *out,
                     size_t size)
{
    line l = {.out = out, .size = size, .columns = columns};
    *out = '\0';
    line_add_counts(&l, counts);
    if (seconds >= seconds_before_rates && counts->bytes_done > 0) {
        char rate[40];
        double a_second = (double)counts->bytes_done / seconds;
        snprintf(rate, sizeof rate, "  %.1f MB/s", a_second / 1e6);
        line_add_string(&l, rate);
        if (counts->bytes_total >= counts->bytes_done) {
            line_add_string(&l, "  ");
            line_add_time(&l, (double)(counts->bytes_total - counts->bytes_done) / a_second);
        }
    }
    if (counts->current.len > 0) {
        line_add_string(&l, "  ");
        line_add_path(&l, counts->current.data, counts->current.len);
    }
    return l.len;
}

void progress_begin(progress *p, FILE *stream, bool wanted)
{
    *p = (progress){.stream = stream, .clock = clock_monotonic, .started = -1};
    p->active = wanted && terminal_attached(stream);
    p->drawn = p->clock();
}

void progress_update(progress *p, const dossier_progress *counts)
{
    char text[1024];
    if (!p->active)
        return;
    double now = p->clock();
    if (p->started < 0 && counts->bytes_done > 0)
        p->started = now;
    if (now - p->drawn < seconds_between_drawings)
        return;
    p->drawn = now;
    /* One column stays free: a terminal may move on to the next line when the last is filled. */
    size_t columns = (size_t)terminal_columns(p->stream) - 1;
    progress_line(counts, p->started < 0 ? 0 : now - p->started, columns, text, sizeof text);
    fprintf(p->stream, "\r\033[K%s", text);
    fflush(p->stream);
    p->shown = true;
}

void progress_hide(progress *p)
{
    if (!p || !p->shown)
        return;
    fputs("\r\033[K", p->stream);
    fflush(p->stream);
    p->shown = false;
}

void progress_end(progress *p)
{
    progress_hide(p);
    p->active = false;
}
