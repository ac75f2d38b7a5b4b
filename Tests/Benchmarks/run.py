#!/usr/bin/env python3
"""Runs all benchmarks, prints the figures beside their bars, and writes them into docs/benchmarks.md.

    run.py CLIENTELE [--quick] [--only SECTION ...] [--page FILE] [--json FILE]

CLIENTELE is the release binary. What is compared runs in turn in this one run: the browser, the floor (floor.c, which
is built with cc), curl, and peers; read the ratios, not the milliseconds. --quick is for a first look, with few runs,
and --only for some sections; neither writes the page, unless --page names one.

Exit status: 0 if every bar is kept, 1 if one is not, 2 if something could not be measured.
"""
import argparse
import contextlib
import json
import os
import pathlib
import secrets
import signal
import subprocess
import sys
import tempfile
import time
import traceback

import browser
import commands
import figures
import keys
import load
import machine
import peers
import rewrite
import where
from measure import Server, Trouble, sandbox

HERE = pathlib.Path(__file__).resolve().parent
PAGE = HERE.parent.parent / "docs" / "benchmarks.md"
SECTIONS = {
    "first-frame": browser.first_frame, "first-page": browser.first_page, "down": browser.down, "burst": browser.burst,
    "keys": keys.keys, "million": keys.million, "load": load.load, "memory": browser.memory, "idle": browser.idle,
    "commands": commands.commands, "size": commands.size, "rewrite": rewrite.rewrite, "where": where.where,
    "peers": peers.peers,
}
NOT_QUICK = {"million"}
FORMS = {"peers": figures.matrix}


class Bench:
    """What a section needs to take its figures."""

    def __init__(self, clientele, folder, is_quick):
        self.clientele, self.folder, self.is_quick = clientele, folder, is_quick
        self.floor = os.path.join(folder, "floor")
        subprocess.run(["cc", "-O2", "-o", self.floor, str(HERE / "floor.c"), "-lncursesw"], check=True)

    def times(self, whole, quick):
        return quick if self.is_quick else whole

    def file(self, name):
        return pathlib.Path(self.folder, name)

    @contextlib.contextmanager
    def serving(self, clients, *options):
        """A sandbox as a process of its own."""
        token = secrets.token_hex(16)
        with sandbox(self.clientele, clients, token, *options) as url:
            yield Server(url, token)


def take(bench, name):
    """The figures of a section and its notes, printed as they come."""
    found, notes = [], []
    for figure in SECTIONS[name](bench):
        if isinstance(figure, str):
            notes.append(figure)
            print(f"{name:<12} {figure}", flush=True)
        else:
            figure.section = name
            found.append(figure)
            print(figure.line, flush=True)
    if not found:
        raise Trouble("it has no figures")
    return found, notes


def measure(bench, names):
    """Figures and notes of each section that could be measured, and the names of the others."""
    taken, troubles = {}, []
    for name in names:
        started = time.monotonic()
        try:
            taken[name] = take(bench, name)
        except Exception as trouble:  # The other sections are worth having all the same.
            if not isinstance(trouble, (Trouble, OSError, subprocess.SubprocessError)):
                traceback.print_exc()
            print(f"run.py: {name} could not be measured: {trouble}", file=sys.stderr, flush=True)
            troubles.append(name)
        print(f"{name:<12} took {time.monotonic() - started:.0f} s\n", flush=True)
    return taken, troubles


def rendered(page, names, taken, about):
    """The page with what has been measured."""
    page = figures.fill(page, "about", about)
    found = [figure for section, _ in taken.values() for figure in section]
    page = figures.fill(page, "summary", figures.summary(found, [name for name in names if name not in taken]))
    for name in names:
        content = "Could not be measured in this run."
        if name in taken:
            section, notes = taken[name]
            content = "\n\n".join([FORMS.get(name, figures.table)(section), *notes])
        page = figures.fill(page, name, content)
    return page


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clientele", type=os.path.abspath, help="the release binary")
    parser.add_argument("--quick", action="store_true", help="few runs, for a first look")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, metavar="SECTION", help=f"of {', '.join(SECTIONS)}")
    parser.add_argument("--page", type=pathlib.Path, metavar="FILE",
                        help="write the figures there (default of a whole run: docs/benchmarks.md)")
    parser.add_argument("--json", type=pathlib.Path, metavar="FILE", help="write the figures there, too")
    options = parser.parse_args()
    if not os.access(options.clientele, os.X_OK):
        parser.error("wanted: a binary that can be run")
    # Asked to end, it ends what it has started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(2))

    wanted = options.only or [name for name in SECTIONS if not (options.quick and name in NOT_QUICK)]
    names = [name for name in SECTIONS if name in wanted]
    is_part = options.quick or options.only
    page = options.page or (None if is_part else PAGE)
    try:
        if page:
            figures.check_page(page.read_text(), ["about", "summary", *names])
        with tempfile.TemporaryDirectory() as folder:
            about = machine.describe(options.clientele, folder)
            print(about, end="\n\n", flush=True)
            if is_part:
                about += f"\n* only a part: {'few runs; ' if options.quick else ''}{', '.join(names)}"
            taken, troubles = measure(Bench(options.clientele, folder, options.quick), names)
    except (Trouble, OSError, subprocess.SubprocessError) as trouble:
        print(f"run.py: {trouble}", file=sys.stderr)
        return 2
    if page:
        page.write_text(rendered(page.read_text(), names, taken, about))
    found = [figure for section, _ in taken.values() for figure in section]
    if options.json:
        options.json.write_text(json.dumps([figure.record for figure in found], indent=1) + "\n")
    missed = [figure for figure in found if not figure.is_kept]
    for figure in missed:
        print("missed:", figure.line, file=sys.stderr)
    if troubles:
        print("not measured:", ", ".join(troubles), file=sys.stderr)
    return 2 if troubles else 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
