"""How long all clients take to load, next to curl.

curl fetches the same pages one after the other on one connection, and throws them away. `clientele list --json` loads,
decodes, sorts and prints them, in several lanes and in one: these are whole processes, from start to end. The browser
is timed from its start until every client has come and the screen rests.
"""
import json

import curl
from figures import Figure, count, in_turn
from measure import BROWSER_FOOT, WIDE, Trouble, clean_environment, running, timed

# Clients and milliseconds of latency, with the part of curl's time that the browser and the list may take.
CASES = [(1000, 0, None, None), (1000, 50, None, None), (100_000, 0, 2, None), (100_000, 50, 1 / 4, 1 / 3)]


def check_whole(command, environment, clients):
    """Makes sure that the command prints every client once."""
    ids = [client["id"] for client in json.loads(timed(command, environment, keep=True)[1])]
    if len(ids) != clients or len(set(ids)) != clients:
        raise Trouble(f"{len(ids)} clients were printed, {len(set(ids))} different ones, of {clients}")


def time_browser(clientele, server):
    """Seconds from the start of a browser until the whole list is there: its sign of life moves until then."""
    with running([clientele], WIDE, server.variables) as program:
        program.wait_for(BROWSER_FOOT)
        return program.rest(1)


def load(bench):
    rounds = bench.times(3, 1)
    for clients, latency, browser_bar, list_bar in CASES:
        with bench.serving(clients, "--latency", latency) as server:
            ranges = curl.page_ranges(server)
            configuration = curl.write_pages(bench.file("pages"), server, ranges)
            environment = clean_environment(server.without_host)
            several = [bench.clientele, "list", "--json", "--host", server.url]
            one = several + ["--lanes", "1"]
            for command in (several, one):
                check_whole(command, environment, clients)
            fetched, browser, lanes, lane = in_turn(
                rounds, 1, lambda: [curl.time_pages(configuration, len(ranges))],
                lambda: [time_browser(bench.clientele, server)],
                lambda: [timed(several, environment)[0]], lambda: [timed(one, environment)[0]])
        common = {"clients": clients, "other_name": "curl"}
        waits = f"{latency} ms of latency, s" if latency else "no latency, s"
        yield Figure.of(f"browser, {waits}", browser, fetched, **common, bar=browser_bar,
                        leads=(clients, latency) == (100_000, 50))
        yield Figure.of(f"list --json, {waits}", lanes, fetched, **common, bar=list_bar)
        yield Figure.of(f"list --json in one lane, {waits}", lane, fetched, **common)
    yield f"{count(rounds, 'round')} of each."
