#!/usr/bin/env python3
"""Measures the browser in pseudo-terminals, next to the floor, and prints a table.

    measure.py CLIENTELE [CLIENTS ...]

CLIENTELE is the release binary, CLIENTS how many clients the sandbox serves (100, 10000 and 100000 unless told
otherwise). For each number a sandbox runs as a process of its own on loopback. The floor (floor.c beside this file)
is built with cc and run in turn with the browser, so that both see the same machine: read the ratios, not the
milliseconds.

Exit status: 0 if every bar is kept, 1 if one is not, 2 if something could not be measured.
"""
import argparse
import contextlib
import fcntl
import json
import os
import pathlib
import secrets
import select
import signal
import statistics
import struct
import subprocess
import sys
import tempfile
import termios
import time

DOWN, DOWN_IN_APPLICATION_MODE = b"\x1b[B", b"\x1bOB"
WIDE, NARROW = (120, 40), (90, 20)  # list and detail side by side; the list with eight rows of detail or none
FLOOR_FOOT, BROWSER_FOOT = b"quit", b"filter"  # a word of the last row: what comes after it is no longer that frame

# What the program has promised, in the units of the table.
BARS = {"first frame": 2.5, "Down": 1.5, "bytes median 90x20": 300, "bytes p95 120x40": 1200, "wake-ups": 0.1}


class Trouble(Exception):
    """Something that keeps a figure from being taken."""


class Program:
    """A program in a terminal of its own."""

    def __init__(self, command, size, variables=()):
        environment = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
        environment |= {"TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"}
        environment.update(variables)
        self.keyboard, terminal = os.openpty()
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.output = b""
        self.down = DOWN
        self.started = time.perf_counter()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(terminal, termios.TIOCSCTTY, 0)
                for descriptor in range(3):
                    os.dup2(terminal, descriptor)
                os.closerange(3, 256)
                os.execvpe(command[0], command, environment)
            finally:
                os._exit(127)
        os.close(terminal)

    def read(self, seconds):
        """What is written within so many seconds, and when it came; (None, b"") if nothing is."""
        if not select.select([self.keyboard], [], [], seconds)[0]:
            return None, b""
        try:
            data = os.read(self.keyboard, 1 << 20)
        except OSError:
            data = b""
        if not data:
            raise Trouble(f"the program has ended; its last words: {self.output[-300:]!r}")
        self.output = (self.output + data)[-100_000:]
        if b"\x1b[?1h" in data:
            self.down = DOWN_IN_APPLICATION_MODE
        return time.perf_counter(), data

    def wait_for(self, text, limit=30):
        """Seconds from the start until a text has been written."""
        seen = b""
        while text not in seen:
            moment, data = self.read(limit)
            if moment is None:
                raise Trouble(f"{text!r} did not show")
            seen = (seen + data)[-1 << 20:]
        return moment - self.started

    def rest(self, quiet):
        """Waits until nothing has been written for so long; seconds from the start to the last byte."""
        last = time.perf_counter()
        while True:
            moment, _ = self.read(quiet)
            if moment is None:
                return last - self.started
            last = moment

    def press(self, key, quiet=0.02):
        """Milliseconds from a key to the last byte of the picture, and how many bytes that has."""
        pressed = time.perf_counter()
        os.write(self.keyboard, key)
        last, size = self.read(2)
        if last is None:
            raise Trouble("a key press changed nothing")
        size = len(size)
        while True:
            moment, data = self.read(quiet)
            if moment is None:
                return (last - pressed) * 1000, size
            last, size = moment, size + len(data)

    def switches(self):
        """How often each thread has gone to sleep by itself."""
        counts = {}
        for status in pathlib.Path(f"/proc/{self.pid}/task").glob("*/status"):
            with contextlib.suppress(OSError):
                for line in status.read_text().splitlines():
                    if line.startswith("voluntary_ctxt_switches"):
                        counts[status.parent.name] = int(line.split()[1])
        return counts

    def memory(self):
        """The most memory that it has had, in MiB."""
        for line in pathlib.Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        return 0.0

    def close(self):
        """Ends it, and waits until it has."""
        with contextlib.suppress(OSError):
            os.write(self.keyboard, b"q")
        for attempt in range(200):
            with contextlib.suppress(OSError):
                while select.select([self.keyboard], [], [], 0)[0] and os.read(self.keyboard, 1 << 20):
                    pass
            if os.waitpid(self.pid, os.WNOHANG)[0]:
                break
            if attempt == 150:
                os.kill(self.pid, signal.SIGKILL)
            time.sleep(0.01)
        os.close(self.keyboard)


@contextlib.contextmanager
def running(command, size, variables=()):
    program = Program(command, size, variables)
    try:
        yield program
    finally:
        program.close()


@contextlib.contextmanager
def sandbox(clientele, clients, token, latency=0):
    """Runs a sandbox; gives its base URL."""
    server = subprocess.Popen([clientele, "sandbox", "--clients", str(clients), "--token", token,
                               "--latency", str(latency)],
                              stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    try:
        url = server.stdout.readline().strip()
        if not url.startswith("http"):
            raise Trouble("the sandbox did not say where it is")
        yield url
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def measure_start(commands, variables, runs):
    """Milliseconds to the whole first frame, for each of the commands in turn."""
    figures = [[] for _ in commands]
    for _ in range(runs):
        for (command, foot), times in zip(commands, figures):
            with running(command, WIDE, variables) as program:
                times.append(program.wait_for(foot) * 1000)
    return [statistics.median(times) for times in figures]


def measure_down(commands, variables, size, presses, rounds):
    """Milliseconds and bytes of each press, for each of the commands, a part of the presses in each round."""
    figures = [([], []) for _ in commands]
    for _ in range(rounds):
        for (command, foot), (times, sizes) in zip(commands, figures):
            with running(command, size, variables) as program:
                program.wait_for(foot)
                program.rest(0.5)
                for _ in range(presses):
                    milliseconds, count = program.press(program.down)
                    times.append(milliseconds)
                    sizes.append(count)
    return figures


def measure_idle(command, variables, seconds):
    """Wake-ups a second and bytes while nothing happens, seconds until all clients were there, and MiB."""
    with running(command, WIDE, variables) as program:
        program.wait_for(BROWSER_FOOT)
        loaded = program.rest(1)
        # What has to do with the start is over by then: the timer of the connect at 10 s, the connection that is
        # closed when it was idle for 15 s, threads that end.
        program.rest(18)
        before, begun = program.switches(), time.perf_counter()
        written = 0
        while (left := begun + seconds - time.perf_counter()) > 0:
            written += len(program.read(left)[1])
        after = program.switches()
        wakes = sum(count - before.get(thread, 0) for thread, count in after.items()) / seconds
        return wakes, written, loaded, program.memory()


def build_floor(folder):
    target = os.path.join(folder, "floor")
    source = pathlib.Path(__file__).with_name("floor.c")
    subprocess.run(["cc", "-O2", "-o", target, str(source), "-lncursesw"], check=True)
    return target


class Table:
    """Prints the figures as they come, and remembers which bars are missed."""

    def __init__(self):
        self.rows, self.missed = [], []
        print(f"{'clients':>8}  {'what':<28} {'floor':>10} {'clientele':>10} {'ratio':>6}  bar")

    def add(self, clients, what, clientele, floor=None, bar=None, judged="ratio", form="{:.2f}"):
        ratio = clientele / floor if floor else None
        value = ratio if judged == "ratio" else clientele
        kept = bar is None or value <= bar
        if not kept:
            self.missed.append(f"{what} at {clients} clients: {value:.2f}, more than {bar}")
        print(f"{clients:>8}  {what:<28} {form.format(floor) if floor else '':>10} {form.format(clientele):>10} "
              f"{f'{ratio:.2f}' if ratio else '':>6}  {'' if bar is None else f'{bar} ' + ('kept' if kept else 'MISSED')}",
              flush=True)
        self.rows.append({"clients": clients, "what": what, "clientele": clientele, "floor": floor, "ratio": ratio,
                          "bar": bar, "kept": kept})


def measure(options, floor, table):
    token = secrets.token_hex(16)
    for clients in options.clients:
        with sandbox(options.clientele, clients, token) as url:
            # As most people start it, without arguments; each start is a first one, with no list of last time.
            browser = [options.clientele]
            variables = {"HEROKU_HOST": url, "HEROKU_API_KEY": token, "XDG_CACHE_HOME": "/dev/null",
                         "XDG_STATE_HOME": "/dev/null"}
            commands = [([floor, str(clients)], FLOOR_FOOT), (browser, BROWSER_FOOT)]
            presses = min(options.presses, clients - 1)

            of_floor, of_browser = measure_start(commands, variables, options.runs)
            table.add(clients, "first frame, ms", of_browser, of_floor, BARS["first frame"])

            for size, name in ((WIDE, "120x40"), (NARROW, "90x20")):
                (floor_ms, floor_bytes), (ms, sizes) = measure_down(commands, variables, size, presses, options.rounds)
                bar = BARS["Down"] if size == WIDE else None
                table.add(clients, f"Down {name}, ms", statistics.median(ms), statistics.median(floor_ms), bar)
                table.add(clients, f"Down {name}, bytes median", statistics.median(sizes),
                          statistics.median(floor_bytes), BARS.get(f"bytes median {name}"), "value", "{:.0f}")
                table.add(clients, f"Down {name}, bytes p95", percentile(sizes, 0.95), percentile(floor_bytes, 0.95),
                          BARS.get(f"bytes p95 {name}"), "value", "{:.0f}")

            wakes, written, loaded, memory = measure_idle(browser, variables, options.idle)
            table.add(clients, "idle, wake-ups a second", wakes, bar=BARS["wake-ups"], judged="value")
            table.add(clients, "idle, bytes written", written, bar=0, judged="value", form="{:.0f}")
            table.add(clients, "all clients loaded, s", loaded)
            table.add(clients, "peak memory, MiB", memory, form="{:.0f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("clientele", type=os.path.abspath, help="the release binary")
    parser.add_argument("clients", nargs="*", type=int, default=[100, 10_000, 100_000], help="sizes of the sandbox")
    parser.add_argument("--runs", type=int, default=15, help="starts (default %(default)s)")
    parser.add_argument("--presses", type=int, default=100, help="Down keys a round (default %(default)s)")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of keys (default %(default)s)")
    parser.add_argument("--idle", type=float, default=10, metavar="SECONDS", help="idle time (default %(default)s)")
    parser.add_argument("--json", metavar="FILE", help="write the figures there, too")
    options = parser.parse_args()
    if not os.access(options.clientele, os.X_OK) or min(options.clients) < 2:
        parser.error("wanted: a binary that can be run, and at least two clients")

    table = Table()
    try:
        with tempfile.TemporaryDirectory() as folder:
            measure(options, build_floor(folder), table)
    except (Trouble, subprocess.CalledProcessError, FileNotFoundError) as trouble:
        print(f"measure.py: {trouble}", file=sys.stderr)
        return 2
    finally:
        if options.json:
            pathlib.Path(options.json).write_text(json.dumps(table.rows, indent=1) + "\n")
    for missed in table.missed:
        print("missed:", missed, file=sys.stderr)
    return 1 if table.missed else 0


if __name__ == "__main__":
    sys.exit(main())
