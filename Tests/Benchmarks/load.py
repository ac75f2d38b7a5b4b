#!/usr/bin/env python3
"""Measures how long all clients take to load, in one lane and in several, next to curl, and prints a table.

    load.py CLIENTELE [CLIENTS ...]

CLIENTELE is the release binary, CLIENTS how many clients the sandbox serves (1000, 10000 and 100000 unless told
otherwise). For each number and latency a sandbox runs as a process of its own on loopback. One curl process fetches
the same pages, one after the other on one connection, and throws them away; `clientele list --json` loads, decodes,
sorts and prints them. Each time is that of a whole process, from its start to its end. Of the browser it is the time
from its start until every client has come and the screen rests; the bar is for that, since it prints no list. All run
in turn, so that they see the same machine.

Exit status: 0 if the bar is kept, 1 if it is not, 2 if something could not be measured.
"""
import argparse
import http.client
import json
import os
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.parse

from measure import BROWSER_FOOT, WIDE, Trouble, running, sandbox

BAR = (100_000, 50, 0.25)  # at so many clients and milliseconds, at most this part of curl's time
ACCEPT = "application/vnd.heroku+json; version=3"
FIRST_RANGE = "id ..; max=1000"


def page_ranges(url, token):
    """The range of each page, as the server names them one after the other."""
    connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc)
    ranges = [FIRST_RANGE]
    while True:
        connection.request("GET", "/oauth/clients", headers={
            "Accept": ACCEPT, "Authorization": f"Bearer {token}", "Range": ranges[-1]})
        answer = connection.getresponse()
        answer.read()
        if answer.status not in (200, 206):
            raise Trouble(f"the sandbox answered {answer.status}")
        following = answer.getheader("Next-Range")
        if following is None:
            connection.close()
            return ranges
        ranges.append(following)


def curl_configuration(url, token, ranges):
    """What has one curl process fetch every page, and say of each its status and how many connections it made."""
    return "\nnext\n".join(
        f'url = "{url}/oauth/clients"\nheader = "Accept: {ACCEPT}"\nheader = "Authorization: Bearer {token}"\n'
        f'header = "Range: {page}"\noutput = "/dev/null"\nsilent\nwrite-out = "%{{http_code}} %{{num_connects}}\\n"'
        for page in ranges) + "\n"


def timed(command, environment, **keywords):
    """Seconds that a process takes from its start to its end, and what it prints."""
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, check=False, stderr=subprocess.PIPE, **keywords)
    seconds = time.perf_counter() - started
    if done.returncode:
        raise Trouble(f"{command[0]} ended with {done.returncode}: {done.stderr[-300:]!r}")
    return seconds, done.stdout


def time_curl(configuration, pages):
    seconds, output = timed(["curl", "--config", configuration], os.environ, stdout=subprocess.PIPE)
    answers = [line.split() for line in output.decode().splitlines()]
    if [status for status, _ in answers] != ["206"] * (pages - 1) + ["200"]:
        raise Trouble("curl did not get every page")
    if sum(int(connects) for _, connects in answers) != 1:
        raise Trouble("curl used more than one connection")
    return seconds


def check_whole(command, environment, clients):
    """Makes sure that the command prints every client once."""
    _, output = timed(command, environment, stdout=subprocess.PIPE)
    ids = [client["id"] for client in json.loads(output)]
    if len(ids) != clients or len(set(ids)) != clients:
        raise Trouble(f"{len(ids)} clients were printed, {len(set(ids))} different ones, of {clients}")


def time_browser(clientele, url, token):
    """Seconds from the start of a browser until the whole list is there: its sign of life moves until then."""
    variables = {"HEROKU_HOST": url, "HEROKU_API_KEY": token, "XDG_CACHE_HOME": "/dev/null",
                 "XDG_STATE_HOME": "/dev/null"}
    with running([clientele], WIDE, variables) as program:
        program.wait_for(BROWSER_FOOT)
        return program.rest(1)


def measure(clientele, clients, latency, runs):
    """Median seconds of curl, of the command in one lane and in several, and of the browser."""
    token = secrets.token_hex(16)
    environment = {key: os.environ[key] for key in ("PATH", "HOME", "TMPDIR") if key in os.environ}
    environment["HEROKU_API_KEY"] = token
    with sandbox(clientele, clients, token, latency) as url, tempfile.NamedTemporaryFile("w") as configuration:
        ranges = page_ranges(url, token)
        configuration.write(curl_configuration(url, token, ranges))
        configuration.flush()
        several = [clientele, "list", "--json", "--host", url]
        commands = [several + ["--lanes", "1"], several]
        for command in commands:
            check_whole(command, environment, clients)
        times = [[], [], [], []]
        for _ in range(runs):
            times[0].append(time_curl(configuration.name, len(ranges)))
            for command, figures in zip(commands, times[1:]):
                figures.append(timed(command, environment, stdout=subprocess.DEVNULL)[0])
            times[3].append(time_browser(clientele, url, token))
        return len(ranges), [statistics.median(figures) for figures in times]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("clientele")
    parser.add_argument("clients", nargs="*", type=int, default=[])
    parser.add_argument("--latency", type=int, nargs="+", default=[0, 50], help="milliseconds of each answer")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", metavar="FILE", help="keep the figures")
    arguments = parser.parse_args()
    clientele = os.path.abspath(arguments.clientele)
    kept, rows = True, []
    print(f"{'clients':>8} {'latency':>8} {'pages':>6} {'curl, s':>8} {'1 lane, s':>10} {'lanes, s':>9} {'browser, s':>11}"
          f" {'lanes/curl':>11} {'browser/curl':>13}  bar", flush=True)
    try:
        for clients in arguments.clients or [1000, 10_000, 100_000]:
            for latency in arguments.latency:
                pages, (curl, one, several, browser) = measure(clientele, clients, latency, arguments.runs)
                verdict = ""
                if (clients, latency) == BAR[:2]:
                    kept = browser / curl <= BAR[2]
                    verdict = f"{BAR[2]} {'kept' if kept else 'MISSED'}"
                print(f"{clients:8} {latency:8} {pages:6} {curl:8.3f} {one:10.3f} {several:9.3f} {browser:11.3f}"
                      f" {several / curl:11.2f} {browser / curl:13.2f}  {verdict}".rstrip(), flush=True)
                rows.append({"clients": clients, "latency": latency, "pages": pages, "curl": curl,
                             "one lane": one, "lanes": several, "browser": browser})
    except (Trouble, OSError, http.client.HTTPException) as trouble:
        print(f"load.py: {trouble}", file=sys.stderr)
        return 2
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(rows, file, indent=2)
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
