#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""No unfinished work and no machine's private paths in what is tracked; each source file names its
licence first."""

import re
import sys

import tree

# Written so that this file does not find itself.
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E|X[X]X|HA[C]K)\b")
PRIVATE = re.compile(r"(?<![\w.])/(?:(?:wo[r]k|ro[o]t)/|tm[p]/build)")
LICENCE = "SPDX-License-Identifier: GPL-2.0-or-later"
# Texts about the world, not about the program.
ELSEWHERE = ("corpus/", "LICENSE", "tests/fuzz/seeds/")

faults = []
looked_at = 0
for name in tree.files():
    if name.startswith(ELSEWHERE):
        continue
    data = (tree.ROOT / name).read_bytes()
    if b"\0" in data:
        continue
    looked_at += 1
    text = data.decode("utf-8", errors="replace")
    for number, line in enumerate(text.splitlines(), 1):
        for what, pattern in (("unfinished", UNFINISHED), ("a private path", PRIVATE)):
            if pattern.search(line):
                faults.append(f"{name}:{number}: {what}: {line.strip()[:100]}")
    head = "\n".join(text.splitlines()[:3])
    if name.endswith((".c", ".h", ".cc", ".py", ".cmake", "CMakeLists.txt")) and LICENCE not in head:
        faults.append(f"{name}: no licence in the first lines")
sys.exit(tree.finish("words", faults, looked_at))
