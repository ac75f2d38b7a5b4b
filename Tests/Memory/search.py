#!/usr/bin/env python3
"""Counts what the memory of the browser holds, and so a core dump would: the token, clients' secrets, an app's config var.

    search.py CLIENTELE

CLIENTELE is any build. It runs against a sandbox of its own, and /proc/PID/mem is searched after each step. A count is of the
places at which a text stands whole; what is written in another form (UTF-16, base64) is not found. See docs/security.md.
"""
import json
import os
import pathlib
import re
import secrets
import sys
import tempfile
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "Benchmarks"))
from measure import BROWSER_FOOT, WIDE, running, sandbox

CLIENTS = 42


def memory(pid):
    """All that a process may read of itself."""
    found = bytearray()
    with open(f"/proc/{pid}/maps") as maps, open(f"/proc/{pid}/mem", "rb", 0) as file:
        for line in maps:
            start, end, access = re.match(r"([0-9a-f]+)-([0-9a-f]+) (\S+)", line).groups()
            if "r" not in access or "[v" in line:
                continue
            file.seek(int(start, 16))
            try:
                found += file.read(int(end, 16) - int(start, 16))
            except OSError:
                continue  # Nobody may read it after all.
    return bytes(found)


def ask(method, url, token, body=None):
    """What the sandbox answers."""
    fields = {"Accept": "application/vnd.heroku+json; version=3", "Authorization": f"Bearer {token}"}
    request = urllib.request.Request(url, body and json.dumps(body).encode(), fields, method=method)
    with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request) as answer:
        return json.load(answer)


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    clientele = os.path.abspath(sys.argv[1])
    token, value = secrets.token_hex(16), "planted-" + secrets.token_hex(16)
    with sandbox(clientele, CLIENTS, token) as url, tempfile.TemporaryDirectory() as folder:
        held = [client["secret"] for client in ask("GET", f"{url}/oauth/clients", token)]
        for app in ("dashboard-production", "dashboard-staging"):
            ask("PATCH", f"{url}/apps/{app}/config-vars", token, {"PLANTED": value})
        variables = {"HEROKU_HOST": url, "HEROKU_API_KEY": token, "XDG_CACHE_HOME": folder, "XDG_STATE_HOME": folder}
        print(f"{'':24}{'token':>8}{f'secrets of {CLIENTS}':>16}{'places':>8}{'config var of 2 apps':>22}")
        with running([clientele], WIDE, variables) as program:
            program.wait_for(BROWSER_FOOT)
            for step, keys in (
                ("the list", b""), ("a secret shown", b"s"), ("its client left", b"\x1b[B"), ("where: the question", b"w"),
                ("where: found", b"y"),
            ):
                if keys:
                    os.write(program.keyboard, keys)
                program.rest(2)
                found = memory(program.pid)
                places = [found.count(secret.encode()) for secret in held]
                print(
                    f"{step:24}{found.count(token.encode()):8}{sum(map(bool, places)):16}{sum(places):8}"
                    f"{found.count(value.encode()):22}"
                )


if __name__ == "__main__":
    main()
