#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The article that the project grew out of: every official, country and agency, and no wrong one.

    seed.py BIN FILE

The lists were made by reading it. The text is its publisher's and not part of the project: where
FILE is absent the test is skipped (exit code 77).
"""
import json
import os
import subprocess
import sys
import tempfile

OFFICIALS = """Donald Trump, Vladimir Putin, Rex Tillerson, Anatoly Antonov, Barack Obama,
Sergey Lavrov, Nikki Haley, James Mattis, Valery Gerasimov, Wess Mitchell, Mike Pompeo,
Joseph Dunford, Hillary Clinton, Kurt Volker, Tom Shannon, George W. Bush, Andrey Krutskikh,
Brett McGurk, Michael Ratney, Sergei Ryabkov"""
COUNTRIES = "RU US UA SY BY AF AZ CN TR IR"
# Named by a city in it, or by a peninsula with two states.
COUNTRIES_ALLOWED = "DE PH KR KP"
BODIES = """us-state-department us-white-house us-congress us-defense-department us-fbi us-nsc us-cia
ru-duma un"""
BODIES_ALLOWED = "brookings carnegie-endowment ru-embassy-washington us-joint-chiefs ru-defense-ministry"
AGREEMENTS = "jcpoa"


def compare(kind, found, wanted, allowed=()):
    missing, wrong = set(wanted) - set(found), set(found) - set(wanted) - set(allowed)
    for names, what in ((missing, "missing"), (wrong, "wrong")):
        if names:
            print(f"{kind}: {what}: {', '.join(sorted(names))}")
    return not missing and not wrong


def main():
    programs, article = sys.argv[1], sys.argv[2]
    if not os.path.exists(article):
        print(f"skipped: there is no {article}")
        return 77
    with tempfile.TemporaryDirectory(prefix="dossier-seed-") as folder:
        subprocess.run([os.path.join(programs, "dossier-index"), "--quiet", "--index", folder,
                        article], check=True, timeout=120)
        out = subprocess.run([os.path.join(programs, "dossier-query"), "--index", folder, "--all",
                              "--format", "jsonl"], check=True, capture_output=True, timeout=60)
    hit = next(record for record in map(json.loads, out.stdout.decode().splitlines())
               if record["type"] == "hit")
    tags = hit["entities"]
    ids = {kind: [entity["id"] for entity in tags[kind]] for kind in tags}
    good = compare("officials", [entity["name"] for entity in tags["official"]],
                   [" ".join(name.split()) for name in OFFICIALS.split(",")])
    good &= compare("countries", ids["country"], COUNTRIES.split(), COUNTRIES_ALLOWED.split())
    good &= compare("bodies", ids["org"], BODIES.split(), BODIES_ALLOWED.split())
    good &= compare("agreements", ids["agreement"], AGREEMENTS.split())
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
