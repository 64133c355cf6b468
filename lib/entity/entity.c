/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "entity/entity.h"

const char *entity_kind_name(entity_kind kind)
{
    static const char *const names[ENTITY_KINDS] = {
        [ENTITY_OFFICIAL] = "official", [ENTITY_COUNTRY] = "country",
        [ENTITY_ORGANIZATION] = "org",  [ENTITY_AGREEMENT] = "agreement",
        [ENTITY_OFFICE] = "office",
    };
    return (unsigned)kind < ENTITY_KINDS ? names[kind] : "";
}

const char *entity_zone_name(entity_zone zone)
{
    static const char *const names[ENTITY_ZONES] = {
        [ENTITY_IN_TITLE] = "title",       [ENTITY_IN_LEAD] = "lead",
        [ENTITY_IN_BODY] = "body",         [ENTITY_IN_HEADING] = "heading",
        [ENTITY_IN_DATELINE] = "dateline",
    };
    return (unsigned)zone < ENTITY_ZONES ? names[zone] : "";
}

/* What a rule is called, for programs and for people. */
static const struct {
    const char *name, *text;
} rules[ENTITY_RULES] = {
    [ENTITY_BY_NAME] = {"name", "its name"},
    [ENTITY_BY_DEMONYM] = {"demonym", "the word for its people"},
    [ENTITY_BY_ABBREVIATION] = {"abbreviation", "its abbreviation"},
    [ENTITY_BY_CAPITAL] = {"capital", "its capital"},
    [ENTITY_BY_METONYM] = {"metonym", "a name that stands for its government"},
    [ENTITY_BY_REGION] = {"region", "a part of it"},
    [ENTITY_BY_CITY] = {"city", "a city in it"},
    [ENTITY_BY_EVIDENCE] = {"evidence",
                            "one of several meanings, decided by the rest of the document"},
    [ENTITY_BY_SPELLING] = {"spelling", "another spelling of the name"},
    [ENTITY_BY_TITLE] = {"title", "a title and a surname that fit office, country and date"},
    [ENTITY_BY_SURNAME] = {"surname", "the surname of a person named in full in the document"},
    [ENTITY_BY_PROMINENCE] = {"prominence", "the surname of one who held high office at the time"},
    [ENTITY_BY_OFFICE] = {"office", "the office alone: who held it on the document's date"},
    [ENTITY_BY_INTRODUCTION] = {"introduction", "a title and a name that no gazetteer has"},
};

const char *entity_rule_name(entity_rule rule)
{
    return (unsigned)rule < ENTITY_RULES ? rules[rule].name : "";
}

const char *entity_rule_text(entity_rule rule)
{
    return (unsigned)rule < ENTITY_RULES ? rules[rule].text : "";
}
