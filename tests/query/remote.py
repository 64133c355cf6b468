#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Two indexes served by xapian-tcpsrv on loopback give the answers of one index of everything.

    remote.py BIN CORPUS

The corpus is split in two by file; each half gets an index and a server. Every query is asked of
the pair, of the two local halves together, and of the whole, and the hits (title, score, date,
snippets), counts and facets must agree. Ties may come in another order.
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

QUERIES = [
    ["treaty"], ["nuclear test ban"], ['"test ban"'], ["kind:proposal"], ["title:treaty"],
    ["negotiat*"], ["sanctions -iran"], ["moscow OR vienna"], ["date:1960..1979 soviet"],
    ["since:1990 climate"], ["source:wire agreement"], ["--any", "who proposed the test ban"],
    ["--sort", "date", "council"], ["unfindableword treaty"], ["--all"],
]
EXTRA = ["--format", "jsonl", "--limit", "200", "--facet", "source,kind,month"]


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def serve(database):
    port = free_port()
    server = subprocess.Popen(
        ["xapian-tcpsrv", "--interface", "127.0.0.1", "--port", str(port), "--quiet", database],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    for _ in range(200):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return server, f"tcp:127.0.0.1:{port}"
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("xapian-tcpsrv does not answer")


def ask(program, locations, query):
    arguments = [part for place in locations for part in ("--index", place)]
    done = subprocess.run([program, *arguments, *EXTRA, *query], capture_output=True, text=True,
                          timeout=60, check=False)
    assert done.returncode in (0, 1), (query, done.returncode, done.stderr)
    records = [json.loads(line) for line in done.stdout.splitlines()]
    hits = sorted(
        (-round(hit["score"], 6), hit["title"], hit["date"], json.dumps(hit["snippets"]))
        for hit in records if hit["type"] == "hit")
    facets = [record for record in records if record["type"] == "facet"]
    matches = [record["matches"] for record in records if record["type"] == "summary"]
    return hits, facets, matches


def main():
    bin_folder, corpus = sys.argv[1:3]
    index, query = (os.path.join(bin_folder, name) for name in ("dossier-index", "dossier-query"))
    if not shutil.which("xapian-tcpsrv"):
        print("xapian-tcpsrv is not installed (package xapian-tools): skipped")
        sys.exit(77)
    top = tempfile.mkdtemp(prefix="dossier-remote-")
    servers = []
    try:
        halves = [os.path.join(top, "one"), os.path.join(top, "two")]
        files = sorted(os.path.join(at, name) for at, _, names in os.walk(corpus)
                       for name in names if not name.startswith("."))
        for number, file in enumerate(files):
            target = os.path.join(halves[number % 2], os.path.relpath(file, corpus))
            os.makedirs(os.path.dirname(target), exist_ok=True)
            shutil.copy(file, target)
        whole = os.path.join(top, "whole")
        subprocess.run([index, "-q", "--index", whole, *halves], check=True)
        for half in halves:
            subprocess.run([index, "-q", half], check=True)
        for half in halves:
            server, location = serve(os.path.join(half, ".dossier", "g1"))
            servers.append((server, location))
        remote = [location for _, location in servers]
        for words in QUERIES:
            expected = ask(query, [whole], words)
            assert expected[0] or "kind:" in words[0], words
            for places in (halves, remote, [halves[0], remote[1]]):
                got = ask(query, places, words)
                for part, name in zip(range(3), ("hits", "facets", "counts")):
                    assert got[part] == expected[part], (words, places, name, got[part][:3],
                                                         expected[part][:3])
        gone = subprocess.run([query, "--index", f"tcp:127.0.0.1:{free_port()}", "treaty"],
                              capture_output=True, text=True, timeout=60, check=False)
        assert gone.returncode == 69 and "hint:" in gone.stderr, (gone.returncode, gone.stderr)
    finally:
        for server, _ in servers:
            server.kill()
            server.wait()
        shutil.rmtree(top)
    print(f"{len(QUERIES)} queries agree")
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
