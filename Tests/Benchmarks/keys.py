#!/usr/bin/env python3
"""Measures what a key costs that concerns every client: letters of a filter, another order, marks.

    keys.py CLIENTELE [CLIENTS ...]

CLIENTELE is the release binary, CLIENTS how many clients the sandbox serves (100000 unless told otherwise). Times are from
the key to the last byte of the picture, in a pseudo-terminal of 120x40, once all clients are there. The bars are those of
100,000 clients; with 1,000,000 a key of the filter has 150 ms.

Exit status: 0 if every bar is kept, 1 if one is not, 2 if something could not be measured.
"""
import argparse
import os
import secrets
import statistics
import sys

from measure import BROWSER_FOOT, WIDE, Trouble, percentile, running, sandbox

# Words, parts, a wildcard, a fuzzy one, a phrase, letters with accents, and one that finds nothing.
FILTERS = ["staging", "dashboard prod", "host:*.example.com", "~dshbrd", '"billing s', "café", "updated:<90d !eu", "zzzz"]
BACKSPACE, ESCAPE = b"\x7f", b"\x1b"
SORTS = 6


def measure(clientele, clients):
    """Prints the rows for a number of clients, and returns the bars that were missed."""
    token = secrets.token_hex(16)
    with sandbox(clientele, clients, token) as url:
        variables = {"HEROKU_HOST": url, "HEROKU_API_KEY": token, "XDG_CACHE_HOME": "/dev/null",
                     "XDG_STATE_HOME": "/dev/null"}
        with running([clientele], WIDE, variables) as program:
            program.wait_for(BROWSER_FOOT)
            program.rest(3)
            typed, erased = [], []
            for text in FILTERS:
                program.press(b"/")
                for character in text:
                    typed.append(program.press(character.encode())[0])
                for _ in text:
                    erased.append(program.press(BACKSPACE)[0])
                os.write(program.keyboard, ESCAPE)
                # An Escape waits for what may belong to it.
                program.rest(0.3)
            sorts = [program.press(b"o")[0] for _ in range(SORTS)]
            reversals = [program.press(b"O")[0] for _ in range(2)]
            before = program.memory()
            marking = program.press(b"*")[0]
            after = program.memory()

    letter = 10 if clients <= 100_000 else 150
    rows = [
        ("letter of a filter, median, ms", statistics.median(typed), None),
        ("letter of a filter, p95, ms", percentile(typed, 0.95), letter),
        ("backspace, p95, ms", percentile(erased, 0.95), letter),
        ("another order, slowest, ms", max(sorts), 100 if clients <= 100_000 else None),
        ("order turned round, slowest, ms", max(reversals), 100 if clients <= 100_000 else None),
        ("all marked, ms", marking, None),
        ("peak memory before that, MiB", before, None),
        ("peak memory with all marked, MiB", after, None),
    ]
    missed = []
    for what, value, bar in rows:
        kept = bar is None or value <= bar
        if not kept:
            missed.append(f"{what} at {clients} clients: {value:.1f}, more than {bar}")
        verdict = "" if bar is None else f"{bar} {'kept' if kept else 'MISSED'}"
        print(f"{clients:>8}  {what:<34} {value:>8.1f}  {verdict}", flush=True)
    return missed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clientele", type=os.path.abspath, help="the release binary")
    parser.add_argument("clients", nargs="*", type=int, default=[100_000], help="sizes of the sandbox")
    options = parser.parse_args()
    if not os.access(options.clientele, os.X_OK) or min(options.clients) < 2:
        parser.error("wanted: a binary that can be run, and at least two clients")
    try:
        missed = [bar for clients in options.clients for bar in measure(options.clientele, clients)]
    except Trouble as trouble:
        print(f"keys.py: {trouble}", file=sys.stderr)
        return 2
    for bar in missed:
        print("missed:", bar, file=sys.stderr)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
