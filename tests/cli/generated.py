#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What a program prints from its table of options agrees: every option is in --help, in the man
page and in the completions of bash, zsh and fish; the man page formats without a warning; the
shells that are here accept their files; and bash completes what it should.

usage: generated.py PROGRAM"""

import os
import re
import shutil
import subprocess
import sys
import tempfile

program = sys.argv[1]
name = None
faults = []


def printed(*arguments):
    return subprocess.run([program, *arguments], check=True, capture_output=True, text=True).stdout


def mentions(text, word):
    return re.search(r"(?<![-\w])" + re.escape(word) + r"(?![-\w])", text) is not None


def check(condition, fault):
    if not condition:
        faults.append(fault)


pages = {what: printed("--generate", what) for what in ("man", "bash", "zsh", "fish")}
pages["help"] = printed("--help")
name = re.search(r"^Usage: (\S+)", pages["help"]).group(1)
plain_man = re.sub(r"\\f.", "", pages["man"]).replace("\\-", "-")

for line in printed("--generate", "names").splitlines():
    long_name, *letters = line.split()
    for what in ("help", "bash", "zsh"):
        for word in (long_name, *letters):
            check(mentions(pages[what], word), f"{word} is not in {what}")
    for word in (long_name, *letters):
        check(mentions(plain_man, word), f"{word} is not in man")
    check(re.search(r" -l " + re.escape(long_name[2:]) + r" ", pages["fish"]),
          f"{long_name} is not in fish")
    for letter in letters:
        check(re.search(r" -s " + re.escape(letter[1:]) + r" ", pages["fish"]),
              f"{letter} is not in fish")

for word in set(re.findall(r"(?m)^ +(?:-\w, )?(--[\w-]+)", pages["help"])):
    check(mentions(printed("--generate", "names"), word), f"{word} is in help alone")


def accepts(command, text, what):
    """The command, if it is here, finds nothing wrong with the text."""
    if not shutil.which(command[0]):
        print(f"{what}: not checked, {command[0]} is not installed")
        return
    with tempfile.NamedTemporaryFile("w", suffix="." + what) as file:
        file.write(text)
        file.flush()
        environment = dict(os.environ, LC_ALL="C.UTF-8", MANWIDTH="80")
        run = subprocess.run([*command, file.name], capture_output=True, text=True, env=environment)
    check(run.returncode == 0 and not run.stderr, f"{what}: {run.stderr or run.returncode}")


accepts(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z"], pages["man"], "man")
accepts(["bash", "-n"], pages["bash"], "bash")
accepts(["zsh", "-n"], pages["zsh"], "zsh")
accepts(["fish", "--no-execute"], pages["fish"], "fish")


def bash_offers(*words):
    """What bash offers when the last of the words is being typed."""
    script = pages["bash"] + """
compopt() { :; }
COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
_%s
printf '%%s\\n' "${COMPREPLY[@]}"
""" % name.replace("-", "_")
    run = subprocess.run(["bash", "-c", script, "bash", name, *words], capture_output=True,
                         text=True)
    check(not run.stderr, f"bash: {run.stderr}")
    return run.stdout.split()


check("--help" in bash_offers("--he"), "bash does not offer --help")
for match in re.finditer(r"--([\w-]+)\)\n +COMPREPLY=\(\$\(compgen -W '([^']*)'", pages["bash"]):
    option, choices = match.group(1), match.group(2).split()
    check(bash_offers("--" + option, "=") == choices, f"bash does not offer --{option}'s choices")

for fault in faults:
    print(fault)
print(f"{name}: {len(pages)} pages compared, {len(faults)} faults")
sys.exit(1 if faults else 0)
