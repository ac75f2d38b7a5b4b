"""What a key costs that concerns every client: letters of a filter, another order, marks.

Times are from the key to the last byte of the picture, at 120x40, once all clients are there.
"""
import os

from figures import Figure, Rounds, count, median, p95
from measure import BROWSER_FOOT, WIDE, running

# Words, parts, a wildcard, a fuzzy one, a phrase, letters with accents, and one that finds nothing.
FILTERS = ["staging", "dashboard prod", "host:*.example.com", "~dshbrd", '"billing s', "café", "updated:<90d !eu",
           "zzzz"]
BACKSPACE, ESCAPE = b"\x7f", b"\x1b"
SORTS = 6
CLIENTS, MILLION = 100_000, 1_000_000


def one_round(clientele, server):
    """Milliseconds of each key, by what kind of key it is, and MiB."""
    with running([clientele], WIDE, server.variables) as program:
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
        return {"typed": typed, "erased": erased, "sorts": sorts, "reversals": reversals, "before": [before],
                "marking": [marking], "after": [program.memory()]}


def measure(bench, clients, rounds, letter, order):
    with bench.serving(clients) as server:
        found = [one_round(bench.clientele, server) for _ in range(rounds)]
    for what, kind, of, bar in [
        ("letter of a filter, median, ms", "typed", median, None),
        ("letter of a filter, p95, ms", "typed", p95, letter),
        ("backspace, p95, ms", "erased", p95, letter),
        ("another order, slowest, ms", "sorts", max, order),
        ("order turned round, slowest, ms", "reversals", max, order),
        ("all marked, ms", "marking", median, None),
        ("peak memory before that, MiB", "before", median, None),
        ("peak memory with all marked, MiB", "after", median, None),
    ]:
        yield Figure.of(what, Rounds(one[kind] for one in found), clients=clients, bar=bar, of=of,
                        leads=(kind, of) == ("typed", p95))
    letters = len(found[0]["typed"])
    yield f"{count(rounds, 'round')} of {letters} letters, as many backspaces, and {SORTS} orders."


def keys(bench):
    yield from measure(bench, CLIENTS, bench.times(4, 1), letter=10, order=100)


def million(bench):
    yield from measure(bench, MILLION, 1, letter=150, order=None)
