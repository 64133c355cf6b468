#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Everything that dossier-query writes as JSON, against doc/schema/results.schema.json: runs the
programs over the corpus and checks each record of each output, closed, so that a key that is not in
the schema is a fault too. Then what a schema can't say: order, and places that must be true.

usage: schema.py BIN CORPUS SCHEMA"""

import base64
import copy
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import jsonschema

BIN, CORPUS, SCHEMA = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])
PLAIN = (b".txt", b".md")  # files that are their text
ORDER = ["header", "explain", "warning", "hit", "facet", "error", "summary"]

# Arguments, and the exit codes that may come of them.
RUNS = [
    (["treaty"], {0}),
    (["treaty", "--snippets", "3", "--limit", "50"], {0}),
    (["test ban", "--snippets", "0"], {0}),
    (["--any", "ozone", "hormuz", "--limit", "3", "--offset", "2"], {0}),
    (["--facet", "source,kind,month", "--facet", "year,lang", "--facet-limit", "2", "treaty"], {0}),
    (["--explain", "\"test ban\" -kennedy (moscow OR geneva) sanction*"], {0, 1}),
    (["--count", "treaty"], {0}),
    (["--sort", "oldest", "date:1960..1990"], {0}),
    (["--all"], {0}),
    (["--similar", "articles/1963-test-ban-treaty.txt"], {0}),
    (["--show", "articles/1963-test-ban-treaty.txt"], {0}),
    (["--show", "articles/1963-test-ban-treaty.txt", "--show-dropped"], {0}),
    (["--show", "articles/none.txt"], {1}),
    (["--fields"], {0}),
    (["--why", "articles/1963-test-ban-treaty.txt"], {0}),
    (["--why", "articles/none.txt"], {1}),
    (["--entity", "gromyko"], {0}),
    (["--entity", "Thomas"], {0}),
    (["--entity", "xyzzyx"], {1}),
    (["--with", "country:iran", "--facet", "official,org,source,month"], {0}),
    (["--with", "(iran"], {0, 2}),
    (["xyzzyx"], {1}),
    (["treaty", "xyzzyx", "ozone", "hotline", "hormuz"], {0, 1}),
    (["(treaty"], {0, 2}),
    (["\"treaty"], {0, 1, 2}),
    (["treaty AND"], {0, 2}),
    (["nosuchfield:treaty"], {0, 1, 2}),
    (["title:(", ")"], {0, 1, 2}),
    (["--facet", "nosuchfield", "treaty"], {2}),
    (["--index", "nowhere", "treaty"], {66}),
    (["odd"], {0}),
    (["--save", "kept", "treaty", "-iran"], {0}),
    (["--saved"], {0}),
    (["@kept"], {0}),
    (["@nosuch"], {2}),
    (["--save", "x", "(treaty"], {2}),
    (["--forget", "nosuch"], {1}),
    ([b"caf\xc3\xa9 \xff\xfe \x01"], {0, 1, 2}),
]

# A list of queries, and what it is asked with.
BATCH = """# a list
treaty
nosuchthing
treaty xyzzyx
"abc" "def
official:gromyco
(treaty
caf\u00e9
@kept
@nosuch
"""
BATCHES = [[], ["--limit", "2", "--facet", "source,official"], ["--count"], ["--explain"]]

faults = []


def fault(what):
    print(what)
    faults.append(what)


def closed(schema):
    """The schema with every object closed to keys that it does not name."""
    schema = copy.deepcopy(schema)

    def close(node):
        if isinstance(node, dict):
            if "properties" in node:
                node["additionalProperties"] = False
            for child in node.values():
                close(child)
        elif isinstance(node, list):
            for child in node:
                close(child)

    close(schema["$defs"])
    return schema


def once(pairs):
    """An object; the same key twice is a fault that json.loads would pass over."""
    keys = [key for key, _ in pairs]
    if len(keys) != len(set(keys)):
        fault(f"a key comes twice: {keys}")
    return dict(pairs)


def run(folder, arguments):
    done = subprocess.run([BIN / "dossier-query", *arguments], cwd=folder, timeout=120,
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout


def check(validator, record, where):
    """One record (or the whole object of json) against its own definition, for a clear message."""
    kind = record.get("type")
    if kind not in validator.schema["$defs"]:
        fault(f"{where}: no such record: {kind}")
        return
    part = {"$ref": f"#/$defs/{kind}", "$defs": validator.schema["$defs"]}
    for error in jsonschema.Draft202012Validator(part).iter_errors(record):
        fault(f"{where}: {kind}: {error.json_path}: {error.message[:200]}")
    if not validator.is_valid(record):
        fault(f"{where}: {kind} is not one of the records")


def path_of(record):
    if "path_b64" in record:
        return base64.b64decode(record["path_b64"])
    return os.fsencode(record["path"])


def check_place(folder, hit, snippet, where):
    text = snippet["text"].encode()
    at = 0
    for start, end in snippet["marks"]:
        if not at <= start < end <= len(text):
            fault(f"{where}: mark {start}..{end} in a passage of {len(text)} bytes")
            return
        text[start:end].decode()
        at = end
    if not snippet["marks"] or not hit["source_bytes"]:
        return
    if not path_of(hit).endswith(PLAIN) or b"#" in path_of(hit):
        return
    found = text[slice(*snippet["marks"][0])]
    source = pathlib.Path(os.fsdecode(os.path.join(os.fsencode(folder), path_of(hit)))).read_bytes()
    if not source[snippet["offset"]:].startswith(found):
        fault(f"{where}: {found!r} is not at byte {snippet['offset']} of {hit['path']}")
    lines = source.split(b"\n")
    line = lines[snippet["line"] - 1] if snippet["line"] <= len(lines) else b""
    if not line[snippet["column"] - 1:].startswith(found):
        fault(f"{where}: {found!r} is not at {hit['path']}:{snippet['line']}:{snippet['column']}")


def check_hits(folder, hits, where):
    ranks = [hit["rank"] for hit in hits]
    if ranks and ranks != list(range(ranks[0], ranks[0] + len(ranks))):
        fault(f"{where}: ranks {ranks}")
    for hit in hits:
        for snippet in hit["snippets"]:
            check_place(folder, hit, snippet, where)


def check_lines(folder, validator, arguments, codes):
    where = f"jsonl {arguments}"
    code, out = run(folder, ["--format", "jsonl", *arguments])
    if code not in codes:
        fault(f"{where}: exit code {code}")
    records = [json.loads(line, object_pairs_hook=once) for line in out.decode().splitlines()]
    for record in records:
        check(validator, record, where)
    kinds = [record["type"] for record in records]
    if not kinds or kinds[0] != "header":
        fault(f"{where}: begins with {kinds[:1]}")
    if "summary" in kinds and kinds != sorted(kinds, key=ORDER.index):
        fault(f"{where}: the order is {kinds}")
    hits = [record for record in records if record["type"] == "hit"]
    check_hits(folder, hits, where)
    for record in records:
        if record["type"] == "summary" and record["shown"] != len(hits):
            fault(f"{where}: {record['shown']} shown, {len(hits)} written")
        if record["type"] == "error" and code == 0:
            fault(f"{where}: an error, and exit code 0")
    return records


def check_object(folder, validator, arguments, codes, lines):
    where = f"json {arguments}"
    code, out = run(folder, ["--format", "json", *arguments])
    if code not in codes:
        fault(f"{where}: exit code {code}")
    whole = json.loads(out, object_pairs_hook=once)
    check(validator, whole, where)
    hits = [record for record in lines if record["type"] == "hit"]
    if whole.get("hits", []) != hits:
        fault(f"{where}: other hits than with jsonl")


def queries_of(lines):
    """The records of json lines as json has them: in their query, by kind."""
    names = {"hit": "hits", "warning": "warnings", "facet": "facets", "error": "errors"}
    queries = []
    for record in lines:
        kind = record["type"]
        if kind == "query":
            queries.append(dict(record))
        elif kind in names:
            queries[-1].setdefault(names[kind], []).append(record)
        elif kind in ("explain", "summary"):
            queries[-1][kind] = record
    return queries


def without_times(node):
    if isinstance(node, list):
        return [without_times(child) for child in node]
    if isinstance(node, dict):
        return {key: without_times(child) for key, child in node.items() if key != "elapsed_ms"}
    return node


def check_batch(folder, validator, more):
    where = f"batch {more}"
    arguments = ["--batch", "batch-queries", *more]
    lines = [json.loads(line, object_pairs_hook=once) for line in
             run(folder, ["--format", "jsonl", *arguments])[1].decode().splitlines()]
    whole = json.loads(run(folder, ["--format", "json", *arguments])[1], object_pairs_hook=once)
    for record in [*lines, whole]:
        check(validator, record, where)
    if (lines[0]["type"], lines[-1]["type"]) != ("header", "totals"):
        fault(f"{where}: from {lines[0]['type']} to {lines[-1]['type']}")
    queries = queries_of(lines)
    for query in queries:
        if "errors" not in query and "--count" not in more:
            query.setdefault("hits", [])
        check_hits(folder, query.get("hits", []), where)
    if without_times(queries) != without_times(whole["queries"]):
        fault(f"{where}: json has other records than json lines")
    return len(lines)


def main():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(closed(schema))
    records = 0
    with tempfile.TemporaryDirectory(prefix="dossier-schema-") as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(CORPUS, folder, dirs_exist_ok=True)
        with open(os.path.join(os.fsencode(folder), b"odd\xff\"\\\n\x1b[2J.txt"), "wb") as file:
            file.write(b"An \x1b[31modd\x07 name \xe2\x80\xae turned\n\nIt is odd.\n")
        subprocess.run([BIN / "dossier-index", "--quiet", folder], check=True, timeout=300,
                       stdout=subprocess.DEVNULL)
        for arguments, codes in RUNS:
            lines = check_lines(folder, validator, arguments, codes)
            check_object(folder, validator, arguments, codes, lines)
            records += len(lines)
        pathlib.Path(folder, "batch-queries").write_text(BATCH, encoding="utf-8")
        for more in BATCHES:
            records += check_batch(folder, validator, more)
        odd = [record for record in lines_of(folder, "odd") if record["type"] == "hit"]
        if not any(path_of(hit).startswith(b"odd\xff") for hit in odd):
            fault("the path that is no UTF-8 did not come back")
    print(f"{len(RUNS)} outputs, {records} records, {len(faults)} faults")
    return 1 if faults or records < len(RUNS) else 0


def lines_of(folder, query):
    return [json.loads(line) for line in run(folder, ["--format", "jsonl", query])[1].splitlines()]


sys.exit(main())
