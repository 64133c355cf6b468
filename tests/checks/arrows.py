#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Who looks at whom: reads every #include and fails on an arrow that the house does not allow
(HACKING.md, "Rooms"). Third-party headers have one place each."""

import fnmatch
import re
import sys

import tree

# A room is a folder; the longest that fits a path is its room. Tests may look everywhere.
ROOMS = {
    "include": set(),
    "lib/xapian-c": {"include"},
    "lib/text": {"include"},
    "lib/glass": {"lib/text/buf.h", "include/dossier.h"},
    "lib/entity": {"include", "lib/text"},
    "lib/store": {"include", "lib/text", "include/xapian-c.h", "lib/glass"},
    "indexer": {"include", "lib/text", "lib/entity", "lib/store"},
    "query": {"include", "lib/text", "lib/entity", "lib/store"},
    "lib/cli": {"include"},
}
PROGRAM_ARROWS = {"include", "lib/cli"}
# Only these rooms see the binding, although it lies in include/.
BINDING = {"include/xapian-c.h": ("lib/xapian-c/*", "lib/store/*", "query/*")}

# Third-party headers with a place of their own; all others may be in one file each.
PLACES = {
    "xapian.h": ("lib/xapian-c/*",),
    "iconv.h": ("lib/text/charset.c",),
    "zlib.h": ("lib/store/record*.c", "lib/glass/*.c", "indexer/sources/*"),
}
SYSTEM = set("""
assert complex ctype errno fenv float inttypes iso646 limits locale math setjmp signal stdalign
stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string tgmath threads time uchar
wchar wctype
byteswap dirent dlfcn endian execinfo fcntl fnmatch ftw getopt glob grp langinfo libgen netdb poll
pthread pwd regex sched search semaphore spawn strings sysexits syslog termios unistd
""".split())
SYSTEM_FOLDERS = ("sys/", "netinet/", "arpa/", "linux/")
FORBIDDEN_FOLDERS = {"util", "utils", "common", "misc", "helpers"}

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)


def program_files():
    """What is compiled into a program and not into the library, headers included."""
    text = tree.read("cmake/programs.cmake")
    calls = re.findall(r"(?m)^\s+dossier_program\(\S+ ([^)]*)\)", text)
    return {re.sub(r"\.c$", end, name) for call in calls for name in call.split()
            for end in (".c", ".h")}


PROGRAMS = program_files()


def room_of(path):
    rooms = [room for room in ROOMS if path.startswith(room + "/")]
    return max(rooms, key=len, default=None)


def matches(path, patterns):
    return any(fnmatch.fnmatch(path, pattern) for pattern in patterns)


def resolve(path, header):
    """The file of ours that an #include "..." means."""
    beside = path.rsplit("/", 1)[0] + "/" + header
    for candidate in (beside, "include/" + header, "lib/" + header, header):
        if (tree.ROOT / candidate).is_file():
            return candidate
    return None


def allowed(path, room, target):
    if target in BINDING:
        return matches(path, BINDING[target])
    arrows = PROGRAM_ARROWS if path in PROGRAMS else ROOMS[room]
    own = room_of(target) == room
    return own or room_of(target) in arrows or target in arrows


def is_system(header):
    return header.endswith(".h") and (header[:-2] in SYSTEM or header.startswith(SYSTEM_FOLDERS))


def main():
    faults = []
    seen_in = {}
    looked_at = 0
    for path in tree.sources(".c", ".h", ".cc"):
        for folder in set(path.split("/")[:-1]) & FORBIDDEN_FOLDERS:
            faults.append(f"{path}: a file lives where its noun does, not in {folder}/")
        room = room_of(path)
        if not room:
            continue
        looked_at += 1
        text = tree.without_comments(tree.read(path))
        for match in INCLUDE.finditer(text):
            where = f"{path}:{text.count(chr(10), 0, match.start()) + 1}"
            header = match.group(2)
            if match.group(1) == '"':
                target = resolve(path, header)
                if not target:
                    faults.append(f"{where}: \"{header}\" is no file of ours")
                elif not allowed(path, room, target):
                    faults.append(f"{where}: {room}/ may not look at {target}")
            elif header in PLACES:
                if not matches(path, PLACES[header]):
                    faults.append(f"{where}: <{header}> belongs in {', '.join(PLACES[header])}")
            elif "." in header and not is_system(header):
                seen_in.setdefault(header, []).append(path)
    for header, paths in sorted(seen_in.items()):
        if len(paths) > 1:
            faults.append(f"<{header}> is seen by {len(paths)} files: {', '.join(paths)}")
    return tree.finish("arrows", faults, looked_at)


sys.exit(main())
