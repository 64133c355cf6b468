# SPDX-License-Identifier: GPL-2.0-or-later
"""The project's own files, for the checks: those that git tracks, or every file below the root
where there is no git (a source archive)."""

import os
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCES = (".c", ".h", ".cc", ".map")


def files():
    """Paths relative to the root, sorted."""
    run = subprocess.run(["git", "-C", str(ROOT), "-c", "safe.directory=*", "ls-files", "-z"],
                         capture_output=True)
    if run.returncode == 0 and run.stdout:
        names = [os.fsdecode(name) for name in run.stdout.split(b"\0") if name]
    else:
        names = []
        for folder, below, here in os.walk(ROOT):
            below[:] = [name for name in below if not name.startswith((".git", "build"))]
            names += [os.path.relpath(os.path.join(folder, name), ROOT) for name in here]
    return sorted(name for name in names if (ROOT / name).is_file())


def sources(*endings):
    return [name for name in files() if name.endswith(endings)]


def read(name):
    return (ROOT / name).read_text(encoding="utf-8", errors="replace")


def without_comments(text):
    """C text with comments blanked; line numbers stay."""
    def blank(match):
        return match.group(0) if match.group(0)[0] == '"' else re.sub(r"[^\n]", " ", match.group(0))
    return re.sub(r'"(?:\\.|[^"\\\n])*"|/\*.*?\*/|//[^\n]*', blank, text, flags=re.S)


def finish(what, faults, looked_at):
    """Prints the faults and a closing line; the exit code."""
    for fault in faults:
        print(fault)
    print(f"{what}: {looked_at} looked at, {len(faults)} faults")
    return 1 if faults or not looked_at else 0
