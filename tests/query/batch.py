#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Lists of queries (dossier-query --batch) from outside: the answers are those of each line alone,
and a line that is wrong costs itself.

usage: batch.py BIN CORPUS"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

BIN, CORPUS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])

LINES = ['"Andrei Gromyko"', "Harriman", "treaty -iran", "title:treaty since:1960", "sanction*",
         '"test ban" treaty xyzzyx', "nosuchthing", "treaty AND (wheat OR", "nuclear w/5 test",
         "official:gromyko OR official:rusk", "country:iran about:cuba", "café", "of the",
         "ozone layer", "Khrushchev Kennedy", "=Geneva", "who proposed the test ban"]
OTHERS = ["country:cuba", "treaty OR accord", "NOT iran", "nosuchthing", "test ban", "kennedy"]
WRONG = ["official:gromyco", '"abc" "def', "title:", "AND"]


class Program:
    def __init__(self, folder):
        self.folder = folder
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("DOSSIER_INDEX", "CLICOLOR_FORCE")}

    def __call__(self, *arguments, stdin=b""):
        return subprocess.run([BIN / "dossier-query", *arguments], input=stdin, timeout=120,
                              cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment, check=False)

    def batch(self, lines, *arguments):
        return self("--batch", "-", *arguments, stdin="\n".join(lines).encode() + b"\n")

    def records(self, *arguments, stdin=b""):
        done = self("--format", "jsonl", *arguments, stdin=stdin)
        return [json.loads(line) for line in done.stdout.splitlines()]


def comparable(record):
    """A record without what differs from run to run; of a warning, what it is and where."""
    if record["type"] == "warning":
        return (record["code"], record["offset"], record["length"])
    return {key: value for key, value in record.items() if key != "elapsed_ms"}


def of_each_line(records):
    """Line number -> its records."""
    lines, number = {}, None
    for record in records:
        if record["type"] == "query":
            number = record["line"]
            lines[number] = []
        elif record["type"] not in ("header", "totals"):
            lines[number].append(comparable(record))
    return lines


def rows(done):
    return [line.split("\t") for line in done.stdout.decode().splitlines()]


def each_line_is_answered_as_it_is_alone(run):
    lines = LINES + WRONG
    together = of_each_line(run.records("--batch", "-", "--limit", "50", "--facet", "source",
                                        stdin="\n".join(lines).encode()))
    for number, line in enumerate(lines, 1):
        alone = run.records("--limit", "50", "--facet", "source", "--", line)
        if [comparable(record) for record in alone if record["type"] != "header"] != (
                together[number]):
            print("differs:", line)
            return False
    return len(together) == len(lines)


def the_object_of_json_has_the_records_of_json_lines(run):
    whole = json.loads(run.batch(LINES + WRONG, "--format", "json").stdout)
    lines = of_each_line(run.records("--batch", "-", stdin="\n".join(LINES + WRONG).encode()))
    hits = [query.get("hits", []) for query in whole["queries"]]
    wanted = [[record for record in lines[number] if isinstance(record, dict) and
               record["type"] == "hit"] for number in sorted(lines)]
    return hits == wanted and whole["totals"]["failed"] == len(WRONG) == sum(
        "errors" in query for query in whole["queries"])


def a_row_of_tsv_has_the_count_that_the_query_has_alone(run):
    got = rows(run.batch(LINES, "--format", "tsv"))
    return [row[1] for row in got] == LINES and all(
        row[2] == run("--count", "--", row[1]).stdout.decode().strip() for row in got) and (
        {row[4] for row in got} == {"found", "partial", "nothing"})


def with_a_limit_a_row_of_tsv_is_a_document(run):
    got = rows(run.batch(["treaty", "nosuchthing", "title:"], "--format", "tsv", "-n", "2"))
    alone = rows(run("--format", "tsv", "-n", "2", "treaty"))
    return got[:2] == [["1", "treaty", *row] for row in alone] and (
        got[2][:3] == ["3", "title:", "error"]) and len(got) == 3


def marks_returns_remarks_and_empty_lines_are_passed_over(run):
    done = run("--batch", "-", "--format", "tsv",
               stdin=b"\xef\xbb\xbf# names\r\n\r\n  treaty \r\n\t\n#x\nozone")
    return [row[:2] for row in rows(done)] == [["3", "treaty"], ["6", "ozone"]]


def a_wrong_line_is_told_with_its_place_and_the_rest_run(run):
    pathlib.Path(run.folder, "names.txt").write_text("treaty\n" + "\n".join(WRONG) + "\nozone\n")
    done = run("--batch", "names.txt")
    told = done.stderr.decode()
    return done.returncode == 0 and b"6: ozone" in done.stdout and (
        done.stdout.count(b"can't be read: ") == len(WRONG)) and all(
        f"names.txt:{number}: the query can't be read" in told for number in (2, 3, 4, 5)) and (
        "^" in told and "hint: did you mean Andrei Gromyko?" in told)


def exit_codes_tell_found_from_nothing_and_from_nonsense(run):
    codes = [run.batch(lines).returncode for lines in (
        ["treaty", "nosuchthing", "title:"], ["nosuchthing", "title:"], WRONG, ["# none"], [])]
    quiet = run.batch(["nosuchthing", "treaty"], "--quiet")
    return codes == [0, 1, 2, 1, 1] and run("--batch", "none.txt").returncode == 2 and (
        quiet.returncode == 0 and not quiet.stdout + quiet.stderr)


def a_line_without_an_end_is_refused_and_costs_itself(run):
    done = run("--batch", "-", "--format", "tsv", stdin=b"treaty\n" + b"x " * 600000 + b"\nozone\n")
    return done.returncode == 0 and [row[0] for row in rows(done) if row[-2] != "error"] == (
        ["1", "3"]) and b":2: " in done.stderr


def what_makes_no_sense_with_it_is_refused(run):
    mistakes = [["treaty"], ["--all"], ["--file", "names.txt"], ["--vimgrep"], ["--null"],
                ["--format", "paths"], ["--format", "tsv", "--facet", "source"],
                ["--format", "tsv", "--explain"], ["--with", "iran"], ["--facet", "nosuch"]]
    return all(done.returncode == 2 and done.stderr and b"matches" not in done.stdout
               for done in (run("--batch", "-", *more, stdin=b"treaty\n") for more in mistakes))


def matrix(run, one, other, form):
    for name, lines in (("one.txt", one), ("other.txt", other)):
        pathlib.Path(run.folder, name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run("--batch", "one.txt", "--against", "other.txt", "--format", form)


def matches(run, query):
    """Documents that match all of it."""
    summary = run.records("--limit", "0", "--", query)[-1]
    return 0 if summary["partial"] else summary["matches"]


def a_pair_has_the_documents_that_match_both(run):
    # Left out: one without a closing bracket, and words that only count where there are no others.
    lines = [line for line in LINES if line not in ("treaty AND (wheat OR", "of the")]
    got = rows(matrix(run, lines, OTHERS, "tsv"))
    for row in got:
        counts = [matches(run, query) for query in (row[1], row[3], f"({row[1]}) ({row[3]})")]
        if [int(cell) for cell in row[4:7]] != counts:
            print("differs:", row, counts)
            return False
    return len(got) == len(lines) * len(OTHERS) and all(
        row[6] == "0" for row in got if "nosuchthing" in row)


def what_is_found_in_part_is_in_no_pair(run):
    return rows(matrix(run, ["treaty xyzzyx"], ["treaty"], "tsv"))[0][4:] == [
        "0", rows(run.batch(["treaty"], "--format", "tsv"))[0][2], "0", "0.00"]


def pairs_are_ranked_by_log_likelihood_and_cut_by_the_limit(run):
    every = rows(matrix(run, LINES, OTHERS, "tsv"))
    best = max((row for row in every if row[6] != "0"), key=lambda row: float(row[7]))
    text = run("--batch", "one.txt", "--against", "other.txt", "-n", "1").stdout.decode()
    pairs = [line for line in text.splitlines() if " \u00b7 " in line]
    return len(pairs) == 1 and f"{best[1]} \u00b7 {best[3]}" in pairs[0] and (
        f"and {sum(row[6] != '0' for row in every) - 1} more" in text)


def a_list_against_itself_has_each_pair_once(run):
    pathlib.Path(run.folder, "one.txt").write_text("treaty\ntest ban\nozone\n", encoding="utf-8")
    done = run("--batch", "one.txt", "--against", "one.txt", "--format", "tsv")
    piped = run("--batch", "-", "--against", "-", "--format", "tsv",
                stdin=b"treaty\ntest ban\nozone\n")
    return [(row[0], row[2]) for row in rows(done)] == [("1", "2"), ("1", "3"), ("2", "3")] and (
        piped.stdout == done.stdout)


def a_graph_is_well_formed_xml_whatever_the_queries(run):
    odd = ['"a<b>&c" OR treaty', "treaty'", "caf\u00e9 OR treaty", "treaty \x01\x1b", "treaty \ufffe"]
    tree = xml.etree.ElementTree.fromstring(matrix(run, odd, ["test ban"], "graphml").stdout)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    nodes = {node.get("id"): {data.get("key"): data.text for data in node}
             for node in tree.iter(space + "node")}
    edges = [(edge.get("source"), edge.get("target"), edge.find(f"{space}data").text)
             for edge in tree.iter(space + "edge")]
    return nodes["a1"]["label"] == odd[0] and nodes["a3"]["label"] == odd[2] and (
        nodes["b1"]["documents"] == run("--count", "test ban").stdout.decode().strip() and
        len(nodes) == 6 and edges and all(
            source in nodes and target == "b1" and int(both) > 0 for source, target, both in edges))


def a_comparison_is_refused_where_it_has_no_sense(run):
    mistakes = [["treaty", "--against", "one.txt"], ["treaty", "--format", "graphml"],
                ["--batch", "one.txt", "--format", "graphml"],
                ["--batch", "one.txt", "--against", "other.txt", "--format", "jsonl"],
                ["--batch", "one.txt", "--against", "other.txt", "--format", "tsv", "-n", "1"],
                ["--batch", "one.txt", "--against", "other.txt", "--count"],
                ["--batch", "one.txt", "--against", "none.txt"]]
    return all(done.returncode == 2 and done.stderr and not done.stdout
               for done in (run(*more) for more in mistakes))


def a_comparison_goes_on_after_a_wrong_line(run):
    done = matrix(run, ["treaty", "title:"], ["test ban"], "tsv")
    nothing = matrix(run, ["nosuchthing"], ["treaty"], "text")
    return done.returncode == 0 and len(rows(done)) == 1 and b"one.txt:2: " in done.stderr and (
        matrix(run, WRONG, ["treaty"], "tsv").returncode == 2 and nothing.returncode == 1)


def main():
    with tempfile.TemporaryDirectory(prefix="dossier-batch-") as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(CORPUS, folder, dirs_exist_ok=True)
        subprocess.run([BIN / "dossier-index", "--quiet", folder], check=True, timeout=300,
                       stdout=subprocess.DEVNULL)
        run = Program(folder)
        helpers = (comparable, of_each_line, rows, matrix, main)
        tests = [value for name, value in globals().items() if callable(value) and
                 "_" in name and value not in helpers and not isinstance(value, type)]
        failed = 0
        for test in tests:
            good = bool(test(run))
            failed += not good
            print("ok  " if good else "FAIL", test.__name__.replace("_", " "))
    print(f"{len(tests)} run, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
