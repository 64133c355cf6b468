#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Word-level precision, recall and F1 of the story taken from saved web pages.

    measure_html.py PROGRAM FOLDER [WORST]

PROGRAM is article_story; FOLDER holds ground-truth.json ({id: {articleBody, url}}) and
html/ID.html.gz. Prints the WORST pages (10) and the means over all pages.
"""
import collections
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile


def words(text):
    return collections.Counter(re.findall(r"\w+", text.lower()))


def unpack(folder, ids, into):
    paths = []
    for page in ids:
        path = os.path.join(into, page + ".html")
        with gzip.open(os.path.join(folder, "html", page + ".html.gz")) as packed:
            with open(path, "wb") as out:
                out.write(packed.read())
        paths.append(path)
    return paths


def stories(program, paths):
    out = subprocess.run([program] + paths, stdout=subprocess.PIPE, check=True).stdout
    found = {}
    for part in out.decode("utf-8", "replace").split("\1")[1:]:
        name, _, text = part.partition("\n")
        found[os.path.basename(name)[: -len(".html")]] = text
    return found


def score(wanted, got):
    wanted, got = words(wanted), words(got)
    shared = sum((wanted & got).values())
    precision = shared / max(1, sum(got.values()))
    recall = shared / max(1, sum(wanted.values()))
    total = precision + recall
    return (2 * precision * recall / total if total else 0.0, precision, recall)


def main():
    program, folder = sys.argv[1:3]
    worst = int(sys.argv[3]) if len(sys.argv) > 3 else 10
    with open(os.path.join(folder, "ground-truth.json"), encoding="utf-8") as file:
        truth = json.load(file)
    with tempfile.TemporaryDirectory() as scratch:
        found = stories(program, unpack(folder, sorted(truth), scratch))
    rows = sorted((score(page["articleBody"], found.get(key, "")), page["url"]) for key, page in truth.items())
    for (f1, precision, recall), url in rows[:worst]:
        print(f"{f1:.3f}  p {precision:.3f}  r {recall:.3f}  {url}")
    means = [sum(row[0][i] for row in rows) / len(rows) for i in range(3)]
    print(f"{len(rows)} pages: F1 {means[0]:.4f}, precision {means[1]:.4f}, recall {means[2]:.4f}")


if __name__ == "__main__":
    main()
