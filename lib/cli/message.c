/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/message.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"
#include "cli/terminal.h"

#define RED    "\033[1;31m"
#define YELLOW "\033[1;33m"
#define GREEN  "\033[1;32m"
#define BOLD   "\033[1m"
#define PLAIN  "\033[0m"

/* Text between colours, made harmless. */
static void coloured(const message_sink *sink, const char *colour, const char *text)
{
    if (sink->colour && colour)
        fputs(colour, sink->stream);
    terminal_write(sink->stream, text, strlen(text), false);
    if (sink->colour && colour)
        fputs(PLAIN, sink->stream);
}

/* "program: warning: " */
static void head(const message_sink *sink, const char *kind, const char *colour)
{
    progress_hide(sink->progress);
    coloured(sink, BOLD, sink->program);
    fputs(": ", sink->stream);
    if (kind) {
        coloured(sink, colour, kind);
        fputs(": ", sink->stream);
    }
}

static void hint_line(const message_sink *sink, const char *hint)
{
    if (!hint || !*hint)
        return;
    fputs("  ", sink->stream);
    coloured(sink, GREEN, "hint:");
    fputc(' ', sink->stream);
    terminal_write(sink->stream, hint, strlen(hint), false);
    fputc('\n', sink->stream);
}

__attribute__((format(printf, 5, 0))) static void say(const message_sink *sink, const char *kind,
                                                      const char *colour, const char *hint,
                                                      const char *format, va_list arguments)
{
    char *text = NULL;
    head(sink, kind, colour);
    if (vasprintf(&text, format, arguments) >= 0) {
        terminal_write(sink->stream, text, strlen(text), false);
        free(text);
    }
    fputc('\n', sink->stream);
    hint_line(sink, hint);
}

void message_error(const message_sink *sink, const char *hint, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    say(sink, NULL, NULL, hint, format, arguments);
    va_end(arguments);
}

void message_warning(const message_sink *sink, const char *hint, const char *format, ...)
{
    va_list arguments;
    if (sink->quiet)
        return;
    va_start(arguments, format);
    say(sink, "warning", YELLOW, hint, format, arguments);
    va_end(arguments);
}

void message_note(const message_sink *sink, const char *format, ...)
{
    va_list arguments;
    if (sink->quiet)
        return;
    va_start(arguments, format);
    say(sink, NULL, NULL, NULL, format, arguments);
    va_end(arguments);
}

/* Where to begin showing a line of `len` bytes so that [offset, offset + room) comes into view:
 * the place lies about two thirds into the columns. */
static size_t window_start(const char *line, size_t len, size_t offset, size_t columns)
{
    terminal_glyph glyph;
    size_t start = 0;
    size_t before = terminal_width(line, offset);
    if (terminal_width(line, len) <= columns || before <= columns * 2 / 3)
        return 0;
    for (size_t excess = before - columns * 2 / 3; start < offset; start += glyph.taken) {
        terminal_glyph_read(line + start, len - start, &glyph);
        if ((size_t)glyph.columns > excess)
            break;
        excess -= (size_t)glyph.columns;
    }
    return start;
}

void message_caret(FILE *out, const char *query, size_t len, size_t offset, size_t length,
                   const char *remark, size_t columns, bool colour)
{
    if (offset > len)
        offset = len;
    if (length > len - offset)
        length = len - offset;
    size_t from = offset, to = offset;
    while (from > 0 && query[from - 1] != '\n')
        from--;
    while (to < len && query[to] != '\n')
        to++;
    columns = columns > 20 ? columns - 8 : 12; /* room for the indent and both "..." */
    size_t start = from + window_start(query + from, to - from, offset - from, columns);
    size_t shown = terminal_fit(query + start, to - start, columns);
    size_t marked = offset + length > start + shown ? start + shown - offset : length;
    const char *cut_left = start > from ? "..." : "";
    const char *cut_right = start + shown < to ? "..." : "";
    fprintf(out, "  %s", cut_left);
    terminal_write(out, query + start, shown, false);
    int indent = (int)(strlen(cut_left) + terminal_width(query + start, offset - start));
    fprintf(out, "%s\n  %*s%s^", cut_right, indent, "", colour ? RED : "");
    for (size_t i = terminal_width(query + offset, marked); i > 1; i--)
        fputc('~', out);
    fprintf(out, "%s%s", colour ? PLAIN : "", *remark ? " " : "");
    terminal_write(out, remark, strlen(remark), false);
    fputc('\n', out);
}

/* "FILE:LINE: ", or nothing. */
static void put_where(const message_sink *sink, const char *file, size_t line)
{
    if (!file)
        return;
    terminal_write(sink->stream, file, strlen(file), false);
    fprintf(sink->stream, ":%zu: ", line);
}

int message_failure_at(const message_sink *sink, const char *file, size_t line,
                       const dossier_error *error, const char *query, size_t len)
{
    if (error->status == DOSSIER_BAD_QUERY && query) {
        head(sink, NULL, NULL);
        put_where(sink, file, line);
        fputs("the query can't be read\n", sink->stream);
        message_caret(sink->stream, query, len, error->offset, error->length, error->message,
                      (size_t)terminal_columns(sink->stream), sink->colour);
        hint_line(sink, error->hint);
    } else if (error->status != DOSSIER_NOT_FOUND || !sink->quiet) {
        head(sink, NULL, NULL);
        put_where(sink, file, line);
        terminal_write(sink->stream, error->message, strlen(error->message), false);
        fputc('\n', sink->stream);
        hint_line(sink, error->hint);
    }
    return exit_code(error->status);
}

int message_failure(const message_sink *sink, const dossier_error *error, const char *query,
                    size_t len)
{
    return message_failure_at(sink, NULL, 0, error, query, len);
}

void message_query_warning(const message_sink *sink, const dossier_warning *warning,
                           const char *query, size_t len)
{
    if (sink->quiet)
        return;
    head(sink, "warning", YELLOW);
    terminal_write(sink->stream, warning->message.data, warning->message.len, false);
    fputc('\n', sink->stream);
    if (query && warning->length > 0)
        message_caret(sink->stream, query, len, warning->offset, warning->length, "",
                      (size_t)terminal_columns(sink->stream), sink->colour);
}

/* Has the reader of this pipe gone away? Where SIGPIPE is ignored, stdio only says "failed". */
static bool reader_gone(FILE *out)
{
    struct pollfd fd = {.fd = fileno(out), .events = POLLOUT};
    return poll(&fd, 1, 0) == 1 && (fd.revents & POLLERR);
}

int message_close_output(const message_sink *sink, FILE *out, int code)
{
    bool failed = fflush(out) != 0 || ferror(out);
    int why = failed ? errno : 0;
    bool gone = failed && reader_gone(out);
    if (fclose(out) != 0 && !failed) {
        failed = true;
        why = errno;
    }
    if (!failed || gone)
        return code;
    message_error(sink, NULL, "standard output can't be written: %s", strerror(why ? why : EIO));
    return exit_code(DOSSIER_IO);
}
