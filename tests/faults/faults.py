#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""What can go wrong around dossier-index: kills, full disks, no memory, interrupts, other writers.

    faults.py BIN CASE [SHIM]

BIN is the folder with dossier-index and dossier-query. Each case makes its own corpus, does harm,
and then asks the programs themselves: --check must find no fault, and what had been committed must
still be found. SHIM is the library that makes the Nth allocation fail (allocation.c).
"""
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time

WORDS = """treaty ministers council grain ozone border sanctions delegation harbour committee draft
summit vote river embassy protocol inspection missile tariff quota whale observer ceasefire envoy
""".split()


class Bench:
    """A folder of articles, its index, and the two programs."""

    def __init__(self, bin_folder, files=120):
        self.index_program = os.path.join(bin_folder, "dossier-index")
        self.query_program = os.path.join(bin_folder, "dossier-query")
        self.top = tempfile.mkdtemp(prefix="dossier-faults-")
        self.random = random.Random(20170912)
        for number in range(files):
            self.write(number, "alpha")

    def path(self, number):
        return os.path.join(self.top, "articles", f"{number:04}.txt")

    def write(self, number, mark):
        """Article `number`, every one of which holds the words `common` and `mark`."""
        os.makedirs(os.path.dirname(self.path(number)), exist_ok=True)
        body = " ".join(self.random.choice(WORDS) for _ in range(self.random.randint(50, 900)))
        with open(self.path(number), "w", encoding="utf-8") as file:
            file.write(f"Report Number {number}\n\nGENEVA - common {mark} {body}.\n")

    def index(self, *arguments, **options):
        return subprocess.Popen(
            [self.index_program, *arguments, self.top],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, **options)

    def run_index(self, *arguments, **options):
        process = self.index(*arguments, **options)
        _, errors = process.communicate(timeout=240)
        return process.returncode, errors

    def await_lock(self, process):
        """Until `process` is the writer: before that, another could become it first."""
        lock = os.path.join(self.top, ".dossier", "lock")
        while process.poll() is None:
            with open(lock, encoding="utf-8") as holder:
                if str(process.pid) in holder.read():
                    return
            time.sleep(0.001)

    def count(self, query):
        result = subprocess.run(
            [self.query_program, "--index", self.top, "--count", query],
            capture_output=True, text=True, timeout=60, check=False)
        assert result.returncode in (0, 1), (query, result.returncode, result.stderr)
        return int(result.stdout.split()[0])

    def assert_sound(self):
        result = subprocess.run(
            [self.index_program, "--check", "--index", self.top],
            capture_output=True, text=True, timeout=120, check=False)
        assert result.returncode == 0, (result.returncode, result.stdout, result.stderr)

    def remove(self):
        shutil.rmtree(self.top, ignore_errors=True)


# Arguments, and one in how many of the files changes before: few changes go through Xapian's writer,
# a hundred at once make a new generation out of the old one's tables.
RUNS = [([], 3), ([], 1), (["--rebuild"], 0), (["--retag"], 0)]


def duration_of(bench, *arguments):
    start = time.monotonic()
    code, errors = bench.run_index(*arguments)
    assert code == 0, errors
    return time.monotonic() - start


def case_kill(bench, _):
    """kill -9 at 64 random moments of a rebuild, a retagging, or an update with few or many changes:
    the index holds what it held."""
    whole = duration_of(bench)
    files = bench.count("common")
    killed = 0
    for attempt in range(64):
        arguments, step = RUNS[attempt % len(RUNS)]
        touched = range(0, files, step) if step else []
        for number in touched:
            bench.write(number, f"round{attempt}")
        process = bench.index(*arguments)
        time.sleep(bench.random.uniform(0, whole * 1.2))
        process.kill()
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        bench.assert_sound()
        found = bench.count("common")
        assert found == files, f"attempt {attempt}: {found} of {files} documents"
        changed = bench.count(f"round{attempt}")
        assert changed in (0, len(touched)), f"half a change: {changed}"
    assert killed > 10, f"only {killed} runs were killed in time"
    code, errors = bench.run_index()
    assert code == 0, errors
    bench.assert_sound()
    litter = [n for n in os.listdir(os.path.join(bench.top, ".dossier")) if n.startswith("new-")]
    bench.run_index("--rebuild")
    litter = [n for n in os.listdir(os.path.join(bench.top, ".dossier")) if n.startswith("new-")]
    assert not litter, litter
    print(f"{killed} of 64 runs killed")


def limited(size):
    """For preexec_fn: writes beyond `size` bytes of a file fail, as on a full disk."""
    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    return limit


def case_disk(bench, _):
    """Writes that fail at any size: told as such, and the old index goes on serving."""
    assert bench.run_index()[0] == 0
    files = bench.count("common")
    failed = changes = 0
    for size in [0, 1, 100, 4096, 8192, 20000, 65536, 100000, 200000, 400000, 800000]:
        for arguments, step in RUNS:
            changes += 1
            touched = range(0, files, step) if step else []
            for number in touched:
                bench.write(number, f"round{changes}")
            code, errors = bench.run_index(*arguments, preexec_fn=limited(size))
            assert code in (0, 74), (size, code, errors)
            failed += code == 74
            if code == 74:
                assert "dossier-index:" in errors and "File too large" in errors, errors
            bench.assert_sound()
            assert bench.count("common") == files
            changed = bench.count(f"round{changes}")
            assert changed in (0, len(touched)), f"half a change: {changed}"
    assert failed > 8, failed
    print(f"{failed} runs failed to write")


def case_memory(bench, shim):
    """The Nth allocation fails, for many N: a message or success, never a crash, never damage."""
    assert bench.run_index()[0] == 0
    files = bench.count("common")
    codes = {}
    steps = list(range(1, 400, 7)) + [int(400 * 1.13 ** n) for n in range(75)]
    for turn, nth in enumerate(steps):
        arguments, step = RUNS[turn % len(RUNS)]
        for number in range(0, files, step or files):
            bench.write(number, f"turn{turn}")
        environment = dict(os.environ, LD_PRELOAD=shim, FAIL_ALLOCATION=str(nth))
        code, errors = bench.run_index(*arguments, env=environment)
        assert code >= 0, f"allocation {nth}: signal {-code}"
        assert code in (0, 71, 67, 2, 74, 65), (nth, code, errors)
        codes[code] = codes.get(code, 0) + 1
        bench.assert_sound()
        assert bench.count("common") == files
    assert codes.get(71, 0) > 20, codes
    print(codes)


def case_interrupt(bench, _):
    """Ctrl-C once commits what was read; twice ends at once. Both leave a sound index."""
    for number in range(120, 1500):
        bench.write(number, "gamma")
    whole = duration_of(bench)
    for attempt in range(12):
        shutil.rmtree(os.path.join(bench.top, ".dossier"))
        process = bench.index()
        time.sleep(bench.random.uniform(0.02, whole))
        process.send_signal(signal.SIGINT)
        if attempt % 3 == 2:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)
        assert process.returncode in (0, 130, -signal.SIGINT), process.returncode
        if os.path.exists(os.path.join(bench.top, ".dossier", "XAPIANDB")):
            bench.assert_sound()
    code, errors = bench.run_index()
    assert code == 0, errors
    bench.assert_sound()
    assert bench.count("common") == 1500


def case_company(bench, _):
    """Readers find the same documents all through a rebuild; a second writer is turned away."""
    for number in range(120, 1500):
        bench.write(number, "gamma")
    assert bench.run_index()[0] == 0
    searches = 0
    refused = 0
    process = bench.index("--rebuild")
    bench.await_lock(process)
    while process.poll() is None:
        assert bench.count("common") == 1500
        searches += 1
        if searches % 5 == 1:
            code, errors = bench.run_index()
            if code == 75:
                refused += 1
                assert str(process.pid) in errors, errors
    _, errors = process.communicate()
    assert process.returncode == 0, errors
    assert searches > 2 and refused > 0, (searches, refused)
    bench.assert_sound()
    print(f"{searches} searches during the rebuild, {refused} writers turned away")


CASES = {name[5:]: function for name, function in globals().items() if name.startswith("case_")}


def main():
    bench = Bench(sys.argv[1])
    try:
        CASES[sys.argv[2]](bench, sys.argv[3] if len(sys.argv) > 3 else None)
    finally:
        bench.remove()
    print("1 passed, 0 failed")


if __name__ == "__main__":
    main()
