#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Every header compiles on its own: the public ones as plain C11 and as C++, the others as the
project compiles them.

usage: headers.py CC CXX [FLAGS...]"""

import concurrent.futures
import os
import subprocess
import sys

import tree

cc, cxx, *flags = sys.argv[1:]
PUBLIC = [
    [cc, "-x", "c", "-std=c11", "-pedantic"],
    [cxx, "-x", "c++", "-std=c++11", "-pedantic"],
    [cxx, "-x", "c++", "-std=c++17", "-pedantic"],
]
WARNINGS = ["-Wall", "-Wextra", "-Werror", "-fsyntax-only"]
INSIDE = ["-D_GNU_SOURCE", "-Iinclude", "-Ilib", "-I."]


def jobs():
    for header in tree.sources(".h"):
        if header.startswith("include/"):
            for compiler in PUBLIC:
                yield header, [*compiler, *WARNINGS, "-Iinclude"]
        elif header.startswith("lib/xapian-c/"):
            yield header, [cxx, "-x", "c++", "-std=c++17", *WARNINGS, *INSIDE, *flags]
        else:
            yield header, [cc, "-x", "c", "-std=c11", *WARNINGS, *INSIDE, *flags]


def compile_alone(job):
    header, command = job
    text = f'#include "{tree.ROOT / header}"\nextern int header_alone;\n'
    run = subprocess.run([*command, "-"], input=text, capture_output=True, text=True, cwd=tree.ROOT)
    if run.returncode == 0:
        return None
    return f"{header} does not compile alone ({' '.join(command)}):\n{run.stderr}"


with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
    results = list(pool.map(compile_alone, jobs()))
sys.exit(tree.finish("headers", [fault for fault in results if fault], len(results)))
