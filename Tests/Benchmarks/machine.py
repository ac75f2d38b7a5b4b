"""What is measured, on what, and beside which versions; nothing that says whose machine it is."""
import datetime
import os
import pathlib
import platform
import re
import shutil
import subprocess

from measure import clean_environment

PROGRAMS = ("curl", "jq", "gh", "tig", "nnn", "vifm", "mc", "htop")


def first_line(command, folder):
    """The first line that a program prints; nothing where it is not here."""
    if not shutil.which(command[0]):
        return ""
    done = subprocess.run(command, env=clean_environment({"HOME": folder}), stdin=subprocess.DEVNULL,
                          capture_output=True, text=True, check=False)
    return (done.stdout.strip().splitlines() or [""])[0]


def version(command, folder):
    found = re.search(r"\d+(\.\d+)+\w*", first_line(command, folder))
    return found[0] if found else ""


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        name, _, value = line.partition(":")
        if name.strip() == "model name":
            return value.strip()
    return platform.machine()


def distribution():
    name = platform.freedesktop_os_release().get("PRETTY_NAME", "Linux")
    exact = pathlib.Path("/etc/debian_version")
    return f"{name}, {exact.read_text().strip()}" if exact.exists() else name


def describe(clientele, folder):
    """Lines of a list."""
    options = {"nnn": "-V"}
    versions = [f"{name} {found}" for name in PROGRAMS
                if (found := version([name, options.get(name, "--version")], folder))]
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return "\n".join([
        f"* {datetime.date.today()}: clientele {first_line([clientele, '--version'], folder)}",
        f"* {os.cpu_count()} cores, {processor()}, {gigabytes:.0f} GiB; load average before: {os.getloadavg()[0]:.2f}",
        f"* {distribution()}; Linux {platform.release()}; ncurses {version(['tput', '-V'], folder)}",
        f"* beside it: {', '.join(versions)}",
    ])
