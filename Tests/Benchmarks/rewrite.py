"""How long many clients take to get new redirect URIs, several at once and one after the other.

`clientele rewrite` reads each client again before it changes it, so that each takes two requests. The times are those
of whole processes, from start to end, with the list that is loaded first. That every client was changed is checked.
"""
import re

from figures import Figure, in_turn
from measure import Trouble, clean_environment, timed

# One that every server takes: ASCII without a fragment.
RULE = ["--filter", "", "--regex", r'^(https?://[!-"$-~]*)(example|localhost)([!-"$-~]*)$', "$1moved$3"]
ONE, SEVERAL = 1, 8
LATENCY = 50


def time_rewrite(bench, clients, width):
    """Seconds that a rewrite takes, in a sandbox of its own, and how many clients it has changed."""
    with bench.serving(clients, "--latency", LATENCY) as server:
        # With its history, as people have it.
        environment = clean_environment(server.without_host | {"XDG_STATE_HOME": bench.folder})
        command = [bench.clientele, "rewrite", "--host", server.url] + RULE
        dry_run = command + ["--dry-run"]
        before, fingerprint = counted(timed(dry_run, environment, keep=True)[1])
        seconds, _ = timed(command + ["--width", str(width), "--yes", fingerprint], environment)
        after, _ = counted(timed(dry_run, environment, keep=True)[1])
    if before < clients * 0.9 or after > clients * 0.01:
        raise Trouble(f"{before} of {clients} clients were to change, and {after} are still to")
    return seconds, before


def counted(shown):
    """How many clients a dry run says would change, and the fingerprint of that."""
    match = re.search(r"^(\d+) clients? would change\..*^Fingerprint: (\S+)$", shown.decode(), re.M | re.S)
    return (int(match[1]), match[2]) if match else (0, "")


def rewrite(bench):
    clients = bench.times(1000, 100)
    one, several = in_turn(1, 1, lambda: [time_rewrite(bench, clients, ONE)],
                           lambda: [time_rewrite(bench, clients, SEVERAL)])
    yield Figure.of(f"rewrite, {SEVERAL} at once, s", several.pick(0), one.pick(0), clients=clients,
                    other_name="one by one", bar=0.25, leads=True)
    yield f"{several.pick(1).whole(max)} of them changed; {LATENCY} ms of latency; one run of each."
