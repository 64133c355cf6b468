/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Spelling correction and synonyms: reading and changing them.
 */
#include "handles.hh"

using namespace xapian_c;

xapian_status xapian_database_spelling_suggestion(xapian_database *db, const char *word,
                                                  size_t word_len, unsigned max_edits,
                                                  const char **bytes, size_t *len,
                                                  xapian_error *err)
{
    return lend(db, bytes, len, err, [&](const xapian_database &d) {
        return d.db.get_spelling_suggestion(bytes_of(word, word_len), max_edits);
    });
}

xapian_status xapian_database_spellings(const xapian_database *db, xapian_term_iter **out,
                                        xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.spellings_begin(); });
}

xapian_status xapian_database_synonyms(const xapian_database *db, const char *term, size_t len,
                                       xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.synonyms_begin(bytes_of(term, len)); });
}

xapian_status xapian_database_synonym_keys(const xapian_database *db, const char *prefix,
                                           size_t len, xapian_term_iter **out, xapian_error *err)
{
    return make(out, err, [&] { return need(db).db.synonym_keys_begin(bytes_of(prefix, len)); });
}

xapian_status xapian_writable_database_add_spelling(xapian_writable_database *db, const char *word,
                                                    size_t len, xapian_termcount increment,
                                                    xapian_error *err)
{
    return guard(err, [&] { need(db).db.add_spelling(bytes_of(word, len), increment); });
}

xapian_status xapian_writable_database_remove_spelling(xapian_writable_database *db,
                                                       const char *word, size_t len,
                                                       xapian_termcount decrement,
                                                       xapian_error *err)
{
    return guard(err, [&] { need(db).db.remove_spelling(bytes_of(word, len), decrement); });
}

xapian_status xapian_writable_database_add_synonym(xapian_writable_database *db, const char *term,
                                                   size_t term_len, const char *synonym,
                                                   size_t synonym_len, xapian_error *err)
{
    return guard(err, [&] {
        need(db).db.add_synonym(bytes_of(term, term_len), bytes_of(synonym, synonym_len));
    });
}

xapian_status xapian_writable_database_remove_synonym(xapian_writable_database *db,
                                                      const char *term, size_t term_len,
                                                      const char *synonym, size_t synonym_len,
                                                      xapian_error *err)
{
    return guard(err, [&] {
        need(db).db.remove_synonym(bytes_of(term, term_len), bytes_of(synonym, synonym_len));
    });
}

xapian_status xapian_writable_database_clear_synonyms(xapian_writable_database *db,
                                                      const char *term, size_t len,
                                                      xapian_error *err)
{
    return guard(err, [&] { need(db).db.clear_synonyms(bytes_of(term, len)); });
}
