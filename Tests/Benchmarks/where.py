"""How long `clientele where --all` takes over many apps, next to curl that reads them one after the other."""
import contextlib
import json
import subprocess
import time

import curl
from figures import Figure, Rounds, count, in_turn
from measure import Trouble, clean_environment, memory_of, timed

APPS, LATENCY = 500, 50


def app_ids(server):
    """The ids of all apps, those of teams that the account has not joined included."""
    apps = json.loads(curl.ask(server, "/apps")[0])
    for team in {app["team"]["name"] for app in apps if app["team"]}:
        apps += json.loads(curl.ask(server, f"/teams/{team}/apps")[0])
    return {app["id"] for app in apps}


def peak(command, environment):
    """The most memory that a process has, in MiB."""
    process = subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    most = 0
    while process.poll() is None:
        # One that has just ended has none any more.
        with contextlib.suppress(Trouble, OSError):
            most = max(most, memory_of(process.pid))
        time.sleep(0.02)
    return most


def where(bench):
    rounds = bench.times(2, 1)
    with bench.serving(42, "--latency", LATENCY, "--apps", APPS) as server:
        ids = app_ids(server)
        configuration = curl.write_configuration(
            bench.file("vars"), server, [(f"/apps/{app}/config-vars", None) for app in ids])
        environment = clean_environment(server.without_host)
        command = [bench.clientele, "where", "--all", "--json", "--yes", "--host", server.url]
        found = json.loads(timed(command, environment, keep=True)[1])
        if len(ids) != APPS or found["apps_looked_into"] + len(found["apps_not_seen"]) != APPS:
            raise Trouble("not every app was looked into")
        # Of some apps not even an owner may read the vars.
        fetched, ours = in_turn(rounds, 1, lambda: [curl.time_curl(configuration, [{"200", "403"}] * APPS)],
                                lambda: [timed(command, environment)[0]])
        most = peak(command, environment)
    yield Figure.of(f"where --all, {APPS} apps, s", ours, fetched, other_name="curl", bar=1 / 6, leads=True)
    yield Figure.of("where --all, peak memory, MiB", Rounds([[most]]))
    yield f"{LATENCY} ms of latency; {count(rounds, 'round')} of each."
