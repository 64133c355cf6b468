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

const char *entity_rule_text(entity_rule rule)
{
    static const char *const texts[ENTITY_RULES] = {
        [ENTITY_BY_NAME] = "its name",
        [ENTITY_BY_DEMONYM] = "the word for its people",
        [ENTITY_BY_ABBREVIATION] = "its abbreviation",
        [ENTITY_BY_CAPITAL] = "its capital",
        [ENTITY_BY_METONYM] = "a name that stands for its government",
        [ENTITY_BY_REGION] = "a part of it",
        [ENTITY_BY_CITY] = "a city in it",
        [ENTITY_BY_EVIDENCE] = "one of several meanings, decided by the rest of the document",
        [ENTITY_BY_SPELLING] = "another spelling of the name",
        [ENTITY_BY_TITLE] = "a title and a surname that fit office, country and date",
        [ENTITY_BY_SURNAME] = "the surname of a person named in full in the document",
        [ENTITY_BY_PROMINENCE] = "the surname of one who held high office at the time",
        [ENTITY_BY_OFFICE] = "the office alone: who held it on the document's date",
        [ENTITY_BY_INTRODUCTION] = "a title and a name that no gazetteer has",
    };
    return (unsigned)rule < ENTITY_RULES ? texts[rule] : "";
}
