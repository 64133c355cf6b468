#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every source file is compiled: a file that no CMakeLists.txt names is dead or forgotten.

usage: names.py compile_commands.json"""

import json
import pathlib
import sys

import tree

with open(sys.argv[1], encoding="utf-8") as file:
    compiled = {pathlib.Path(entry["file"]).resolve() for entry in json.load(file)}

# Examples for readers; and what stands in for libFuzzer where there is none.
ELSEWHERE = ("doc/", "contrib/", "tests/fuzz/replay.c")
names = [name for name in tree.sources(".c", ".cc") if not name.startswith(ELSEWHERE)]
faults = [f"{name} is in no CMakeLists.txt" for name in names
          if (tree.ROOT / name).resolve() not in compiled]
sys.exit(tree.finish("names", faults, len(names)))
