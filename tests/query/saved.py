#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Saved queries from outside: what @name means in a query, what is refused and where, and that the
files outlive the writers of the index.

usage: saved.py BIN CORPUS"""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BIN, CORPUS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
PEOPLE = "official:gromyko OR official:kennedy"


class Program:
    def __init__(self, folder):
        self.folder = folder
        self.queries = pathlib.Path(folder, ".dossier", "queries")
        self.environment = {name: value for name, value in os.environ.items()
                            if name not in ("DOSSIER_INDEX", "CLICOLOR_FORCE")}

    def run(self, program, *arguments, stdin=b""):
        return subprocess.run([BIN / program, *arguments], input=stdin, timeout=300,
                              cwd=self.folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                              env=self.environment, check=False)

    def __call__(self, *arguments, stdin=b""):
        return self.run("dossier-query", *arguments, stdin=stdin)

    def paths(self, query):
        done = self("--format", "paths", "--", query)
        return done.returncode, done.stdout

    def fresh(self, **texts):
        """Only these are saved."""
        shutil.rmtree(self.queries, ignore_errors=True)
        self.queries.mkdir()
        for name, text in texts.items():
            (self.queries / name).write_text(text, encoding="utf-8")


def refused(done, *told):
    return done.returncode == 2 and all(text in done.stderr.decode() for text in told)


def a_name_stands_for_the_text_in_brackets(run):
    run.fresh(people=PEOPLE + "\n", ban='"test ban"')
    return all(run.paths(short) == run.paths(long) and run.paths(long)[1] for short, long in [
        ("@people", PEOPLE), ("@people treaty", f"({PEOPLE}) treaty"),
        ("treaty -@people", f"treaty -({PEOPLE})"), ("(@people @ban)", f"({PEOPLE}) \"test ban\""),
        ("@ban w/50 moscow", '("test ban") w/50 moscow'), ("title:@ban", 'title:("test ban")'),
        ("@people,@ban", f"({PEOPLE}) (\"test ban\")")])


def remarks_marks_and_line_breaks_are_no_part_of_it(run):
    run.fresh(people="\ufeff# who was there\r\n\r\nofficial:gromyko\r\n  OR official:kennedy\r\n")
    return run.paths("@people") == run.paths(PEOPLE)


def an_at_inside_a_word_or_quotes_is_no_name(run):
    run.fresh(example="treaty")
    return run.paths("joe@example") == run.paths('"joe@example"') and (
        run.paths('"@example"') == run.paths('"example"') != run.paths("@example")) and (
        run("--", "“@xyzzyx”").returncode == run("--", "a@xyzzyx.org").returncode == 1)


def a_name_that_is_not_saved_is_refused_with_its_place(run):
    run.fresh(people=PEOPLE)
    return refused(run("treaty @poeple"), "there is no saved query @poeple", "did you mean @people?",
                   "       ^~~~~~~", "to search for the word, put it in quotes") and (
        refused(run("@handle"), "there is no saved query @handle",
                "hint: to search for the word, put it in quotes"))


def what_is_wrong_in_a_saved_text_is_shown_in_it(run):
    run.fresh(a="@b treaty", b="(ozone @nosuch)", open="(treaty", quote='a "b', loop="x @pool",
              pool="@loop", empty="# nothing\n", field="nosuch:x", more="a) OR (b")
    return refused(run("x @a"), "(ozone @nosuch)", "in @b: there is no saved query") and all(
        refused(run(f"x @{name}"), f"in @{name}: ") for name in
        ("open", "quote", "empty", "field", "more")) and refused(
        run("@loop"), "in @pool: the saved query @loop names itself")


def places_are_those_of_the_expanded_text(run):
    run.fresh(people=PEOPLE)
    long = f"({PEOPLE}) AND official:gromyco"
    header, error = [json.loads(line) for line in run(
        "--format", "jsonl", "@people AND official:gromyco").stdout.splitlines()]
    return header["expanded"] == long and header["query"] == "@people AND official:gromyco" and (
        long.encode()[error["offset"]:][:error["length"]] == b"gromyco") and refused(
        run("@people AND official:gromyco"), "  " + long)


def they_nest_sixteen_deep_and_no_further(run):
    run.fresh(**{f"q{depth}": f"@q{depth + 1}" for depth in range(1, 18)}, q18="treaty")
    fifteen, sixteen = run.paths("@q3"), run("@q2")
    return fifteen == run.paths("treaty") and refused(sixteen, "more than 16 deep")


def a_text_that_grows_without_bounds_is_refused(run):
    run.fresh(**{f"q{depth}": " ".join([f"@q{depth + 1}"] * 40) for depth in range(1, 10)},
              q10="treaty")
    return refused(run("@q1"), "longer than a million bytes")


def one_is_written_listed_replaced_and_removed(run):
    shutil.rmtree(run.queries, ignore_errors=True)
    steps = [run("--saved").returncode == 1,
             run("--save", "b", "treaty", "-iran").returncode == 0,
             run("--save", "a", "@b ozone").returncode == 0,
             run("--saved").stdout == b"@a  @b ozone\n@b  treaty -iran\n",
             run("--save", "b", "-f", "-", stdin=b"#tag\ntreaty\n").returncode == 0,
             run("--saved", "--format", "tsv").stdout == b"a\t@b ozone\nb\t(#tag treaty)\n",
             run("--forget", "a").returncode == 0, run("--forget", "a").returncode == 1,
             sorted(os.listdir(run.queries)) == ["b"]]
    return all(steps) or print(steps)


def what_could_not_be_used_is_not_saved(run):
    run.fresh(a="@b", b="treaty", title="title:treaty")
    mistakes = [["--save", "x y", "treaty"], ["--save", "../x", "treaty"], ["--save", "", "treaty"],
                ["--save", "n" * 65, "treaty"], ["--save", "x", "(treaty"], ["--save", "x", '"treaty'],
                ["--save", "x"], ["--save", "x", "title:"], ["--save", "x", "@nosuch"],
                ["--save", "x", "title:@title"], ["--save", "b", "@a"], ["--saved", "treaty"],
                ["--save", "x", "--saved", "treaty"], ["--forget", "../lock"],
                ["--saved", "--format", "paths"]]
    wrong = [mistake for mistake in mistakes if not refused(run(*mistake))]
    return sorted(os.listdir(run.queries)) == ["a", "b", "title"] and not (wrong and [print(wrong)])


def the_lines_of_a_batch_may_name_them(run):
    run.fresh(people=PEOPLE)
    done = run("--batch", "-", "--format", "tsv", stdin=b"@people\n@nobody\n-iran @people\n")
    rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    return [row[4] for row in rows] == ["found", "error", "found"] and (
        rows[0][2] == run("--count", PEOPLE).stdout.decode().strip()) and (
        b"standard input:2: the query can't be read\n  @nobody\n" in done.stderr)


def other_things_of_a_query_take_them_too(run):
    run.fresh(iran="country:iran")
    return run("--with", "@iran").stdout == run("--with", "(country:iran)").stdout and (
        run("-q", "@iran").returncode == 0)


def those_of_the_first_index_come_first(run):
    run.fresh(people=PEOPLE)
    with tempfile.TemporaryDirectory(prefix="dossier-saved-") as other:
        pathlib.Path(other, "a.txt").write_text("A note\n\nOn nothing much.\n", encoding="utf-8")
        run.run("dossier-index", "-q", other)
        pathlib.Path(other, ".dossier", "queries").mkdir()
        for name in ("people", "there"):
            pathlib.Path(other, ".dossier", "queries", name).write_text("nothing much")
        both = ["--index", ".", "--index", other, "--format", "paths"]
        return run(*both, "@people").stdout == run(*both, PEOPLE).stdout and (
            run(*both, "@there").returncode == 0)


def a_rebuild_leaves_them_alone(run):
    run.fresh(people=PEOPLE)
    before = run("--saved").stdout
    for more in ([], ["--rebuild"], ["--retag"]):
        if run.run("dossier-index", "--quiet", *more, ".").returncode != 0:
            return False
        if run("--saved").stdout != before or run.paths("@people") != run.paths(PEOPLE):
            return False
    return bool(before)


def main():
    with tempfile.TemporaryDirectory(prefix="dossier-saved-") as folder:
        folder = os.path.realpath(folder)
        shutil.copytree(CORPUS, folder, dirs_exist_ok=True)
        subprocess.run([BIN / "dossier-index", "--quiet", folder], check=True, timeout=300,
                       stdout=subprocess.DEVNULL)
        run = Program(folder)
        tests = [value for name, value in globals().items()
                 if callable(value) and "_" in name and not isinstance(value, type)]
        failed = 0
        for test in tests:
            good = bool(test(run))
            failed += not good
            print("ok  " if good else "FAIL", test.__name__.replace("_", " "))
    print(f"{len(tests)} run, {failed} failed")
    return 1 if failed else 0


sys.exit(main())
