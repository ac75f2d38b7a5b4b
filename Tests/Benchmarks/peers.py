"""Other programs with lists, as they come from Debian, next to the floor and the browser.

All have 10,000 rows but htop, which shows the processes that there are and the threads that are started for it. Nothing
here has a bar: what the programs do differs too much.
"""
import contextlib
import pathlib
import shutil
import subprocess
import sys

from figures import Figure, Rounds, count, digits, in_turn, median
from measure import BROWSER_FOOT, FLOOR_FOOT, WIDE, clean_environment, running, watch

ROWS, THREADS, BURST = 10_000, 1000, 200
SETTLED = 20  # s after the start, when connections are closed and timers of the start have gone off
QUIET = 0.3  # s without output, after which a start is over
PEERS = ("tig", "nnn", "vifm", "mc", "htop")


class Contestant:
    """A program in the state in which it is measured."""

    def __init__(self, name, command, foot, variables=(), **keywords):
        self.name, self.command, self.foot, self.variables, self.keywords = name, command, foot, variables, keywords

    def running(self):
        return running(self.command, WIDE, self.variables, **self.keywords)

    def start(self):
        """Milliseconds from exec until the first frame, and until everything is there."""
        with self.running() as program:
            first = program.wait_for(self.foot)
            return [(first * 1000, program.rest(QUIET) * 1000)]

    def press(self, keys, bursts):
        """Milliseconds and bytes of some Downs, then of some bursts of them, and the most memory, of one start."""
        with self.running() as program:
            program.wait_for(self.foot)
            program.rest(QUIET)
            downs = [program.press(program.down) for _ in range(keys)]
            many = [program.press(program.down * BURST, 0.15) for _ in range(bursts)]
            return [(downs, many, program.memory())]


def make_files(folder):
    folder.mkdir()
    for number in range(ROWS):
        (folder / f"file-{number:05}.txt").touch()
    return folder


def make_commits(folder, environment):
    """A repository of that many commits."""
    stream = []
    for number in range(ROWS):
        message, content, moment = f"Change line {number} of the file", f"{number}\n", 1_700_000_000 + 60 * number
        stream.append(f"commit refs/heads/main\ncommitter Somebody <somebody@example.com> {moment} +0000\n"
                      f"data {len(message)}\n{message}\n"
                      f"M 644 inline file-{number % 50}\ndata {len(content)}\n{content}\n")
    git = ["git", "-C", str(folder)]
    folder.mkdir()
    for command, typed in [(["init", "--quiet", "--initial-branch=main"], ""),
                           (["fast-import", "--quiet"], "".join(stream)), (["reset", "--quiet", "--hard"], "")]:
        subprocess.run(git + command, env=environment, input=typed.encode(), check=True)
    return folder


def contestants(bench, server):
    """Those that are here, and the names of those that are not."""
    folder = pathlib.Path(bench.folder, "peers")
    folder.mkdir()
    home, empty, files = folder / "home", folder / "empty", make_files(folder / "files")
    home.mkdir()
    empty.mkdir()
    # None of the person's configuration counts, and nothing is left behind.
    variables = {"HOME": str(home), "GIT_CONFIG_NOSYSTEM": "1", "SHELL": "/bin/sh"}
    foreign = {"variables": variables, "leave": None, "answers": True}
    lacking = [name for name in PEERS if not shutil.which(name)]
    found = [Contestant("floor", [bench.floor, str(ROWS)], FLOOR_FOOT),
             Contestant("clientele", [bench.clientele], BROWSER_FOOT, server.variables)]
    if "tig" not in lacking:
        commits = make_commits(folder / "commits", clean_environment(variables))
        found.append(Contestant("tig", ["tig"], rb"Change line", folder=commits, **foreign))
    # The second panel of mc shows an empty folder.
    for name, command in [("nnn", ["nnn"]), ("vifm", ["vifm", "."]), ("mc", ["mc", "--nosubshell", ".", str(empty)])]:
        if name not in lacking:
            found.append(Contestant(name, command, rb"file-000", folder=files, **foreign))
    if "htop" not in lacking:
        found.append(Contestant("htop", ["htop"], rb"F10", folder=empty, **foreign))
    return found, lacking


@contextlib.contextmanager
def sleeping_threads():
    """As many rows for htop, so that it has as far to go as the others."""
    script = (f"import threading as t; w = t.Event(); t.stack_size(65536); "
              f"[t.Thread(target=w.wait, daemon=True).start() for _ in range({THREADS})]; print(flush=True); input()")
    process = subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    try:
        process.stdout.readline()
        yield
    finally:
        process.kill()
        process.communicate()


def take_idle(programs, seconds):
    """Wake-ups and bytes a second of each. What one does while it is idle does not disturb the others: all at once."""
    with contextlib.ExitStack() as stack:
        terminals = [stack.enter_context(program.running()) for program in programs]
        for program, terminal in zip(programs, terminals):
            terminal.wait_for(program.foot)
        watch(terminals, SETTLED)
        return watch(terminals, seconds)


def peers(bench):
    rounds, starts, keys, bursts = bench.times(3, 1), bench.times(5, 3), bench.times(50, 20), 3
    idle_rounds, idle_seconds = bench.times(2, 1), bench.times(10, 4)
    with bench.serving(ROWS) as server, sleeping_threads():
        programs, lacking = contestants(bench, server)
        for program in programs:
            program.start()  # The first time some write their configuration.
        started = in_turn(rounds, starts, *[program.start for program in programs])
        pressed = in_turn(rounds, 1, *[lambda program=program: program.press(keys, bursts) for program in programs])
        idle = [take_idle(programs, idle_seconds) for _ in range(idle_rounds)]

    # What is taken of a round, or of one of its values, and which of these are held against the floor.
    kinds = {"start, ms": (started, lambda first, last: [last]),
             "Down, ms": (pressed, lambda downs, many, peak: [down[0] for down in downs]),
             f"{BURST} Downs, ms": (pressed, lambda downs, many, peak: [burst[0] for burst in many]),
             "bytes of a Down": (pressed, lambda downs, many, peak: [down[1] for down in downs]),
             f"bytes of {BURST} Downs": (pressed, lambda downs, many, peak: [burst[1] for burst in many]),
             "peak memory, MiB": (pressed, lambda downs, many, peak: [peak])}
    for index, program in enumerate(programs):
        for what, (found, part) in kinds.items():
            ours, floor = ([[value for taken in values for value in part(*taken)] for values in found[which].rounds]
                           for which in (index, 0))
            is_compared = index and what.endswith("ms")
            yield Figure.of(what, Rounds(ours), Rounds(floor) if is_compared else None, other_name="floor",
                            subject=program.name)
        for what, part in (("idle, wake-ups a second", 0), ("idle, bytes a second", 1)):
            yield Figure.of(what, Rounds([rates[index]] for rates in idle).pick(part), subject=program.name)
    first = started[1].pick(0).whole(median)
    yield f"The first frame of clientele stood after {digits(first)} ms; the rest is for the clients to come."
    if lacking:
        yield f"Not installed, and so left out: {', '.join(lacking)}."
    yield (f"{count(rounds, 'round')} of {starts} starts, {keys} Downs and {bursts} times {BURST} Downs of each; "
           f"{idle_seconds} s idle, {SETTLED} s after the start, {count(idle_rounds, 'time')}.")
