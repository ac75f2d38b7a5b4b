#!/usr/bin/env python3
"""Counts what the browser costs, which times cannot tell on a busy machine, and holds it against limits.

    counts.py CLIENTELE [--record]

CLIENTELE is the release binary. Instructions and allocations are counted by valgrind, system calls by strace, page faults
by the kernel, bytes in a pseudo-terminal. The limits are in counts.txt beside this file, one a line; --record writes them
anew, a tenth above what is measured now, what varies a quarter, and is for somebody who has read the difference.

Exit status: 0 if every limit is kept, 1 if one is not, 2 if something could not be counted.
"""
import argparse
import os
import pathlib
import re
import secrets
import statistics
import subprocess
import sys
import tempfile

from measure import BROWSER_FOOT, NARROW, WIDE, Trouble, percentile, running, sandbox

LIMITS = pathlib.Path(__file__).with_name("counts.txt")
HEADER = """# What the release build may cost, held by counts.py; see docs/developing.md. Clients: 1000, under valgrind 100, on loopback.
"""
CLIENTS, PRESSES = 1000, 100
COUNTED_CLIENTS, COUNTED_PRESSES = 100, 90  # under valgrind, which reads a list slowly
QUIET = 12  # s without output, after which valgrind has come to the end of the load
SLOW = 180  # s that a start may take under valgrind
# Valgrind up to 3.19 writes to the mask, which libdispatch has in memory that is only to be read, and crashes.
WRITABLE_MASK = """
#define _GNU_SOURCE
#include <signal.h>
#include <sys/syscall.h>
#include <unistd.h>
int sigsuspend(const sigset_t *mask) {
    sigset_t copy = *mask;
    return (int)syscall(SYS_rt_sigsuspend, &copy, 8);
}
"""


def counted(command, variables, keys, pattern, report):
    """What valgrind has counted from the start, over so many Down keys, to the end."""
    with running(command, WIDE, variables) as program:
        program.wait_for(BROWSER_FOOT, SLOW)
        # Under valgrind a page is read for seconds, in which nothing moves.
        program.rest(QUIET)
        for _ in range(keys):
            os.write(program.keyboard, program.down)
            if program.read(SLOW)[0] is None:
                raise Trouble("a key press changed nothing")
            program.rest(0.1)
        os.write(program.keyboard, b"q")
        try:
            program.rest(SLOW)
        except Trouble:
            pass  # It has ended.
    found = re.search(pattern, report.read_text())
    if not found:
        raise Trouble(f"no count in the report of valgrind: {report.read_text()[-500:]}")
    return int(found[1].replace(",", ""))


def count_valgrind(binary, variables, folder):
    # Valgrind does not know all of Swift's debug information, and gives up where there is some.
    stripped = os.path.join(folder, "clientele")
    subprocess.run(["strip", "--strip-debug", "-o", stripped, binary], check=True)
    preloaded = os.path.join(folder, "mask.so")
    subprocess.run(["cc", "-shared", "-fPIC", "-x", "c", "-o", preloaded, "-"], input=WRITABLE_MASK.encode(), check=True)
    variables = variables | {"LD_PRELOAD": preloaded}
    for name, tool, pattern in [
        ("instructions", ["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"],
         r"I\s+refs:\s+([\d,]+)"),
        ("allocations", ["--tool=memcheck", "--leak-check=no", "--undef-value-errors=no"],
         r"total heap usage: ([\d,]+) allocs"),
    ]:
        report = pathlib.Path(folder, name)
        command = ["valgrind", *tool, f"--log-file={report}", stripped]
        start = counted(command, variables, 0, pattern, report)
        whole = counted(command, variables, COUNTED_PRESSES, pattern, report)
        yield f"{name}, from the start to the end", start
        yield f"{name} of a Down", max(0, whole - start) // COUNTED_PRESSES


def count_calls(binary, variables, folder):
    """System calls of all threads before the first frame is written."""
    report = pathlib.Path(folder, "calls")
    command = ["strace", "-f", "-qq", "-s", "1000000", "-o", str(report), binary]
    with running(command, WIDE, variables) as program:
        program.wait_for(BROWSER_FOOT, SLOW)
    count = 0
    for line in report.read_text(errors="replace").splitlines():
        # To the terminal or into the memory that goes there: the descriptor is the program's affair.
        if "write(" in line and BROWSER_FOOT.decode() in line:
            return count
        # A call that another thread interrupts has two lines.
        if "resumed>" not in line:
            count += 1
    raise Trouble("strace has not seen the frame")


def page_faults(binary, variables):
    """Minor page faults until the first frame has come."""
    figures = []
    for _ in range(5):
        with running([binary], WIDE, variables) as program:
            program.wait_for(BROWSER_FOOT, SLOW)
            stat = pathlib.Path(f"/proc/{program.pid}/stat").read_text()
            figures.append(int(stat.rpartition(")")[2].split()[7]))
    return int(statistics.median(figures))


def count_bytes(binary, variables):
    for size, name in ((WIDE, "120x40"), (NARROW, "90x20")):
        with running([binary], size, variables) as program:
            program.wait_for(BROWSER_FOOT, SLOW)
            program.rest(0.5)
            sizes = [program.press(program.down)[1] for _ in range(PRESSES)]
        yield f"bytes of a Down at {name}, median", int(statistics.median(sizes))
        yield f"bytes of a Down at {name}, 95th percentile", percentile(sizes, 0.95)


def figures(binary):
    token = secrets.token_hex(16)
    with tempfile.TemporaryDirectory() as folder:
        with sandbox(binary, CLIENTS, token) as url:
            variables = {"HEROKU_HOST": url, "HEROKU_API_KEY": token, "XDG_CACHE_HOME": "/dev/null",
                         "XDG_STATE_HOME": "/dev/null"}
            yield "system calls before the first frame", count_calls(binary, variables, folder)
            yield "page faults before the first frame", page_faults(binary, variables)
            yield from count_bytes(binary, variables)
        with sandbox(binary, COUNTED_CLIENTS, token) as url:
            yield from count_valgrind(binary, variables | {"HEROKU_HOST": url}, folder)


def read_limits():
    lines = LIMITS.read_text().splitlines() if LIMITS.exists() else []
    rows = (line.partition(" ") for line in lines if line and not line.startswith("#"))
    return {name.strip(): int(limit) for limit, _, name in rows}


def limit_above(count, name):
    """Threads come in another order each time: what depends on that varies by a few hundredths."""
    varies = name.startswith(("page faults", "instructions", "allocations"))
    return count + count // (4 if varies else 10) + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clientele", type=os.path.abspath, help="the release binary")
    parser.add_argument("--record", action="store_true", help="write the limits anew")
    options = parser.parse_args()
    limits, found, exceeded = read_limits(), {}, False
    print(f"{'count':>14} {'limit':>14}")
    try:
        for name, count in figures(options.clientele):
            found[name] = count
            limit = limits.get(name)
            is_kept = limit is None or count <= limit
            exceeded = exceeded or not is_kept
            print(f"{count:>14} {'none' if limit is None else limit:>14}  {name}{'' if is_kept else ': EXCEEDED'}",
                  flush=True)
    except (Trouble, OSError, subprocess.CalledProcessError) as trouble:
        print(f"counts.py: {trouble}", file=sys.stderr)
        return 2
    if options.record:
        LIMITS.write_text(HEADER + "".join(f"{limit_above(count, name):<12} {name}\n" for name, count in found.items()))
        return 0
    return 1 if exceeded else 0


if __name__ == "__main__":
    sys.exit(main())
