"""What short commands take from start to end, and how large the program is."""
import os
import shutil
import subprocess
import time

import curl
from figures import Figure, Rounds, count, in_turn
from measure import Trouble, clean_environment, timed

CLIENTS = 42


def piped(first, second, environment):
    """Seconds that two processes take, one of which reads what the other prints."""
    started = time.perf_counter()
    writer = subprocess.Popen(first, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
    reader = subprocess.Popen(second, env=environment, stdin=writer.stdout, stdout=subprocess.DEVNULL)
    writer.stdout.close()
    status = reader.wait()
    seconds = time.perf_counter() - started
    if status or writer.wait():
        raise Trouble(f"{first[0]} or {second[0]} has failed")
    return seconds


def commands(bench):
    rounds, times = bench.times(5, 2), bench.times(7, 5)
    if lacking := [program for program in ("gh", "curl", "jq") if not shutil.which(program)]:
        raise Trouble(f"not installed: {', '.join(lacking)}")
    # gh is to leave nothing behind, and to ask nobody for a newer version.
    plain = clean_environment({"HOME": bench.folder, "GH_NO_UPDATE_NOTIFIER": "1"})
    ours, theirs = in_turn(rounds, times, lambda: [timed([bench.clientele, "--version"], plain)[0] * 1000],
                           lambda: [timed(["gh", "--version"], plain)[0] * 1000])
    yield Figure.of("clientele --version, ms", ours, theirs, other_name="gh --version", bar=1.5)

    with bench.serving(CLIENTS) as server:
        environment = clean_environment(server.without_host | {"HOME": bench.folder})
        command = [bench.clientele, "list", "--json", "--host", server.url]
        configuration = bench.file("page")
        configuration.write_text("\n".join([f'url = "{server.url}/oauth/clients"', "silent", "fail",
                                            *curl.headers(server, curl.FIRST_RANGE)]))
        fetch = ["curl", "--disable", "--config", str(configuration)]
        listed, fetched = in_turn(rounds, times, lambda: [timed(command, environment)[0] * 1000],
                                  lambda: [piped(fetch, ["jq", "."], environment) * 1000])
    yield Figure.of("clientele list --json, ms", listed, fetched, clients=CLIENTS, other_name="curl | jq .", bar=1.5,
                    leads=True)
    yield f"{count(rounds, 'round')} of {times} of each."


def size(bench):
    """As the package has it, which is stripped."""
    stripped = bench.file("stripped")
    subprocess.run(["strip", "--strip-all", "--remove-section=.comment", "-o", str(stripped), bench.clientele],
                   check=True)
    yield Figure.of("stripped binary, bytes", Rounds([[os.path.getsize(stripped)]]), bar=32_000_000, leads=True)
