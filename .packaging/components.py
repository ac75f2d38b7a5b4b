#!/usr/bin/env python3
"""What is linked into the binary, from what was built for it: Debian's copyright file, and a bill of materials (CycloneDX).

A package that this page does not know stops the build: whoever adds a dependency says here what its licence is.
"""

import argparse
import datetime
import json
import pathlib
import re
import subprocess
import sys
import typing
import urllib.parse


class Carried(typing.NamedTuple):
    name: str
    licence: str
    holder: str
    home: str | None
    file: str | None
    pattern: str | None


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

# By module: code of others that a package carries with it, and where in the package's sources its version stands.
CARRIED = {
    "CNIOBoringSSL": Carried(
        "boringssl", "OpenSSL AND ISC AND Apache-2.0 AND MIT",
        "The BoringSSL Authors, The OpenSSL Project, Eric Young and others; see NOTICE.txt of swift-nio-ssl",
        "github/google/boringssl", "swift-nio-ssl/Sources/CNIOBoringSSL/hash.txt", r"([0-9a-f]{40})",
    ),
    "CNIOLLHTTP": Carried(
        "llhttp", "MIT", "2018 Fedor Indutny",
        "github/nodejs/llhttp", "swift-nio/Sources/CNIOLLHTTP/include/c_nio_llhttp.h",
        r"LLHTTP_VERSION_MAJOR (\d+)\s+#define LLHTTP_VERSION_MINOR (\d+)\s+#define LLHTTP_VERSION_PATCH (\d+)",
    ),
    "CNIOExtrasZlib": Carried(
        "zlib-in-swift-nio-extras", "Zlib", "1995-2026 Jean-loup Gailly and Mark Adler",
        "github/madler/zlib", "swift-nio-extras/Sources/CNIOExtrasZlib/include/nioextras-zlib.h",
        r'ZLIB_VERSION "([^"]+)"',
    ),
    # It has none.
    "CNIOSHA1": Carried("sha1", "BSD-3-Clause", "1995, 1996, 1997, and 1998 WIDE Project", None, None, None),
}

# By library that is not linked statically: the system's own, with the version of the package that it is linked with here.
GLIBC = ("glibc", "LGPL-2.1-or-later")
NCURSES = ("ncurses", "X11-distribute-modifications-variant")
SYSTEM = {
    "ld-linux-x86-64.so.2": GLIBC,
    "libc.so.6": GLIBC,
    "libcrypt.so.1": ("libxcrypt", "LGPL-2.1-or-later"),
    "libgcc_s.so.1": ("libgcc_s", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libm.so.6": GLIBC,
    "libncursesw.so.6": NCURSES,
    "libstdc++.so.6": ("libstdc++", "GPL-3.0-or-later WITH GCC-exception-3.1"),
    "libtinfo.so.6": NCURSES,
    "libz.so.1": ("zlib", "Zlib"),
}

# What the compiler brings into a static build.
TOOLCHAIN = [
    ("swift-runtime", "Apache-2.0 WITH Swift-exception"),
    ("swift-foundation-essentials", "Apache-2.0 WITH Swift-exception"),
    ("swift-corelibs-libdispatch", "Apache-2.0 WITH Swift-exception"),
    ("swift-synchronization", "Apache-2.0 WITH Swift-exception"),
]


def printed(*command):
    """What a program prints, in no language of people."""
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
    return subprocess.run(command, check=True, capture_output=True, text=True, env=environment).stdout


def system_packages(binary):
    """By name, the Debian packages whose libraries the binary is linked with: package, version and architecture."""
    needed = re.findall(r"\(NEEDED\).*\[(.+)\]", printed("readelf", "--wide", "--dynamic", binary))
    # The loader is named by its path alone.
    found = {pathlib.Path(path).name: path for path in re.findall(r"(/\S+)", printed("ldd", binary))}
    packages = {}
    for library in needed:
        if library not in SYSTEM or library not in found:
            sys.exit(f"components.py: say in SYSTEM what {library} is of, or install it")
        path = pathlib.Path(found[library])
        # Some packages have a library where a link leads to, some where /lib was before it became a link itself.
        for place in (path, pathlib.Path("/usr") / path.relative_to("/"), path.resolve()):
            try:
                lines = printed("dpkg-query", "--search", str(place)).splitlines()
            except subprocess.CalledProcessError:
                continue
            owners = [line.split(": ")[0] for line in lines if not line.startswith("diversion by ")]
            if not owners:
                continue
            form = "${Package} ${Version} ${Architecture}"
            entry = printed("dpkg-query", "--show", "--showformat", form, owners[0]).split()
            packages.setdefault(SYSTEM[library], set()).add(tuple(entry))
            break
        else:
            sys.exit(f"components.py: no package has {path}")
    return {name: sorted(entries) for name, entries in sorted(packages.items())}


def carried_version(part, checkouts):
    """The version of what a package carries, from its own sources."""
    if part.file is None:
        return None
    version = re.search(part.pattern, (checkouts / part.file).read_text())
    if not version:
        sys.exit(f"components.py: {part.file} no longer says which {part.name} it is")
    return ".".join(version.groups())


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
    for name in ("scratch", "build", "binary", "version", "epoch", "swift", "copyright", "bom"):
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
    carried_versions = {part.name: carried_version(part, checkouts) for part in carried}
    write_bom(options, names, versions, carried, carried_versions, system_packages(options.binary))


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
    for part in carried:
        lines += ["", f"Files: {part.name}", f"Copyright: {part.holder}", f"License: {part.licence.replace(' AND ', '-and-')}",
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


def write_bom(options, names, versions, carried, carried_versions, system):
    """A CycloneDX bill of materials of what is in the binary, and of what it is linked with."""
    date = datetime.datetime.fromtimestamp(int(options.epoch), datetime.timezone.utc)

    def component(name, version, expression, home=None, kind="library"):
        entry = {"type": kind, "bom-ref": name, "name": name}
        if version:
            entry["version"] = version
            entry["purl"] = f"pkg:{home or f'generic/{name}'}@{urllib.parse.quote(version, safe='')}"
        if expression:
            entry["licenses"] = [{"expression": expression}]
        return entry

    def home(name):
        owner = {"async-http-client": "swift-server", "swift-service-lifecycle": "swift-server",
                 "swift-subprocess": "swiftlang"}.get(name, "apple")
        return f"swift/github.com/{owner}/{name}"

    components = [component(name, versions.get(name), PACKAGES[name][0], home(name)) for name in names]
    for part in carried:
        components.append(component(part.name, carried_versions[part.name], part.licence, part.home))
    components += [component(name, options.swift, expression) for name, expression in TOOLCHAIN]
    for (name, expression), packages in system.items():
        package, version, architecture = packages[0]
        entry = component(name, version, expression, f"deb/debian/{urllib.parse.quote(package)}")
        entry["purl"] += f"?arch={architecture}"
        entry["description"] = (
            "Linked dynamically: the system's own, in whatever version it has. Linked here with "
            + " and ".join(f"{package} {version}" for package, version, _ in packages) + "."
        )
        components.append(entry)
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
