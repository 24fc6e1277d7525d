"""Prints, inside a finished image, every package that it holds, as JSON: Python's and the system's.

It is piped into the image's own interpreter: standard library only.
"""

import importlib.metadata
import json
import platform
import subprocess
import sys

SYSTEM = ["dpkg-query", "--show", "--showformat", "${Package}\t${Version}\t${Architecture}\n"]


def python_packages() -> list[dict[str, str]]:
    """Name, version and licence, as its author wrote it, of each installed distribution."""
    found = []
    for each in importlib.metadata.distributions():
        # A missing field is None; the types know only those that every package has.
        licence: str | None = each.metadata["License-Expression"] or each.metadata["License"]
        found.append({"name": each.metadata["Name"], "version": each.version, "licence": (licence or "").strip()})
    return found


def system_packages() -> list[dict[str, str]]:
    """Name, version and architecture of each Debian package."""
    listed = subprocess.run(SYSTEM, check=True, capture_output=True, text=True).stdout.splitlines()
    return [dict(zip(("name", "version", "architecture"), line.split("\t"), strict=True)) for line in listed]


if __name__ == "__main__":
    contents = {"python": platform.python_version(), "packages": python_packages(), "system": system_packages()}
    json.dump(contents, sys.stdout)
