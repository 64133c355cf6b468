/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/session.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/exit.h"

enum { QUERY_MOST = 1 << 20 }; /* bytes of a query file */

/* ---- failing ---- */

int session_mistake(const session *s, const char *hint, const char *text)
{
    message_error(&s->messages, hint, "%s", text);
    return EXIT_USAGE_ERROR;
}

int session_no_memory(const session *s)
{
    message_error(&s->messages, NULL, "memory has run out");
    return exit_code(DOSSIER_NO_MEMORY);
}

int session_fail(session *s, const dossier_error *error)
{
    if (s->run.format->failure && !s->options.quiet) {
        format_begin(&s->run);
        format_failure(&s->run, error);
        format_end(&s->run);
    }
    return message_failure(&s->messages, error, s->query, s->query_len);
}

/* ---- the query's text ---- */

static int join_operands(session *s)
{
    size_t len = 0;
    for (size_t i = 0; i < s->call->operand_count; i++)
        len += strlen(s->call->operands[i]) + 1;
    char *end = s->query = malloc(len + 1);
    if (!s->query)
        return session_no_memory(s);
    for (size_t i = 0; i < s->call->operand_count; i++) {
        if (i > 0)
            *end++ = ' ';
        end = stpcpy(end, s->call->operands[i]);
    }
    s->query_len = (size_t)(end - s->query);
    return EXIT_FOUND;
}

static int read_query(session *s, const char *path)
{
    FILE *in = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
    if (!in) {
        message_error(&s->messages, NULL, "%s can't be opened: %s", path, strerror(errno));
        return exit_code(DOSSIER_IO);
    }
    int code = EXIT_FOUND;
    s->query = malloc(QUERY_MOST + 1);
    if (s->query)
        s->query_len = fread(s->query, 1, QUERY_MOST + 1, in);
    if (!s->query) {
        code = session_no_memory(s);
    } else if (ferror(in)) {
        message_error(&s->messages, NULL, "%s can't be read: %s", path, strerror(errno));
        code = exit_code(DOSSIER_IO);
    } else if (s->query_len > QUERY_MOST) {
        code = session_mistake(s, NULL, "the query is longer than a million bytes");
    }
    if (in != stdin)
        fclose(in);
    while (s->query && s->query_len > 0 && strchr("\r\n", s->query[s->query_len - 1]))
        s->query_len--;
    return code;
}

bool session_take_query(session *s, const char *text)
{
    s->query = strdup(text);
    s->query_len = strlen(text);
    return s->query != NULL;
}

int session_find_query(session *s)
{
    static const char hint[] = "give words to search for, or --all for every document; "
                               "dossier-query --help tells more";
    size_t operands = s->call->operand_count;
    if (s->options.file && operands > 0)
        return session_mistake(s, NULL,
                               "the query comes from --file or from the arguments, not both");
    if (s->options.file)
        return read_query(s, s->options.file);
    if (operands == 1 && strcmp(s->call->operands[0], "-") == 0 && !s->call->after_dashes)
        return read_query(s, "-");
    if (operands == 0)
        return session_mistake(s, hint, "there is no query");
    return join_operands(s);
}

int session_expand(session *s)
{
    dossier_error error;
    char *text;
    size_t len;
    dossier_status status =
        dossier_saved_expand(s->index, s->query, s->query_len, &text, &len, &error);
    if (!text)
        return session_no_memory(s);
    bool same = len == s->query_len && memcmp(text, s->query, len) == 0;
    s->run.request.expanded = (dossier_text){same ? NULL : text, same ? 0 : len};
    s->typed = s->query;
    s->query = text;
    s->query_len = len;
    return status == DOSSIER_OK ? EXIT_FOUND : session_fail(s, &error);
}

/* ---- the index ---- */

int session_open(session *s)
{
    dossier_error error;
    const char *const *locations = s->options.index.values;
    size_t n = s->options.index.count;
    const char *variable = getenv("DOSSIER_INDEX");
    char *nearest = NULL;
    const char *one = variable && *variable ? variable : NULL;
    if (n == 0 && !one) {
        if (dossier_find_index(".", &nearest, &error) != DOSSIER_OK)
            return session_fail(s, &error);
        one = nearest;
    }
    if (n == 0) {
        locations = &one;
        n = 1;
    }
    dossier_status status = dossier_open(locations, n, &s->index, &error);
    free(nearest);
    return status == DOSSIER_OK ? EXIT_FOUND : session_fail(s, &error);
}
