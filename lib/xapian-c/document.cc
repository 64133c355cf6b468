/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Documents: terms with positions, values, data.
 */
#include "handles.hh"

using namespace xapian_c;

using Doc = const xapian_document &;

xapian_status xapian_document_create(xapian_document **out, xapian_error *err)
{
    return make(out, err, [] { return Xapian::Document(); });
}

void xapian_document_free(xapian_document *doc)
{
    delete doc;
}

xapian_status xapian_document_add_postings(xapian_document *doc, const xapian_posting *postings,
                                           size_t n, xapian_error *err)
{
    return guard(err, [&] {
        Xapian::Document &target = need(doc).doc;
        if (n)
            need(postings);
        std::string term; /* one buffer for all */
        for (const xapian_posting *p = postings; p < postings + n; p++) {
            term.assign(p->len ? &need(p->term) : "", p->len);
            if (p->n_positions)
                need(p->positions);
            target.add_term(term, p->wdf_inc);
            for (size_t i = 0; i < p->n_positions; i++)
                target.add_posting(term, p->positions[i], 0);
        }
    });
}

xapian_status xapian_document_add_posting(xapian_document *doc, const char *term, size_t len,
                                          xapian_termpos position, xapian_termcount wdf_inc,
                                          xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.add_posting(bytes_of(term, len), position, wdf_inc); });
}

xapian_status xapian_document_add_term(xapian_document *doc, const char *term, size_t len,
                                       xapian_termcount wdf_inc, xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.add_term(bytes_of(term, len), wdf_inc); });
}

xapian_status xapian_document_add_boolean_term(xapian_document *doc, const char *term, size_t len,
                                               xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.add_boolean_term(bytes_of(term, len)); });
}

xapian_status xapian_document_remove_term(xapian_document *doc, const char *term, size_t len,
                                          xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.remove_term(bytes_of(term, len)); });
}

xapian_status xapian_document_remove_posting(xapian_document *doc, const char *term, size_t len,
                                             xapian_termpos position, xapian_termcount wdf_dec,
                                             xapian_error *err)
{
    return guard(err,
                 [&] { need(doc).doc.remove_posting(bytes_of(term, len), position, wdf_dec); });
}

xapian_status xapian_document_clear_terms(xapian_document *doc, xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.clear_terms(); });
}

xapian_status xapian_document_set_values(xapian_document *doc, const xapian_value *values, size_t n,
                                         xapian_error *err)
{
    return guard(err, [&] {
        Xapian::Document &target = need(doc).doc;
        if (n)
            need(values);
        for (const xapian_value *v = values; v < values + n; v++)
            target.add_value(v->slot, bytes_of(v->data, v->len));
    });
}

xapian_status xapian_document_set_value(xapian_document *doc, xapian_valueno slot, const char *data,
                                        size_t len, xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.add_value(slot, bytes_of(data, len)); });
}

xapian_status xapian_document_clear_values(xapian_document *doc, xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.clear_values(); });
}

xapian_status xapian_document_value(xapian_document *doc, xapian_valueno slot, const char **bytes,
                                    size_t *len, xapian_error *err)
{
    return lend(doc, bytes, len, err, [&](Doc d) { return d.doc.get_value(slot); });
}

xapian_status xapian_document_values_count(const xapian_document *doc, xapian_termcount *out,
                                           xapian_error *err)
{
    return get(doc, out, err, [](Doc d) { return d.doc.values_count(); });
}

xapian_status xapian_document_values(const xapian_document *doc, xapian_value_iter **out,
                                     xapian_error *err)
{
    return guard(err, [&] {
        xapian_value_iter *&target = need(out);
        Doc d = need(doc);
        target = new xapian_value_iter{d.doc.values_begin(), d.doc};
    });
}

xapian_status xapian_document_set_data(xapian_document *doc, const char *data, size_t len,
                                       xapian_error *err)
{
    return guard(err, [&] { need(doc).doc.set_data(bytes_of(data, len)); });
}

xapian_status xapian_document_data(xapian_document *doc, const char **bytes, size_t *len,
                                   xapian_error *err)
{
    return lend(doc, bytes, len, err, [](Doc d) { return d.doc.get_data(); });
}

xapian_status xapian_document_terms(const xapian_document *doc, xapian_term_iter **out,
                                    xapian_error *err)
{
    return guard(err, [&] {
        xapian_term_iter *&target = need(out);
        Doc d = need(doc);
        target = new xapian_term_iter{d.doc.termlist_begin(), d.doc};
    });
}

xapian_status xapian_document_terms_count(const xapian_document *doc, xapian_termcount *out,
                                          xapian_error *err)
{
    return get(doc, out, err, [](Doc d) { return d.doc.termlist_count(); });
}

xapian_status xapian_document_docid(const xapian_document *doc, xapian_docid *out,
                                    xapian_error *err)
{
    return get(doc, out, err, [](Doc d) { return d.doc.get_docid(); });
}

xapian_status xapian_document_serialise(xapian_document *doc, const char **bytes, size_t *len,
                                        xapian_error *err)
{
    return lend(doc, bytes, len, err, [](Doc d) { return d.doc.serialise(); });
}

xapian_status xapian_document_unserialise(const char *bytes, size_t len, xapian_document **out,
                                          xapian_error *err)
{
    return make(out, err, [&] { return Xapian::Document::unserialise(bytes_of(bytes, len)); });
}

xapian_status xapian_document_description(xapian_document *doc, const char **bytes, size_t *len,
                                          xapian_error *err)
{
    return lend(doc, bytes, len, err, [](Doc d) { return d.doc.get_description(); });
}
