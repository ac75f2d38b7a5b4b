#!/usr/bin/env python3
"""Measures how long many clients take to get new redirect URIs, several at once and one after the other.

    rewrite.py CLIENTELE [CLIENTS]

CLIENTELE is the binary, CLIENTS how many clients the sandbox serves (1000 unless told otherwise). For each of the two a
sandbox of its own runs in a process on loopback; `clientele rewrite` reads each client again before it changes it, so that
each takes two requests. The times are those of whole processes, from start to end, with the list that is loaded first. That
every client was changed is checked.

Exit status: 0 if the bar is kept, 1 if it is not, 2 if something could not be measured.
"""
import argparse
import os
import re
import secrets
import statistics
import subprocess
import sys

from load import timed
from measure import Trouble, sandbox

BAR = 0.25  # several at once take at most this part of the time of one after the other
# One that every server takes: ASCII without a fragment.
RULE = ["--filter", "", "--regex", r'^(https?://[!-"$-~]*)(example|localhost)([!-"$-~]*)$', "$1moved$3"]
WIDTHS = (1, 8)


def measure(clientele, clients, latency, width):
    """Seconds that a rewrite takes, and how many clients it changed."""
    token = secrets.token_hex(16)
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    environment["HEROKU_API_KEY"] = token
    with sandbox(clientele, clients, token, latency) as url:
        command = [clientele, "rewrite", "--host", url] + RULE
        with open(os.devnull, "rb") as nothing:
            dry_run = command + ["--dry-run"]
            before, fingerprint = counted(timed(dry_run, environment, stdin=nothing, stdout=subprocess.PIPE)[1])
            run = command + ["--width", str(width), "--yes", fingerprint]
            seconds, _ = timed(run, environment, stdin=nothing, stdout=subprocess.PIPE)
            after, _ = counted(timed(dry_run, environment, stdin=nothing, stdout=subprocess.PIPE)[1])
            if before < clients * 0.9 or after > clients * 0.01:
                raise Trouble(f"{before} of {clients} clients were to change, and {after} are still to")
    return seconds, before


def counted(shown):
    """How many clients a dry run says would change, and the fingerprint of that."""
    match = re.search(r"^(\d+) clients? would change\..*^Fingerprint: (\S+)$", shown.decode(), re.M | re.S)
    return (int(match[1]), match[2]) if match else (0, "")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clientele")
    parser.add_argument("clients", nargs="?", type=int, default=1000)
    parser.add_argument("--latency", type=int, default=50, help="milliseconds of each answer")
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    clientele = os.path.abspath(arguments.clientele)
    try:
        times, changed = {}, 0
        for width in WIDTHS:
            figures = [measure(clientele, arguments.clients, arguments.latency, width) for _ in range(arguments.runs)]
            times[width] = statistics.median(seconds for seconds, _ in figures)
            changed = figures[0][1]
    except (Trouble, OSError) as trouble:
        print(f"rewrite.py: {trouble}", file=sys.stderr)
        return 2
    one, several = (times[width] for width in WIDTHS)
    kept = several / one <= BAR
    print(f"{'rewritten':>10} {'latency':>8} {'one by one, s':>14} {'at once, s':>11} {'ratio':>6}  bar")
    print(f"{changed:10} {arguments.latency:8} {one:14.2f} {several:11.2f} {several / one:6.2f}"
          f"  {BAR} {'kept' if kept else 'MISSED'}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
