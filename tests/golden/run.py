#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs what the documentation shows. A transcript is a text of commands and what they print:

    $ dossier-query --limit 1 'test ban'
    corpus/articles/1963-test-ban-treaty.txt
    $ dossier-query xyzzy
    [exit 1]

Lines that begin with "$ " are run by bash, those with "> " continue a command, and the lines after
them are what standard output and standard error must say together. "[exit N]" follows when the
exit code is not 0. A line of "..." stands for any lines. Transcripts are the *.session files beside
this script (where lines before the first command are remarks), and the ```console blocks of a
Markdown file, which form one transcript.

Each transcript runs in a new folder that holds a copy of corpus/, with the built programs first in
PATH; a `cd` holds for the commands after it. Times, rates and the folder's own path are replaced by fixed words on both sides before the
comparison, so that a page may show real figures.

usage: run.py --bin DIR --corpus DIR [--update] FILE..."""

import argparse
import difflib
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NORMAL = [
    (re.compile(r"\b\d[\d,]*(?:\.\d+)? (?:[KMG]i?)?B/s"), "RATE"),
    (re.compile(r"\b\d[\d,]*(?:\.\d+)? ?(?:µs|us|ms|s|seconds?|milliseconds?|minutes?)\b"), "TIME"),
    (re.compile(r'("score":\s*)[\d.]+'), r"\1SCORE"),
    (re.compile(r"^(\d+\t)\d+\.\d+\t"), r"\1SCORE\t"),
    (re.compile(r'("(?:elapsed|seconds|took)[a-z_]*":\s*)[\d.]+(?:e-?\d+)?'), r"\1TIME"),
]
TIMEOUT = 120  # seconds for one command, under a sanitizer too


class Step:
    """One command, the lines that show it, and the lines expected after it."""

    def __init__(self, shown):
        self.shown = [shown]
        self.expected = []

    def command(self):
        return "\n".join(line[2:] for line in self.shown)


def parse(lines):
    """The lines before the first command, and the steps."""
    head, steps = [], []
    for line in lines:
        if line.startswith("$ "):
            steps.append(Step(line))
        elif not steps:
            head.append(line)
        elif line.startswith("> ") and not steps[-1].expected:
            steps[-1].shown.append(line)
        else:
            steps[-1].expected.append(line)
    return head, steps


def normal(line, folder):
    line = line.replace(folder, "FOLDER")
    for pattern, word in NORMAL:
        line = pattern.sub(word, line)
    return line.rstrip()


def same(expected, actual):
    """Are the lines equal, "..." standing for any number of them?"""
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(same(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and same(expected[1:], actual[1:])


def environment(folder, programs):
    keep = ("ASAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS", "LSAN_OPTIONS")
    return {
        **{name: os.environ[name] for name in keep if name in os.environ},
        "PATH": os.pathsep.join([programs, "/usr/local/bin", "/usr/bin", "/bin"]),
        "HOME": folder, "LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "dumb", "COLUMNS": "80",
    }


def run(step, folder, programs, place):
    """What the command prints, as lines, with its exit code. place[0] is the folder that it starts
    in, and afterwards the one that it ended in, so that a `cd` lasts as in a shell."""
    note, end = os.pipe()
    try:
        done = subprocess.run(["bash", "-c", f"trap 'pwd >&{end}' EXIT\n" + step.command()],
                              cwd=place[0], timeout=TIMEOUT, env=environment(folder, programs),
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, pass_fds=[end])
    except subprocess.TimeoutExpired:
        return [f"[no end after {TIMEOUT} seconds]"]
    finally:
        os.close(end)
        with os.fdopen(note) as pipe:
            place[0] = pipe.read().rstrip("\n") or place[0]
    lines = done.stdout.decode("utf-8", errors="backslashreplace").splitlines()
    if done.returncode:
        lines.append(f"[exit {done.returncode}]")
    return lines


def trimmed(lines):
    """Without empty lines at the end, which separate steps for the eye."""
    lines = list(lines)
    while lines and not lines[-1].strip():
        lines.pop()
    return lines


def perform(steps, arguments, name):
    """Runs the steps; the faults. With --update a step that differs gets what came out."""
    faults = 0
    with tempfile.TemporaryDirectory(prefix="dossier-golden-") as folder:
        folder = os.path.realpath(folder)
        place = [folder]
        shutil.copytree(arguments.corpus, os.path.join(folder, "corpus"))
        for step in steps:
            actual = run(step, folder, str(arguments.bin.resolve()), place)
            want = [normal(line, folder) for line in trimmed(step.expected)]
            have = [normal(line, folder) for line in trimmed(actual)]
            if same(want, have):
                continue
            if arguments.update:
                blank = step.expected[len(trimmed(step.expected)):]
                step.expected = trimmed(line.replace(folder, "FOLDER") for line in actual) + blank
                continue
            faults += 1
            print(f"{name}: $ {step.command()}")
            for line in difflib.unified_diff(want, have, "expected", "printed", lineterm="", n=2):
                print("    " + line)
    return faults


def text_of(head, steps):
    lines = list(head)
    for step in steps:
        lines += step.shown + step.expected
    return "".join(line + "\n" for line in lines)


def check_session(path, arguments):
    head, steps = parse(path.read_text(encoding="utf-8").splitlines())
    faults = perform(steps, arguments, path.name)
    return len(steps), faults, text_of(head, steps)


BLOCK = re.compile(r"(?ms)^(```console\n)(.*?)(^```$)")


def check_markdown(path, arguments):
    text = path.read_text(encoding="utf-8")
    blocks = [parse(match.group(2).splitlines()) for match in BLOCK.finditer(text)]
    steps = [step for _, block in blocks for step in block]
    faults = perform(steps, arguments, path.name) if steps else 0
    parts = iter(blocks)
    text = BLOCK.sub(lambda match: match.group(1) + text_of(*next(parts)) + match.group(3), text)
    return len(steps), faults, text


def main():
    parser = argparse.ArgumentParser(description="runs transcripts of commands")
    parser.add_argument("--bin", type=pathlib.Path, required=True)
    parser.add_argument("--corpus", type=pathlib.Path, required=True)
    parser.add_argument("--update", action="store_true", help="rewrite what differs")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    arguments = parser.parse_args()
    total = wrong = 0
    for path in arguments.files:
        check = check_markdown if path.suffix == ".md" else check_session
        commands, faults, text = check(path, arguments)
        total += commands
        wrong += faults
        if arguments.update and text != path.read_text(encoding="utf-8"):
            path.write_text(text, encoding="utf-8")
            print(f"{path.name}: rewritten")
    print(f"{total} commands run, {wrong} differ")
    return 1 if wrong else 0


sys.exit(main())
