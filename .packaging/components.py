#!/usr/bin/env python3
"""What is linked into the binary, from what was built for it: Debian's copyright file, and a bill of materials (CycloneDX).

A package that this page does not know stops the build: whoever adds a dependency says here what its licence is.
"""

import argparse
import datetime
import json
import pathlib
import re
import sys

# By package: the SPDX expression of its licence, and the files that say so.
PACKAGES = {
    "async-http-client": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-algorithms": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-argument-parser": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-asn1": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-async-algorithms": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-atomics": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-collections": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-configuration": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-distributed-tracing": ("Apache-2.0", ["LICENSE.txt"]),
    "swift-http-structured-headers": ("Apache-2.0", ["LICENSE.txt"]),
    "swift-http-types": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-log": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-nio": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-nio-extras": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-nio-http2": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-nio-ssl": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-nio-transport-services": ("Apache-2.0", ["LICENSE.txt"]),
    "swift-numerics": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
    "swift-service-context": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-service-lifecycle": ("Apache-2.0", ["LICENSE.txt", "NOTICE.txt"]),
    "swift-subprocess": ("Apache-2.0 WITH Swift-exception", ["LICENSE"]),
    "swift-system": ("Apache-2.0 WITH Swift-exception", ["LICENSE.txt"]),
}

# By module: code of others that a package carries with it.
CARRIED = {
    "CNIOBoringSSL": (
        "boringssl", "OpenSSL AND ISC AND Apache-2.0 AND MIT",
        "The BoringSSL Authors, The OpenSSL Project, Eric Young and others; see NOTICE.txt of swift-nio-ssl",
    ),
    "CNIOLLHTTP": ("llhttp", "MIT", "2018 Fedor Indutny"),
    "CNIOExtrasZlib": ("zlib-in-swift-nio-extras", "Zlib", "1995-2026 Jean-loup Gailly and Mark Adler"),
    "CNIOSHA1": ("sha1", "BSD-3-Clause", "1995, 1996, 1997, and 1998 WIDE Project"),
}

# What is not linked statically: the system's own, in whatever version it has.
SYSTEM = [
    ("glibc", "LGPL-2.1-or-later"),
    ("libstdc++", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    ("libxcrypt", "LGPL-2.1-or-later"),
    ("ncurses", "X11-distribute-modifications-variant"),
    ("zlib", "Zlib"),
]

# What the compiler brings into a static build.
TOOLCHAIN = [
    ("swift-runtime", "Apache-2.0 WITH Swift-exception"),
    ("swift-foundation-essentials", "Apache-2.0 WITH Swift-exception"),
    ("swift-corelibs-libdispatch", "Apache-2.0 WITH Swift-exception"),
    ("swift-synchronization", "Apache-2.0 WITH Swift-exception"),
]


def linked_modules(build):
    """The modules of which there are objects; tools that only run while building are none."""
    found = set()
    for folder in pathlib.Path(build).glob("*.build"):
        if not folder.name.endswith("-tool.build") and any(folder.rglob("*.o")):
            found.add(folder.name.removesuffix(".build"))
    return found


def package_of(module, checkouts):
    """The package that a module is of; None for one of ours."""
    for sources in checkouts.glob("*/Sources/*"):
        if sources.name == module:
            return sources.parent.parent.name
    return None


def main():
    options = argparse.ArgumentParser()
    for name in ("scratch", "build", "version", "epoch", "swift", "copyright", "bom"):
        options.add_argument(f"--{name}", required=True)
    options = options.parse_args()
    scratch = pathlib.Path(options.scratch)
    checkouts = scratch / "checkouts"
    state = json.loads((scratch / "workspace-state.json").read_text())
    versions = {
        entry["packageRef"]["identity"]: entry["state"]["checkoutState"].get("version", "")
        for entry in state["object"]["dependencies"]
        if "checkoutState" in entry["state"]
    }
    modules = linked_modules(options.build)
    names = sorted({package for module in modules if (package := package_of(module, checkouts))})
    unknown = [name for name in names if name not in PACKAGES]
    if unknown or not names:
        sys.exit(f"components.py: say in PACKAGES what the licence is of: {', '.join(unknown) or 'anything'}")
    carried = [CARRIED[module] for module in sorted(modules) if module in CARRIED]
    write_copyright(options, checkouts, names, versions, carried)
    revision = re.search(r"[0-9a-f]{40}", (checkouts / "swift-nio-ssl/Sources/CNIOBoringSSL/hash.txt").read_text())
    write_bom(options, names, versions, carried, {"boringssl": revision.group()})


def write_copyright(options, checkouts, names, versions, carried):
    """Debian's copyright file: what each part's licence is, and then the texts themselves."""
    lines = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
        "Upstream-Name: Clientele",
        "",
        "Files: *",
        "Copyright: the Clientele maintainers",
        "License: all-rights-reserved",
        " No licence has been stated for Clientele's own sources.",
    ]
    texts = {}
    for name in names:
        expression, files = PACKAGES[name]
        text = "\n".join((checkouts / name / file).read_text().strip() for file in files)
        texts[f"{expression.replace(' WITH ', '-with-')}-{name}"] = text
        lines += ["", f"Files: {name} {versions.get(name, '')}".rstrip(), f"Copyright: the {name} project authors",
                  f"License: {expression.replace(' WITH ', '-with-')}-{name}"]
    for name, expression, holder in carried:
        lines += ["", f"Files: {name}", f"Copyright: {holder}", f"License: {expression.replace(' AND ', '-and-')}",
                  " The text is in the notices of the package that carries it, below."]
    for name, expression in TOOLCHAIN:
        lines += ["", f"Files: {name}", "Copyright: Apple Inc. and the Swift project authors",
                  f"License: {expression.replace(' WITH ', '-with-')}",
                  " On Debian systems the text of the Apache License 2.0 is in",
                  " /usr/share/common-licenses/Apache-2.0. The Runtime Library Exception to it says that compiled",
                  " code may be passed on without the conditions of its sections 4(a), 4(b) and 4(d)."]
    for name, text in texts.items():
        lines += ["", f"License: {name}"]
        lines += [f" {line.rstrip()}" if line.strip() else " ." for line in text.splitlines()]
    pathlib.Path(options.copyright).write_text("\n".join(lines) + "\n")


def write_bom(options, names, versions, carried, revisions):
    """A CycloneDX bill of materials of what is in the binary."""
    date = datetime.datetime.fromtimestamp(int(options.epoch), datetime.timezone.utc)

    def component(name, version, expression, kind="library"):
        entry = {"type": kind, "bom-ref": name, "name": name}
        if version:
            entry["version"] = version
            entry["purl"] = f"pkg:swift/{name}@{version}" if kind == "library" else f"pkg:generic/{name}@{version}"
        if expression:
            entry["licenses"] = [{"expression": expression}]
        return entry

    components = [component(name, versions.get(name), PACKAGES[name][0]) for name in names]
    for entry in components:
        if "purl" in entry:
            owner = {"async-http-client": "swift-server", "swift-service-lifecycle": "swift-server",
                     "swift-subprocess": "swiftlang"}.get(entry["name"], "apple")
            entry["purl"] = f"pkg:swift/github.com/{owner}/{entry['name']}@{entry['version']}"
    components += [component(name, revisions.get(name), expression) for name, expression, _ in carried]
    components += [component(name, options.swift, expression) for name, expression in TOOLCHAIN]
    components += [
        component(name, None, expression) | {"description": "Linked dynamically: the system's own."}
        for name, expression in SYSTEM
    ]
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "timestamp": date.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "component": component("clientele", options.version, None, kind="application"),
        },
        "components": components,
        "dependencies": [{"ref": "clientele", "dependsOn": [entry["bom-ref"] for entry in components]}],
    }
    pathlib.Path(options.bom).write_text(json.dumps(bom, indent=2, ensure_ascii=False) + "\n")


main()
