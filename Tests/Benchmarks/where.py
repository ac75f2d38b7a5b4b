#!/usr/bin/env python3
"""Measures how long `clientele where --all` takes over many apps, next to curl reading them one after the other.

    where.py CLIENTELE [APPS] [--latency MS]

CLIENTELE is the release binary. A sandbox runs as a process of its own on loopback, 500 apps and 50 ms unless told otherwise.
curl reads the same config vars on one connection, and throws them away.

Exit status: 0 if where takes at most a sixth of curl's time, 1 if not, 2 if something could not be measured.
"""
import argparse
import json
import os
import re
import secrets
import subprocess
import sys
import time

ACCEPT = "application/vnd.heroku+json; version=3"
BAR = 1 / 6


def timed(command, environment, **keywords):
    started = time.perf_counter()
    done = subprocess.run(command, env=environment, check=False, capture_output=True, text=True, **keywords)
    return time.perf_counter() - started, done


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("clientele")
    parser.add_argument("apps", nargs="?", type=int, default=500)
    parser.add_argument("--latency", type=int, default=50)
    options = parser.parse_args()
    token = "benchmark-" + secrets.token_hex(8)
    server = subprocess.Popen(
        [options.clientele, "sandbox", "--apps", str(options.apps), "--latency", str(options.latency),
         "--token", token], stdout=subprocess.PIPE, text=True)
    try:
        url = server.stdout.readline().strip()
        headers = f'header = "Accept: {ACCEPT}"\nheader = "Authorization: Bearer {token}"\n'
        listed = subprocess.run(
            ["curl", "--silent", "--config", "-"], check=True, capture_output=True, text=True,
            input=f'url = "{url}/apps"\nheader = "Range: id ..; max=1000"\n{headers}')
        ids = [app["id"] for app in json.loads(listed.stdout)]
        configuration = "\nnext\n".join(
            f'url = "{url}/apps/{app}/config-vars"\noutput = "/dev/null"\nsilent\n'
            f'write-out = "%{{http_code}} %{{num_connects}}\\n"\n{headers}' for app in ids)
        in_turn, curl = timed(["curl", "--config", "-"], os.environ, input=configuration)
        answers = [line.split() for line in curl.stdout.splitlines()]
        if len(answers) != options.apps or {status for status, _ in answers} - {"200", "403"}:
            print("curl did not get every app", file=sys.stderr)
            return 2
        environment = dict(os.environ, HEROKU_API_KEY=token)
        command = [options.clientele, "where", "--all", "--json", "--yes", "--host", url]
        peak_command = ["/usr/bin/env", "time", "-f", "%M", *command] if os.path.exists("/usr/bin/time") else command
        at_once, where = timed(peak_command, environment)
        if where.returncode:
            print(f"where ended with {where.returncode}: {where.stderr[-300:]}", file=sys.stderr)
            return 2
        found = json.loads(where.stdout)
        if found["apps_looked_into"] + len(found["apps_not_seen"]) != options.apps:
            print("where did not look into every app", file=sys.stderr)
            return 2
        peak = re.search(r"^(\d+)$", where.stderr, re.MULTILINE)
        print(f"{options.apps} apps, {options.latency} ms: one after the other {in_turn:.2f} s, where {at_once:.2f} s, "
              f"{at_once / in_turn:.3f} of it" + (f", {int(peak[1]) // 1024} MiB at most" if peak else ""))
        return 0 if at_once <= in_turn * BAR else 1
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    sys.exit(main())
