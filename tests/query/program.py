#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""The program dossier-query from outside: where the query comes from, exit codes, what goes to
standard output and what to standard error. (What results look like is told by the transcripts.)

usage: program.py BIN CORPUS"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

BIN, CORPUS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
BAN = "articles/1963-test-ban-treaty.txt"
GREP = ["--line-buffered", "--no-heading", "--with-filename", "--line-number", "--column",
        "--color=never", "--max-columns=1000"]


class Program:
    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *arguments, stdin=b"", where=".", environment=None, stdout=subprocess.PIPE):
        variables = {name: value for name, value in os.environ.items()
                     if name not in ("DOSSIER_INDEX", "NO_COLOR", "CLICOLOR_FORCE", "COLUMNS")}
        return subprocess.run([BIN / "dossier-query", *arguments], input=stdin, timeout=120,
                              cwd=os.path.join(self.folder, where), stdout=stdout,
                              stderr=subprocess.PIPE, env={**variables, **(environment or {})})


def paths(done):
    return done.stdout.decode().splitlines()


def a_phrase_reaches_the_program_in_two_pairs_of_quotes(run):
    whole = run("--count", '"test ban"').stdout
    apart = run("--count", "test ban").stdout
    return whole != apart and apart == run("--count", "test", "ban").stdout


def a_query_is_read_from_a_file_and_from_standard_input(run):
    pathlib.Path(run.folder, "query").write_text('"test ban"\n')
    wanted = run("--format", "paths", '"test ban"').stdout
    return wanted and all(wanted == got.stdout for got in (
        run("--format", "paths", "-f", "query"),
        run("--format", "paths", "-f", "-", stdin=b'"test ban"\r\n'),
        run("--format", "paths", "-", stdin=b'"test ban"')))


def a_word_to_leave_out_may_come_first_behind_two_dashes(run):
    return BAN not in paths(run("--format", "paths", "--", "-ban"))


def nothing_is_printed_with_quiet_but_the_exit_code_tells(run):
    found, missing = run("-q", "treaty"), run("-q", "xyzzyx")
    return (found.returncode, missing.returncode) == (0, 1) and not (
        found.stdout + found.stderr + missing.stdout + missing.stderr)


def a_mistake_is_told_on_standard_error_with_exit_code_2(run):
    mistakes = [[], ["--all", "treaty"], ["--all", "--fields"], ["-f", "query", "treaty"],
                ["title:"], ["--facet", "nosuch", "treaty"], ["--today", "tomorrow", "treaty"],
                ["--null", "--format", "json", "treaty"], ["--evaluate", "one"],
                ["--show", BAN, "--format", "tsv"], ["--limit", "many", "treaty"]]
    ran = [run(*arguments) for arguments in mistakes]
    return all(done.returncode == 2 and done.stderr for done in ran) and not any(
        done.stdout for done in ran if b'"type":"error"' not in done.stdout)


def without_an_index_the_exit_code_is_66(run):
    with tempfile.TemporaryDirectory(prefix="dossier-empty-") as empty:
        return run("treaty", where=empty).returncode == 66


def the_index_is_found_from_below_by_option_and_by_variable(run):
    wanted = sorted(os.path.basename(path) for path in paths(run("--format", "paths", "ozone")))
    others = (run("--format", "paths", "ozone", where="articles"),
              run("--format", "paths", "--index", run.folder, "ozone", where="/"),
              run("--format", "paths", "ozone", where="/",
                  environment={"DOSSIER_INDEX": os.path.join(run.folder, ".dossier")}))
    return wanted and all(
        wanted == sorted(os.path.basename(path) for path in paths(done)) for done in others)


def paths_open_from_the_current_folder(run):
    below = paths(run("--format", "paths", "ozone", where="articles"))
    return below and all(os.path.exists(os.path.join(run.folder, "articles", path))
                         for path in below if "#" not in path)


def two_indexes_are_searched_together(run):
    one = len(paths(run("--format", "paths", "ozone")))
    both = len(paths(run("--format", "paths", "--index", ".", "--index", ".", "ozone")))
    return 0 < one < both == 2 * one


def paths_and_all_have_no_limit_of_their_own(run):
    count = int(run("--count", "treaty").stdout)
    every = int(run("--count", "--all").stdout)
    return (10 < count == len(paths(run("--format", "paths", "treaty"))) and
            every == len(paths(run("--all", "--format", "paths"))) and
            len(paths(run("--format", "paths", "--limit", "3", "treaty"))) == 3)


def pages_follow_one_another(run):
    whole = paths(run("--format", "paths", "--limit", "6", "treaty"))
    return whole == paths(run("--format", "paths", "--limit", "3", "treaty")) + paths(
        run("--format", "paths", "--limit", "3", "--offset", "3", "treaty"))


def options_of_grep_give_places(run):
    rows = run(*GREP, "ozone").stdout.decode().splitlines()
    with_nul = run("--null", *GREP, "ozone").stdout
    return rows and all(row.split(":", 3)[1].isdigit() for row in rows) and with_nul.count(b"\0")


def a_place_of_vimgrep_is_the_word_in_the_file(run):
    path, line, column, _ = run("--vimgrep", "khrushchev", "path:1963").stdout.decode().split(":", 3)
    text = pathlib.Path(run.folder, path).read_bytes().split(b"\n")[int(line) - 1]
    return text[int(column) - 1:].startswith(b"Khrushchev")


def colour_is_for_terminals_unless_asked_for(run):
    escape = b"\033["
    return (escape not in run("ozone").stdout and
            escape in run("--color=always", "ozone").stdout and
            escape in run("ozone", environment={"CLICOLOR_FORCE": "1"}).stdout and
            escape not in run("ozone", environment={"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}).stdout)


def warnings_go_to_standard_error_and_leave_the_results_alone(run):
    done = run("--format", "paths", "(treaty")
    return done.returncode == 0 and b"bracket" in done.stderr and b"bracket" not in done.stdout


def a_full_disk_is_an_error(run):
    with open("/dev/full", "wb") as full:
        return run("treaty", stdout=full).returncode == 74


def a_document_that_is_not_there_gives_exit_code_1(run):
    return run("--show", "articles/none.txt").returncode == 1


def explaining_never_mixes_with_rows_for_programs(run):
    plain, explained = (run("--format", "paths", *more, "treaty") for more in ([], ["--explain"]))
    return plain.stdout == explained.stdout and b"treati" in explained.stderr


def main():
    with tempfile.TemporaryDirectory(prefix="dossier-program-") as folder:
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
