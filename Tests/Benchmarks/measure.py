"""Runs programs in pseudo-terminals and outside of them, and a sandbox for those that want a server.

All that is measured is measured with this module: run.py prints and keeps the figures, counts.py counts. It reads
/proc, and so is for Linux.
"""
import contextlib
import fcntl
import os
import pathlib
import re
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time

DOWN, DOWN_IN_APPLICATION_MODE = b"\x1b[B", b"\x1bOB"
WIDE, NARROW = (120, 40), (90, 20)  # list and detail side by side; the list with eight rows of detail or none
FLOOR_FOOT, BROWSER_FOOT = b"quit", b"filter"  # a word of the last row: what comes after it is no longer that frame
# What a program may ask of a terminal, and what one without any abilities answers: its kind, and where the cursor is.
ANSWERS = {b"\x1b[c": b"\x1b[?1;2c", b"\x1b[0c": b"\x1b[?1;2c", b"\x1b[6n": b"\x1b[1;1R", b"\x1b[5n": b"\x1b[0n"}


class Trouble(Exception):
    """Something that keeps a figure from being taken."""


def clean_environment(variables=()):
    """Of the person's environment nothing but where programs and folders are."""
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    environment.update(variables)
    return environment


def memory_of(pid, line="VmHWM"):
    """The most memory that a process has had, or another line of its status, in MiB."""
    for words in map(str.split, pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()):
        if words[0] == f"{line}:":
            return int(words[1]) / 1024
    raise Trouble(f"the kernel does not tell {line}")


class Program:
    """A program in a terminal of its own.

    `leave` is the key that ends it, or nothing, and then it is asked to by a signal; `answers`, whether the terminal
    answers what it is asked.
    """

    def __init__(self, command, size, variables=(), folder=None, leave=b"q", answers=False):
        environment = clean_environment({"TERM": "xterm-256color", "LANG": "C.UTF-8", "SWIFT_BACKTRACE": "enable=no"})
        environment.update(variables)
        self.leave, self.answers = leave, answers
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
                if folder:
                    os.chdir(folder)
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
        moment = time.perf_counter()
        if self.answers:
            for question, answer in ANSWERS.items():
                if question in data:
                    os.write(self.keyboard, answer)
        self.output = (self.output + data)[-100_000:]
        if b"\x1b[?1h" in data:
            self.down = DOWN_IN_APPLICATION_MODE
        return moment, data

    def wait_for(self, text, limit=30):
        """Seconds from the start until a text has been written; the text is a regular expression."""
        seen = b""
        while not re.search(text, seen, re.DOTALL):
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

    def press(self, key, quiet=0.02, limit=10):
        """Milliseconds from a key to the last byte of the picture, and how many bytes that has."""
        pressed = time.perf_counter()
        os.write(self.keyboard, key)
        last, size = self.read(limit)
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

    def memory(self, line="VmHWM"):
        return memory_of(self.pid, line)

    def connections(self):
        """How many connections over IPv4 it has."""
        sockets = set()
        for descriptor in pathlib.Path(f"/proc/{self.pid}/fd").iterdir():
            with contextlib.suppress(OSError):
                sockets.add(os.readlink(descriptor))
        rows = map(str.split, pathlib.Path(f"/proc/{self.pid}/net/tcp").read_text().splitlines()[1:])
        return sum(row[3] == "01" and f"socket:[{row[9]}]" in sockets for row in rows)

    def close(self):
        """Ends it, and waits until it has."""
        if self.leave:
            with contextlib.suppress(OSError):
                os.write(self.keyboard, self.leave)
        else:
            os.kill(self.pid, signal.SIGTERM)
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
def running(command, size, variables=(), **keywords):
    program = Program(command, size, variables, **keywords)
    try:
        yield program
    finally:
        program.close()


def watch(programs, seconds):
    """How often a second each of the programs wakes up, and how many bytes it writes, while all are left alone."""
    before, written = [program.switches() for program in programs], [0] * len(programs)
    begun = time.perf_counter()
    while (left := begun + seconds - time.perf_counter()) > 0:
        ready = select.select([program.keyboard for program in programs], [], [], left)[0]
        for index, program in enumerate(programs):
            if program.keyboard in ready:
                written[index] += len(program.read(0)[1])
    wakes = [sum(count - old.get(thread, 0) for thread, count in program.switches().items())
             for program, old in zip(programs, before)]
    return [(wake / seconds, size / seconds) for wake, size in zip(wakes, written)]


def timed(command, environment, keep=False, **keywords):
    """Seconds that a process takes from its start to its end, and what it prints if that is kept."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        status = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stderr=errors,
                                  stdout=output if keep else subprocess.DEVNULL, **keywords).wait()
        seconds = time.perf_counter() - started
        if status:
            errors.seek(0)
            raise Trouble(f"{command[0]} ended with {status}: {errors.read()[-300:]!r}")
        output.seek(0)
        return seconds, output.read()


@contextlib.contextmanager
def sandbox(clientele, clients, token, *options):
    """Runs a sandbox; gives its base URL."""
    server = subprocess.Popen([clientele, "sandbox", "--clients", str(clients), "--token", token, *map(str, options)],
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


class Server:
    """A sandbox that runs, and the variables with which the browser looks at it as if for the first time."""

    def __init__(self, url, token):
        self.url, self.token = url, token
        # No list of last time, no history: neither is read or left behind.
        self.without_host = {"HEROKU_API_KEY": token, "XDG_CACHE_HOME": "/dev/null", "XDG_STATE_HOME": "/dev/null"}
        self.variables = self.without_host | {"HEROKU_HOST": url}
