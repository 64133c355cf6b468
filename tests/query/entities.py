#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What dossier-query tells of entities, over a folder written for it: --why, --entity, --with.

usage: entities.py BIN"""

import json
import pathlib
import subprocess
import sys
import tempfile

BIN = pathlib.Path(sys.argv[1]).resolve()

# Lavrov and Kerry are always together; Merkel is everywhere; Hollande once, without him.
DAYS = {
    "a.txt": "Lavrov and Kerry agree\n\n2015-03-0{}\n\nForeign Minister Sergey Lavrov of Russia met "
             "Secretary of State John Kerry. Angela Merkel was told. Mr. Lavrov left.\n",
    "b.txt": "Markets rise\n\n2015-04-0{}\n\nChancellor Angela Merkel spoke in Berlin of trade.\n",
}
MEETING = "Minister opens hall\n\n2015-05-01\n\nFrançois Hollande, the president of France, and " \
          "Deputy Foreign Minister Zdenek Prochazka of Chad cut a ribbon.\n"


SPELLINGS = "Talks\n\n2015-05-02\n\nDeputy Foreign Minister {} Ivanchenko of Chad spoke.\n"


class Desk:
    def __init__(self, folder):
        self.folder = folder
        for name, text in DAYS.items():
            for day in range(1, 7):
                pathlib.Path(folder, f"{day}{name}").write_text(text.format(day))
        pathlib.Path(folder, "hall.txt").write_text(MEETING)
        for name in ("Sergei", "Sergey"):
            pathlib.Path(folder, name + ".txt").write_text(SPELLINGS.format(name))
        subprocess.run([BIN / "dossier-index", "-q", folder], check=True, timeout=120)

    def __call__(self, *arguments):
        return subprocess.run([BIN / "dossier-query", *arguments], cwd=self.folder, timeout=60,
                              capture_output=True)

    def records(self, *arguments):
        out = self(*arguments, "--format", "jsonl").stdout.decode()
        return [json.loads(line) for line in out.splitlines()][1:]


def the_company_of_an_official_comes_before_those_who_are_everywhere(desk):
    facet = desk.records("--with", "official:lavrov")[0]
    names = [value["name"] for value in facet["values"]]
    return names[0] == "John Kerry" and "Sergey Lavrov" not in names and \
        facet["values"][0]["count"] == facet["values"][0]["total"] == 6 and \
        facet["values"][0]["log_likelihood"] > 10.83 and \
        all(value["log_likelihood"] < 3.84 for value in facet["values"][1:])


def the_value_of_a_facet_is_the_id_of_the_hits(desk):
    records = desk.records("country:ru", "--facet", "country,official")
    ids = {kind: {entity["id"] for record in records if record["type"] == "hit"
                  for entity in record["entities"][kind]} for kind in ("country", "official")}
    return ids["country"] and all(ids[record["field"]] == {v["value"] for v in record["values"]}
                                  for record in records if record["type"] == "facet")


def with_lists_no_documents_unless_asked(desk):
    kinds = [record["type"] for record in desk.records("--with", "official:lavrov")]
    asked = [record["type"] for record in desk.records("--with", "official:lavrov", "--limit", "2")]
    return kinds == ["facet", "summary"] and asked.count("hit") == 2


def every_mention_tells_its_place_and_its_rule(desk):
    tags = {tag["name"]: tag for tag in desk.records("--why", "1a.txt")}
    lines = pathlib.Path(desk.folder, "1a.txt").read_bytes().splitlines(keepends=True)
    for tag in tags.values():
        for place in tag["places"]:
            if place["zone"] == "title":
                continue
            at = sum(map(len, lines[:place["line"] - 1])) + place["column"] - 1
            start, end = place["marks"][0]
            found = b"".join(lines)[at:].decode()
            if at != place["offset"] or not found.startswith(place["surface"]) or \
                    place["text"].encode()[start:end].decode() != place["surface"]:
                return False
    rules = [place["rule"] for place in tags["Sergey Lavrov"]["places"]]
    return rules == ["surname", "name", "surname"] and tags["Russia"]["focus"]


def an_official_of_no_gazetteer_is_known_by_the_documents(desk):
    tag = next(tag for tag in desk.records("--why", "hall.txt") if tag["provisional"])
    one = desk.records("--entity", "prochazka")
    return tag["name"] == "Zdenek Prochazka" and len(one) == 1 and one[0]["provisional"] and \
        one[0]["documents"] == 1 and one[0]["offices"] == []


def two_spellings_of_a_new_name_are_one(desk):
    one = desk.records("--entity", "official:Sergei Ivanchenko")
    return len(one) == 1 and one[0]["documents"] == 2 and \
        {s["value"] for s in one[0]["spellings"]} == {"Sergei Ivanchenko", "Sergey Ivanchenko"}


def an_entity_has_its_record_its_spellings_and_its_months(desk):
    one = desk.records("--entity", "official:lavrov")
    return len(one) == 1 and one[0]["name"] == "Sergey Lavrov" and one[0]["documents"] == 6 and \
        one[0]["months"] == [{"value": "2015-03", "count": 6}] and \
        {s["value"]: s["count"] for s in one[0]["spellings"]} == {"Sergey Lavrov": 6, "Lavrov": 12} \
        and any(held["office"] == "foreign minister" and held["country"] == "RU"
                for held in one[0]["offices"])


def a_name_of_nobody_is_told_with_those_that_are_near(desk):
    done = desk("--entity", "Angela Merkle")
    return done.returncode == 1 and not done.stdout and b"Angela Merkel" in done.stderr


def an_empty_name_is_a_mistake(desk):
    return all(done.returncode == 2 and b"there is no name" in done.stderr
               for done in (desk("--entity", ""), desk("--entity", "official: ")))


def a_mistake_in_the_query_of_with_has_its_place(desk):
    done = desk("--with", "official:nobodyatall")
    return done.returncode == 2 and b"  official:nobodyatall\n" in done.stderr


def main():
    with tempfile.TemporaryDirectory(prefix="dossier-entities-") as folder:
        desk = Desk(folder)
        failed = [case.__name__ for case in (
            the_company_of_an_official_comes_before_those_who_are_everywhere,
            the_value_of_a_facet_is_the_id_of_the_hits,
            with_lists_no_documents_unless_asked,
            every_mention_tells_its_place_and_its_rule,
            an_official_of_no_gazetteer_is_known_by_the_documents,
            two_spellings_of_a_new_name_are_one,
            an_entity_has_its_record_its_spellings_and_its_months,
            a_name_of_nobody_is_told_with_those_that_are_near,
            an_empty_name_is_a_mistake,
            a_mistake_in_the_query_of_with_has_its_place) if not case(desk)]
    for name in failed:
        print("failed:", name.replace("_", " "))
    return len(failed) > 0


if __name__ == "__main__":
    sys.exit(main())
