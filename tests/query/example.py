#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""doc/example.c finds what dossier-query finds, and says why it can't.

usage: example.py EXAMPLE BIN CORPUS"""

import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

EXAMPLE, BIN, CORPUS = (pathlib.Path(argument).resolve() for argument in sys.argv[1:4])


def run(*command, cwd):
    return subprocess.run(command, cwd=cwd, timeout=120, capture_output=True, text=True)


def main():
    with tempfile.TemporaryDirectory(prefix="dossier-example-") as folder:
        corpus = pathlib.Path(folder, "corpus")
        shutil.copytree(CORPUS, corpus)
        run(BIN / "dossier-index", "--quiet", corpus, cwd=folder).check_returncode()
        found = run(EXAMPLE, corpus, "test ban", cwd=folder)
        paths = re.findall(r"^   (corpus/.*)$", found.stdout, flags=re.M)
        wanted = run(BIN / "dossier-query", "--index", corpus, "--format", "paths", "--limit", "5",
                     "test ban", cwd=folder).stdout.splitlines()
        missing = run(EXAMPLE, folder, "test ban", cwd=folder)
    checks = [
        ("it succeeds", found.returncode == 0),
        ("it finds something", bool(paths)),
        ("it finds what dossier-query finds", paths == wanted),
        ("it marks the words", "[test]" in found.stdout.lower()),
        ("it fails without an index", missing.returncode == 1 and missing.stderr != ""),
    ]
    for what, true in checks:
        print("ok  " if true else "FAIL", what)
    if not all(true for _, true in checks):
        print(found.stdout, found.stderr, missing.stderr, wanted)
        return 1
    return 0


sys.exit(main())
