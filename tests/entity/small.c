/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "tests/entity/small.h"

#include <stdio.h>

#include "entity/compile.h"
#include "tests/test.h"

static const char countries[] = "country\tsurface\tkind\tsource\n"
                                "RU\tRussia\tname\thand\n"
                                "RU\tRussian\tdemonym\thand\n"
                                "RU\tMoscow\tcapital\thand\n"
                                "RU\tKremlin\tmetonym\thand\n"
                                "US\tUnited States\tname\thand\n"
                                "US\tUS\tabbreviation\thand\n"
                                "US\tTexas\tregion\thand\n"
                                "FR\tFrance\tname\thand\n"
                                "FR\tParis\tcapital\thand\n"
                                "CN\tSino\tprefix\thand\n"
                                "SU\tSoviet Union\tname\thand\n"
                                "SU\t1922-12-30 1991-12-26\tlifetime\thand\n"
                                "SU\tMoscow\tcapital\thand\n"
                                "SU\tKremlin\tmetonym\thand\n"
                                "SU\tSoviet\tdemonym\thand\n"
                                "GE\tGeorgia\tname\thand\n"
                                "JO\tJordan\tname\thand\n"
                                "GB\tBritain\tname\thand\n";
static const char cities[] = "city\tcountry\tregion\tpopulation\tsource\n"
                             "Hamburg\tDE\t\t1800\thand\n";
static const char offices[] = "office\taliases\tcountry\trank\tsource\n"
                              "president\t\t\t1\thand\n"
                              "prime minister\t\t\t1\thand\n"
                              "foreign minister\tminister of foreign affairs\t\t1\thand\n"
                              "deputy foreign minister\t\t\t2\thand\n"
                              "secretary of state\t\tUS\t1\thand\n"
                              "secretary general of the united nations\tUN chief\t\t1\thand\n"
                              "general\tGen.\t\t3\thand\n"
                              "ambassador\t\t\t3\thand\n";
static const char officials[] =
    "official\tname\taliases\toffice\tcountry\tfrom\tto\tsource\n"
    "Q58217\tSergey Lavrov\tSergei V. Lavrov\tforeign minister\tRU\t2004-03-09\t\thand\n"
    "ivanov-igor\tIgor Ivanov\t\tforeign minister\tRU\t1998-09-11\t2004-02-24\thand\n"
    "Q7747\tVladimir Putin\t\tpresident\tRU\t2012-05-07\t\thand\n"
    "tillerson-rex\tRex Tillerson\t\tsecretary of state\tUS\t2017-02-01\t2018-03-31\thand\n"
    "kerry-john\tJohn Kerry\t\tsecretary of state\tUS\t2013-02-01\t2017-01-20\thand\n"
    "bush-george-w\tGeorge W. Bush\tGeorge Bush\tpresident\tUS\t2001-01-20\t2009-01-20\thand\n"
    "bush-jeb\tJeb Bush\t\tgovernor of Florida\tUS\t1999-01-05\t2007-01-02\thand\n"
    "may-theresa\tTheresa May\t\tprime minister\tGB\t2016-07-13\t2019-07-24\thand\n"
    "guterres-antonio\tAntónio Guterres\t\tsecretary general of the united nations\t\t2017-01-01\t"
    "\thand\n"
    "smith-john\tJohn Smith\t\tambassador to France\tUS\t1971-05-01\t1973-01-01\thand\n";
static const char organizations[] =
    "organization\tname\taliases\tcountry\tkind\tsource\n"
    "ru-foreign-ministry\tRussian Foreign Ministry\t\tRU\tministry\t"
    "hand\n"
    "un\tUnited Nations\tUN\t\tinternational\thand\n";
static const char agreements[] = "agreement\tname\taliases\tyear\tsource\n"
                                 "jcpoa\tJoint Comprehensive Plan of Action\tIran nuclear deal; "
                                 "JCPOA\t2015\thand\n"
                                 "paris-agreement\tParis Agreement\t\t2015\thand\n";
static const char names[] =
    "name\tkind\tsource\n"
    "sergey\tfirst\thand\nsergei\tfirst\thand\nigor\tfirst\thand\n"
    "john\tfirst\thand\ngeorge\tfirst\thand\njeb\tfirst\thand\n"
    "michael\tfirst\thand\nivan\tfirst\thand\nmr\thonorific\thand\n"
    "brother\trelation\thand\ntheresa\tfirst\thand\nmay\tbreak\thand\n"
    "library\tthing\thand\npa\tstate\thand\nmonday\tbreak\thand\nal\tparticle\thand\n"
    "vladimir\tfirst\thand\nrex\tfirst\thand\n";
static const char ambiguity[] = "surface\treading\tevidence\tsource\n"
                                "Georgia\tGE\tTbilisi;Russia\thand\n"
                                "Georgia\tUS:Georgia\tAtlanta;Alabama\thand\n"
                                "Jordan\tJO\t*;Amman\thand\n"
                                "Jordan\tperson\tbasketball\thand\n";
static const char rules[] = "rule\tsurface\tentity\tnote\tsource\n"
                            "block\tParis Hilton\t\t\thand\n"
                            "block\tMoscow Times\t\t\thand\n";

static void on_complaint(const char *file, size_t line, const char *reason, void *ctx)
{
    small *s = ctx;
    s->complaints++;
    snprintf(s->complaint, sizeof s->complaint, "%s:%zu: %s", file, line, reason);
}

small small_create(const char *users_table)
{
    static const struct {
        const char *name, *bytes;
    } tables[] = {{"countries.tsv", countries},
                  {"cities.tsv", cities},
                  {"offices.tsv", offices},
                  {"officials.tsv", officials},
                  {"organizations.tsv", organizations},
                  {"agreements.tsv", agreements},
                  {"names.tsv", names},
                  {"ambiguity.tsv", ambiguity},
                  {"rules.tsv", rules}};
    small s = {.bytes = BUF_INIT(1 << 26)};
    compiler *c;
    dossier_error error;
    assert_int_equal(compiler_create(on_complaint, &s, &c), DOSSIER_OK);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        assert_int_equal(compiler_add(c, tables[i].name, slice_of(tables[i].bytes), false, &error),
                         DOSSIER_OK);
    if (users_table)
        assert_int_equal(compiler_add(c, "mine.tsv", slice_of(users_table), true, &error),
                         DOSSIER_OK);
    assert_int_equal(compiler_finish(c, &s.bytes, &error), DOSSIER_OK);
    compiler_free(c);
    assert_int_equal(gazetteer_of_bytes(buf_slice(&s.bytes), &s.g, &error), DOSSIER_OK);
    return s;
}

void small_free(small *s)
{
    gazetteer_free(s->g);
    buf_free(&s->bytes);
}

uint32_t small_find(const small *s, entity_kind kind, const char *id)
{
    uint32_t found = gazetteer_find(s->g, kind, slice_of(id));
    if (found == GAZETTEER_NONE)
        fail_msg("no entity %s", id);
    return found;
}
