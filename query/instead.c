/* SPDX-License-Identifier: GPL-2.0-or-later */
/* What dossier-query does in place of a search. */
#include "cli/exit.h"
#include "query/session.h"

int instead_show(session *s)
{
    dossier_error error;
    dossier_document *document;
    if (!s->run.format->document)
        return session_mistake(s, NULL, "--show is written as text, json or jsonl");
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_document_load(s->index, s->options.show, &document, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    if (!s->options.quiet) {
        format_begin(&s->run);
        format_document(&s->run, document);
        format_end(&s->run);
    }
    dossier_document_free(document);
    return EXIT_FOUND;
}

int instead_why(session *s)
{
    dossier_error error;
    dossier_document *document;
    if (!s->run.format->tags)
        return session_mistake(s, NULL, "--why is written as text, tsv, vimgrep, json or jsonl");
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_document_load(s->index, s->options.why, &document, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    if (!s->options.quiet) {
        format_begin(&s->run);
        format_tags(&s->run, document);
        format_end(&s->run);
    }
    dossier_document_free(document);
    return EXIT_FOUND;
}

int instead_entity(session *s)
{
    size_t n;
    dossier_error error;
    dossier_profiles *profiles;
    if (!s->run.format->profile)
        return session_mistake(s, NULL, "--entity is written as text, json or jsonl");
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_profiles_load(s->index, s->options.entity, &profiles, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    const dossier_profile *list = dossier_profiles_list(profiles, &n);
    format_begin(&s->run);
    for (size_t i = 0; i < n && !s->options.quiet; i++)
        format_profile(&s->run, &list[i]);
    format_end(&s->run);
    dossier_profiles_free(profiles);
    return EXIT_FOUND;
}

int instead_fields(session *s)
{
    size_t n;
    const dossier_field_info *fields = dossier_fields(&n);
    if (!s->run.format->field)
        return session_mistake(s, NULL, "--fields is written as text, tsv, json or jsonl");
    format_begin(&s->run);
    for (size_t i = 0; i < n; i++) {
        if (fields[i].name[0])
            format_field(&s->run, &fields[i]);
    }
    format_end(&s->run);
    return EXIT_FOUND;
}

int instead_evaluate(session *s)
{
    dossier_error error;
    dossier_measures measures;
    if (!s->run.format->measures)
        return session_mistake(s, NULL, "--evaluate is written as text, tsv, json or jsonl");
    if (s->call->operand_count != 2)
        return session_mistake(s, "dossier-query --evaluate QUERIES QRELS",
                               "--evaluate takes two files: the queries, and the judgments");
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_evaluate(s->index, s->call->operands[0], s->call->operands[1], s->options.run,
                         &measures, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    format_begin(&s->run);
    format_measures(&s->run, &measures);
    format_end(&s->run);
    return EXIT_FOUND;
}

/* Nothing but what programs expect: that it was done. */
static int done(session *s)
{
    if (!s->options.quiet) {
        format_begin(&s->run);
        format_end(&s->run);
    }
    return EXIT_FOUND;
}

int instead_save(session *s)
{
    dossier_error error;
    int code = session_find_query(s);
    s->run.request.query = (dossier_text){s->query, s->query_len};
    if (code == EXIT_FOUND)
        code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_saved_write(s->index, s->options.save, s->query, s->query_len, &error) !=
        DOSSIER_OK)
        return session_fail(s, &error);
    message_note(&s->messages, "saved; @%s stands for it in a query", s->options.save);
    return done(s);
}

int instead_forget(session *s)
{
    dossier_error error;
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_saved_remove(s->index, s->options.forget, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    return done(s);
}

int instead_saved(session *s)
{
    size_t n;
    dossier_error error;
    dossier_saved *saved;
    if (!s->run.format->saved)
        return session_mistake(s, NULL, "--saved is written as text, tsv, json or jsonl");
    int code = session_open(s);
    if (code != EXIT_FOUND)
        return code;
    if (dossier_saved_load(s->index, &saved, &error) != DOSSIER_OK)
        return session_fail(s, &error);
    const dossier_saved_query *list = dossier_saved_list(saved, &n);
    if (!s->options.quiet) {
        format_begin(&s->run);
        for (size_t i = 0; i < n; i++)
            format_saved(&s->run, &list[i]);
        format_end(&s->run);
    }
    dossier_saved_free(saved);
    return n ? EXIT_FOUND : EXIT_NOTHING_FOUND;
}
