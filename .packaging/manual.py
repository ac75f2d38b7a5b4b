#!/usr/bin/env python3
"""The manual pages that the argument parser's tool has written, as `man`, `apropos` and lintian want them.

    .packaging/manual.py FROM TO

The tool names a page by a dot (`clientele.audit`) and its program by a blank (`clientele audit`). The first is a file that is not
there, and a name with a blank is none to `apropos`. Here both are `clientele-audit`, as `man clientele audit` looks for it too; what
somebody has to type stays `clientele audit`.
"""

import pathlib
import re
import sys


def mended(text):
    """A page, and the names of its command besides the first one."""
    title = re.search(r"^\.Dt (\S+) 1$", text, re.MULTILINE).group(1)
    head, synopsis, rest = re.split(r"^(\.Sh SYNOPSIS\n)", text.rstrip("\n") + "\n", maxsplit=1, flags=re.MULTILINE)
    head, name = re.split(r"^\.Sh NAME\n", head, maxsplit=1, flags=re.MULTILINE)
    commands = [line.strip('"') for line in re.findall(r'^\.Nm (.*?)(?: ,)?$', name, re.MULTILINE)]
    # An alias stands without what comes before it.
    before = commands[0].rpartition(" ")[0]
    commands = [commands[0]] + [f"{before} {alias}" for alias in commands[1:]]
    pages = [command.replace(" ", "-") for command in commands]
    summary = re.search(r'^\.Nd "?(.*?)\.?"?$', name, re.MULTILINE).group(1)

    head = head.replace(f".Dt {title} 1", f".Dt {pages[0].upper()} 1")
    name = " ,\n".join(f".Nm {page}" for page in pages) + f"\n.Nd {summary}\n"
    if " " in commands[0]:
        rest = re.sub(r"^\.Nm$", f'.Nm "{commands[0]}"', rest, flags=re.MULTILINE)
        rest = re.sub(r"^\.Ex -std$", f'.Ex -std "{commands[0]}"', rest, flags=re.MULTILINE)
    rest = re.sub(r"^\.Xr (\S+)", lambda match: ".Xr " + match.group(1).replace(".", "-"), rest, flags=re.MULTILINE)
    # An empty line is a fault to groff; what the tool means by it is a paragraph.
    rest = re.sub(r"^$(?=\n)", ".Pp", rest, flags=re.MULTILINE)
    return f"{head}.Sh NAME\n{name}{synopsis}{rest}", pages[1:]


def main():
    source, target = (pathlib.Path(argument) for argument in sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    for page in sorted(source.glob("clientele*.1")):
        text, aliases = mended(page.read_text())
        name = page.name.removesuffix(".1").replace(".", "-")
        (target / f"{name}.1").write_text(text)
        for alias in aliases:
            (target / f"{alias}.1").write_text(f".so man1/{name}.1\n")
    # What a page sends the reader to has to be there.
    for page in sorted(target.glob("*.1")):
        for name in re.findall(r"^\.Xr (\S+) 1", page.read_text(), re.MULTILINE):
            if not (target / f"{name}.1").exists():
                sys.exit(f"manual.py: {page.name} names {name}(1), which is not there.")


main()
