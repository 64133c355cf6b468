#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""A shared library exports what its header declares, no more and no less.

usage: exports.py NM LIBRARY HEADER MARK   (MARK stands before each declaration: DOSSIER_API)"""

import re
import subprocess
import sys

import tree

nm, library, header, mark = sys.argv[1:]

text = re.sub(r"(?m)^[ \t]*#.*(?:\\\n.*)*$", "", tree.without_comments(tree.read(header)))
declared = set(re.findall(re.escape(mark) + r"\b[^;{}]*?\b(\w+)\s*\(", text))

lines = subprocess.run([nm, "-D", "--defined-only", library], check=True, capture_output=True,
                       text=True).stdout.splitlines()
# "A" marks the name of a symbol version, not a symbol.
exported = {line.split()[-1].split("@")[0] for line in lines if line.split()[-2] != "A"}

faults = [f"{name} is declared in {header} and not exported" for name in sorted(declared - exported)]
faults += [f"{name} is exported and not declared in {header}" for name in sorted(exported - declared)]
sys.exit(tree.finish(f"exports of {header}", faults, len(declared)))
