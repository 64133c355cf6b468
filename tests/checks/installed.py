#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What is installed can be used: a C program is built against each library with nothing but the
installed headers and pkg-config files, and runs; man pages and completions are where systems look.

usage: installed.py BUILD_FOLDER CC"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

import tree

build, cc = sys.argv[1:]
LIBRARIES = {"dossier": "dossier_version", "xapian-c": "xapian_version_string"}
faults = []


def run(command, environment):
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    if done.returncode:
        faults.append(f"{' '.join(command)}: {done.stdout}{done.stderr}")
    return done.stdout


def use(library, function, prefix):
    """Builds and runs a program of one call."""
    folder = next(prefix.rglob(f"{library}.pc")).parent
    environment = dict(os.environ, PKG_CONFIG_PATH=str(folder), LD_LIBRARY_PATH=str(folder.parent))
    flags = run(["pkg-config", "--cflags", "--libs", library], environment).split()
    source = prefix / "use.c"
    source.write_text(f"#include <stdio.h>\n#include <{library}.h>\n"
                      f"int main(void) {{ return puts({function}()) < 0; }}\n", encoding="utf-8")
    program = str(prefix / "use")
    run([cc, "-std=c11", "-pedantic", "-Werror", str(source), "-o", program, *flags], environment)
    if not faults and not run([program], environment).strip():
        faults.append(f"{function}() says nothing")


with tempfile.TemporaryDirectory(prefix="dossier-installed-") as folder:
    prefix = pathlib.Path(folder)
    run(["cmake", "--install", build, "--prefix", folder], dict(os.environ, DESTDIR=""))
    wanted = ["share/doc/dossier/README.md"]
    for program in ("dossier-index", "dossier-query"):
        wanted += [f"bin/{program}", f"share/man/man1/{program}.1",
                   f"share/bash-completion/completions/{program}"]
    faults += [f"{name} is not installed" for name in wanted if not (prefix / name).is_file()]
    if shutil.which("pkg-config") and not faults:
        for library, function in LIBRARIES.items():
            use(library, function, prefix)
sys.exit(tree.finish("installed", faults, len(wanted) + len(LIBRARIES)))
