/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "query/format/typed.h"

#include <string.h>

#include "text/date.h"
#include "text/utf8.h"

static void open_record(emitter *e, const char *key, const char *type)
{
    emit_object(e, key);
    emit_string(e, "type", type);
}

static void put_date(emitter *e, const char *key, dossier_date when)
{
    char text[16];
    emit_string(e, key, date_format(when, text));
}

/* A path is any bytes; where they are no UTF-8 the string can't say them, and base64 does. */
static void put_path(emitter *e, const char *key, const char *key_b64, dossier_text path)
{
    emit_text(e, key, path);
    if (!utf8_is_valid(path.data, path.len))
        emit_base64(e, key_b64, path);
}

/* What the places of warnings and errors are in, where it is not the query itself. */
static void put_expanded(emitter *e, dossier_text expanded)
{
    if (expanded.len)
        emit_text(e, "expanded", expanded);
}

void typed_header_members(emitter *e, const format_request *request)
{
    bool path = format_is_of_path(request->mode);
    emit_number(e, "schema", FORMAT_SCHEMA);
    emit_string(e, "version", dossier_version());
    emit_string(e, "mode", format_mode_name(request->mode));
    emit_text(e, "query", path ? (dossier_text){NULL, 0} : request->query);
    put_expanded(e, request->expanded);
    if (path)
        put_path(e, "path", "path_b64", request->query);
}

void typed_explain(emitter *e, const char *key, dossier_text text)
{
    open_record(e, key, "explain");
    emit_text(e, "text", text);
    emit_close(e);
}

void typed_warning(emitter *e, const char *key, const dossier_warning *warning)
{
    open_record(e, key, "warning");
    emit_string(e, "code", warning->code);
    emit_text(e, "message", warning->message);
    emit_number(e, "offset", warning->offset);
    emit_number(e, "length", warning->length);
    emit_close(e);
}

static void put_marks(emitter *e, const dossier_snippet *s)
{
    emit_list(e, "marks");
    for (size_t i = 0; i < s->n_marks; i++) {
        emit_list(e, NULL);
        emit_number(e, NULL, s->marks[i].from);
        emit_number(e, NULL, s->marks[i].to);
        emit_close(e);
    }
    emit_close(e);
}

static void put_snippet_members(emitter *e, const dossier_snippet *s)
{
    emit_text(e, "text", s->text);
    put_marks(e, s);
    emit_number(e, "offset", s->offset);
    emit_number(e, "line", s->line);
    emit_number(e, "column", s->column);
    emit_text(e, "section", s->section);
}

static void put_snippet(emitter *e, const dossier_snippet *s)
{
    emit_object(e, NULL);
    put_snippet_members(e, s);
    emit_close(e);
}

/* What a hit and a document have in common. */
static void put_fields(emitter *e, const dossier_hit *hit)
{
    put_path(e, "path", "path_b64", hit->path);
    emit_text(e, "title", hit->title);
    emit_list(e, "byline");
    for (size_t i = 0; i < hit->n_bylines; i++)
        emit_text(e, NULL, hit->bylines[i]);
    emit_close(e);
    put_date(e, "date", hit->date);
    put_date(e, "updated", hit->updated);
    emit_text(e, "source", hit->source);
    emit_text(e, "kind", hit->kind);
    emit_text(e, "language", hit->language);
    emit_text(e, "url", hit->url);
    emit_text(e, "id", hit->id);
    emit_bool(e, "source_lines", hit->source_lines);
    emit_bool(e, "source_bytes", hit->source_bytes);
}

/* One kind of entity, as a list; which keys its members have is the kind's. */
static void put_entity_kind(emitter *e, const char *kind, const dossier_hit *hit)
{
    bool official = strcmp(kind, "official") == 0, country = strcmp(kind, "country") == 0;
    emit_list(e, kind);
    for (size_t i = 0; i < hit->n_entities; i++) {
        const dossier_entity *entity = &hit->entities[i];
        if (strcmp(entity->kind, kind) != 0)
            continue;
        emit_object(e, NULL);
        emit_text(e, "id", entity->id);
        emit_text(e, "name", entity->name);
        if (official) {
            emit_text(e, "office", entity->office);
            emit_text(e, "country", entity->country);
            emit_bool(e, "provisional", entity->provisional);
        }
        emit_real(e, "mentions", entity->mentions, 1);
        if (country)
            emit_bool(e, "focus", entity->focus);
        emit_real(e, "confidence", entity->confidence, 2);
        emit_close(e);
    }
    emit_close(e);
}

static void put_entities(emitter *e, const dossier_hit *hit)
{
    static const char *const kinds[] = {"official", "country", "org", "agreement", "office"};
    emit_object(e, "entities");
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        put_entity_kind(e, kinds[i], hit);
    emit_close(e);
}

void typed_hit(emitter *e, const char *key, const dossier_hit *hit)
{
    open_record(e, key, "hit");
    emit_number(e, "rank", hit->rank);
    emit_real(e, "score", hit->score, 6);
    put_fields(e, hit);
    emit_list(e, "snippets");
    for (size_t i = 0; i < hit->n_snippets; i++)
        put_snippet(e, &hit->snippets[i]);
    emit_close(e);
    put_entities(e, hit);
    emit_close(e);
}

void typed_facet(emitter *e, const char *key, const dossier_facet *facet)
{
    open_record(e, key, "facet");
    emit_string(e, "field", facet->name);
    emit_list(e, "values");
    for (size_t i = 0; i < facet->n_values; i++) {
        emit_object(e, NULL);
        emit_text(e, "value", facet->values[i].value);
        if (facet->values[i].name.len)
            emit_text(e, "name", facet->values[i].name);
        emit_number(e, "count", facet->values[i].count);
        if (facet->associated) {
            emit_number(e, "total", facet->values[i].total);
            emit_real(e, "log_likelihood", facet->values[i].log_likelihood, 2);
        }
        emit_close(e);
    }
    emit_close(e);
    emit_number(e, "more", facet->n_more);
    emit_close(e);
}

void typed_summary(emitter *e, const char *key, const format_summary *summary)
{
    open_record(e, key, "summary");
    emit_number(e, "matches", summary->matches);
    emit_bool(e, "exact", summary->exact);
    emit_bool(e, "partial", summary->partial);
    emit_number(e, "shown", summary->shown);
    emit_real(e, "elapsed_ms", summary->elapsed_ms, 3);
    emit_close(e);
}

void typed_line_members(emitter *e, const format_line *line)
{
    emit_number(e, "line", line->number);
    emit_text(e, "query", line->query);
    put_expanded(e, line->expanded);
}

void typed_totals(emitter *e, const char *key, const format_totals *totals)
{
    open_record(e, key, "totals");
    emit_number(e, "queries", totals->queries);
    emit_number(e, "found", totals->found);
    emit_number(e, "partial", totals->partial);
    emit_number(e, "nothing", totals->nothing);
    emit_number(e, "failed", totals->failed);
    emit_real(e, "elapsed_ms", totals->elapsed_ms, 3);
    emit_close(e);
}

static void put_pieces(emitter *e, const dossier_document *document, bool dropped)
{
    size_t n;
    dossier_text text = dossier_document_text(document);
    const dossier_piece *pieces = dossier_document_pieces(document, &n);
    emit_list(e, "pieces");
    for (size_t i = 0; i < n; i++) {
        const dossier_piece *piece = &pieces[i];
        if (piece->reason[0] && !dropped)
            continue;
        emit_object(e, NULL);
        emit_string(e, "role", piece->role);
        emit_string(e, "reason", piece->reason);
        emit_number(e, "offset", piece->offset);
        emit_number(e, "length", piece->length);
        emit_text(e, "text", (dossier_text){text.data + piece->offset, piece->length});
        emit_close(e);
    }
    emit_close(e);
}

void typed_document(emitter *e, const char *key, const dossier_document *document, bool dropped)
{
    open_record(e, key, "document");
    put_fields(e, dossier_document_fields(document));
    emit_text(e, "guesses", dossier_document_guesses(document));
    put_entities(e, dossier_document_fields(document));
    put_pieces(e, document, dropped);
    emit_close(e);
}

static void put_mention(emitter *e, const dossier_mention *m)
{
    emit_object(e, NULL);
    emit_text(e, "surface", m->surface);
    put_snippet_members(e, &m->around);
    emit_string(e, "zone", m->zone);
    emit_string(e, "rule", m->rule);
    emit_string(e, "reason", m->reason);
    emit_real(e, "confidence", m->confidence, 2);
    emit_close(e);
}

void typed_tag(emitter *e, const char *key, const dossier_document *document, size_t entity)
{
    size_t n;
    const dossier_entity *tag = &dossier_document_fields(document)->entities[entity];
    const dossier_mention *mentions = dossier_document_mentions(document, &n);
    open_record(e, key, "tag");
    emit_string(e, "kind", tag->kind);
    emit_text(e, "id", tag->id);
    emit_text(e, "name", tag->name);
    emit_text(e, "office", tag->office);
    emit_text(e, "country", tag->country);
    emit_bool(e, "provisional", tag->provisional);
    emit_bool(e, "focus", tag->focus);
    emit_real(e, "mentions", tag->mentions, 1);
    emit_real(e, "confidence", tag->confidence, 2);
    emit_list(e, "places");
    for (size_t i = 0; i < n; i++)
        if (mentions[i].entity == entity)
            put_mention(e, &mentions[i]);
    emit_close(e);
    emit_close(e);
}

static void put_counts(emitter *e, const char *key, const dossier_facet_value *values, size_t n)
{
    emit_list(e, key);
    for (size_t i = 0; i < n; i++) {
        emit_object(e, NULL);
        emit_text(e, "value", values[i].value);
        emit_number(e, "count", values[i].count);
        emit_close(e);
    }
    emit_close(e);
}

void typed_profile(emitter *e, const char *key, const dossier_profile *p)
{
    open_record(e, key, "entity");
    emit_string(e, "kind", p->kind);
    emit_text(e, "id", p->id);
    emit_text(e, "name", p->name);
    emit_text(e, "country", p->country);
    emit_bool(e, "provisional", p->provisional);
    emit_list(e, "aliases");
    for (size_t i = 0; i < p->n_aliases; i++)
        emit_text(e, NULL, p->aliases[i]);
    emit_close(e);
    emit_list(e, "offices");
    for (size_t i = 0; i < p->n_offices; i++) {
        emit_object(e, NULL);
        emit_text(e, "office", p->offices[i].office);
        emit_text(e, "country", p->offices[i].country);
        put_date(e, "from", p->offices[i].from);
        put_date(e, "to", p->offices[i].to);
        emit_close(e);
    }
    emit_close(e);
    emit_number(e, "documents", p->documents);
    emit_number(e, "mentions", p->mentions);
    put_counts(e, "spellings", p->spellings, p->n_spellings);
    put_counts(e, "months", p->months, p->n_months);
    emit_close(e);
}

void typed_field(emitter *e, const char *key, const dossier_field_info *field)
{
    open_record(e, key, "field");
    emit_string(e, "name", field->name);
    emit_string(e, "help", field->help);
    emit_string(e, "example", field->example);
    emit_bool(e, "facet", field->facet);
    emit_close(e);
}

void typed_saved(emitter *e, const char *key, const dossier_saved_query *query)
{
    open_record(e, key, "saved");
    emit_text(e, "name", query->name);
    emit_text(e, "text", query->text);
    emit_close(e);
}

void typed_measures(emitter *e, const char *key, const dossier_measures *measures)
{
    open_record(e, key, "measures");
    emit_number(e, "queries", measures->queries);
    emit_real(e, "map", measures->map, 6);
    emit_real(e, "ndcg10", measures->ndcg10, 6);
    emit_real(e, "p10", measures->p10, 6);
    emit_close(e);
}

void typed_failure(emitter *e, const char *key, const dossier_error *error)
{
    open_record(e, key, "error");
    emit_string(e, "status", dossier_status_name(error->status));
    emit_string(e, "message", error->message);
    emit_string(e, "hint", error->hint);
    emit_number(e, "offset", error->offset);
    emit_number(e, "length", error->length);
    emit_close(e);
}
