"""What the browser costs: its start, its keys, its memory, and doing nothing."""
import time

import curl
from figures import Figure, Rounds, count, digits, in_turn, median, p95
from measure import BROWSER_FOOT, FLOOR_FOOT, NARROW, WIDE, Trouble, running, watch

FEW, MANY = 100, 100_000
PAGE_FOOT = rb"1/200.*mark"  # the place in the list, and below it a key that wants a client
# Seconds after the start: the timer of the connect goes off at 10; the connection is closed when it was idle for 15.
OPEN, CLOSED = 10.5, 30
BURST = 200


def frame(command, foot, variables=()):
    """Something that takes the milliseconds from exec until a text of the last row has been written."""
    def take():
        with running(command, WIDE, variables) as program:
            return [program.wait_for(foot) * 1000]
    return take


def first_frame(bench):
    """Until the last row of the first frame has been written, which is before anything comes from the network."""
    rounds, times = bench.times(7, 2), bench.times(7, 5)
    with bench.serving(FEW) as few, bench.serving(MANY) as many:
        takes = []
        for clients, server in ((FEW, few), (MANY, many)):
            named = [bench.clientele, "--host", server.url, "--read-only"]
            takes += [frame([bench.floor, str(clients)], FLOOR_FOOT),
                      frame([bench.clientele], BROWSER_FOOT, server.variables),
                      frame(named, BROWSER_FOOT, server.without_host)]
        found = in_turn(rounds, times, *takes)
    for clients, floor, plain, named in zip((FEW, MANY), found[::3], found[1::3], found[2::3]):
        common = {"clients": clients, "other_name": "floor"}
        yield Figure.of("first frame, ms", plain, floor, **common, bar=1.7, leads=clients == MANY)
        yield Figure.of("first frame, --host URL --read-only, ms", named, floor, **common, bar=1.8)
    yield f"{count(rounds, 'round')} of {times} starts of each."


def first_page(bench):
    """Until the first page of clients stands on the screen; the sandbox runs already."""
    rounds, times = bench.times(5, 2), bench.times(7, 5)
    with bench.serving(200) as server:
        configuration = curl.write_pages(bench.file("page"), server, [curl.FIRST_RANGE])
        floor, page, fetched = in_turn(
            rounds, times, frame([bench.floor, "200"], FLOOR_FOOT),
            frame([bench.clientele], PAGE_FOOT, server.variables),
            lambda: [curl.time_pages(configuration, 1) * 1000])
    allowed = Rounds([first + 2 * fetch] for first, fetch in zip(floor.each(median), fetched.each(median)))
    yield Figure.of("first 200 clients on the screen, ms", page, allowed, clients=200, other_name="floor + 2 curl",
                    bar=1, leads=True)
    yield (f"The floor's first frame took {digits(floor.whole(median))} ms, and curl {digits(fetched.whole(median))} "
           f"ms for the page. {count(rounds, 'round')} of {times} of each.")


def presses(command, foot, variables, size, keys, times=1, quiet=0.02):
    """Something that takes milliseconds and bytes of each of some presses, in a program that has come to rest."""
    def take():
        with running(command, size, variables) as program:
            program.wait_for(foot)
            program.rest(0.5)
            return [program.press(program.down * times, quiet) for _ in range(keys)]
    return take


def down(bench):
    """A Down: milliseconds to the last byte of the picture, and its bytes."""
    rounds, keys = bench.times(5, 1), FEW - 1
    with bench.serving(FEW) as few, bench.serving(MANY) as many:
        for size, name in ((WIDE, "120x40"), (NARROW, "90x20")):
            takes = []
            for clients, server in ((FEW, few), (MANY, many)):
                takes += [presses([bench.floor, str(clients)], FLOOR_FOOT, (), size, keys),
                          presses([bench.clientele], BROWSER_FOOT, server.variables, size, keys)]
            found = in_turn(rounds, 1, *takes)
            is_wide = size == WIDE
            for clients, floor, browser in zip((FEW, MANY), found[::2], found[1::2]):
                common = {"clients": clients, "other_name": "floor"}
                ms, sizes = browser.pick(0), browser.pick(1)
                floor_ms, floor_bytes = floor.pick(0), floor.pick(1)
                yield Figure.of(f"Down {name}, ms", ms, floor_ms, **common, bar=1.25 if is_wide else None,
                                remark="1.5 was the bar before" if is_wide else "", leads=is_wide and clients == MANY)
                yield Figure.of(f"Down {name}, bytes median", sizes, floor_bytes, **common, judges_value=True,
                                bar=None if is_wide else 300)
                yield Figure.of(f"Down {name}, bytes p95", sizes, floor_bytes, p95, **common, judges_value=True,
                                bar=1200 if is_wide else None)
            if is_wide:
                yield Figure.of(f"Down {name}, ms", found[3].pick(0), found[1].pick(0), clients=MANY,
                                other_name=f"{FEW} clients", bar=1.1)
    yield f"{count(rounds, 'round')} of {keys} presses of each, at each size."


def burst(bench):
    """Many keys in one write, such as of a wheel that is turned: milliseconds until the last byte."""
    clients, rounds, times = 10_000, bench.times(5, 2), 10
    with bench.serving(clients) as server:
        floor, browser = in_turn(
            rounds, 1, presses([bench.floor, str(clients)], FLOOR_FOOT, (), WIDE, times, BURST, 0.1),
            presses([bench.clientele], BROWSER_FOOT, server.variables, WIDE, times, BURST, 0.1))
    common = {"clients": clients, "other_name": "floor"}
    yield Figure.of(f"{BURST} Downs in one write, ms", browser.pick(0), floor.pick(0), **common, bar=1.25, leads=True)
    yield Figure.of(f"{BURST} Downs in one write, bytes", browser.pick(1), floor.pick(1), **common)
    yield f"{count(rounds, 'round')} of {times} writes to each."


def memory(bench):
    """Resident memory once all clients are there, and the most that it was."""
    rounds = bench.times(3, 1)
    for clients, bar in ((1000, 28), (MANY, 90)):
        with bench.serving(clients) as server:
            def take():
                with running([bench.clientele], WIDE, server.variables) as program:
                    program.wait_for(BROWSER_FOOT)
                    program.rest(1)
                    return [(program.memory("VmRSS"), program.memory())]
            (both,) = in_turn(rounds, 1, take)
        yield Figure.of("resident memory at its peak, MiB", both.pick(1), clients=clients, bar=bar,
                        leads=clients == MANY)
        yield Figure.of("resident memory at rest, MiB", both.pick(0), clients=clients)
    yield f"{count(rounds, 'start')} each."


def idle(bench):
    """Wake-ups of all threads and bytes while nothing happens, with the connection still open and with it closed."""
    rounds, windows = bench.times(2, 1), {"open": (OPEN, 4), "closed": (CLOSED, bench.times(10, 4))}
    found = {(state, clients): [] for state in windows for clients in (FEW, MANY)}
    with bench.serving(FEW) as few, bench.serving(MANY) as many:
        for _ in range(rounds):
            # What does nothing disturbs nothing: both at once.
            with (running([bench.clientele], WIDE, few.variables) as first,
                  running([bench.clientele], WIDE, many.variables) as second):
                programs, started = [first, second], min(first.started, second.started)
                for state, (begin, seconds) in windows.items():
                    watch(programs, max(0.1, started + begin - time.perf_counter()))
                    for clients, program in zip((FEW, MANY), programs):
                        if (program.connections() > 0) != (state == "open"):
                            raise Trouble(f"the connection is not {state} {begin} s after the start")
                    for clients, rates in zip((FEW, MANY), watch(programs, seconds)):
                        found[state, clients].append([rates])
                    if state == "open" and not all(program.connections() for program in programs):
                        raise Trouble("the connection was closed too early")
    for (state, clients), values in found.items():
        begin, seconds = windows[state]
        what = f"from {digits(begin)} s on, connection {state}"
        yield Figure.of(f"wake-ups a second, {what}", Rounds(values).pick(0), clients=clients, bar=0.1,
                        leads=(state, clients) == ("open", MANY))
        yield Figure.of(f"bytes a second, {what}", Rounds(values).pick(1), clients=clients, bar=0)
    yield f"{count(rounds, 'start')} each, watched for 4 s and for {windows['closed'][1]} s."
