"""Builds every image in images/, checks and measures it, and pushes it to the registry on loopback.

Leaves build/images.json: a list of {function, tag, digest, bytes, ...}. An image above its size target fails the run.
"""

import argparse
import sys
import time

from rich.console import Console

import registry
from base_image import base_image
from tools.builder import Builder, Built
from tools.engine import EngineError, docker_client
from tools.functions import ROOT, TagError, checked_tag, functions, source
from tools.packages import PackageError
from tools.records import write_images
from tools.shell import CommandError
from tools.sizes import table, too_large
from tools.smoke import SmokeError

IMAGES_JSON = ROOT / "build" / "images.json"

FAILURES = (CommandError, EngineError, PackageError, SmokeError, TagError, registry.RegistryError)
"""What can go wrong for a reason that its message explains."""


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(f"images: {line}\n")
    sys.stdout.flush()


def build(tag: str, names: list[str], address: str) -> list[Built]:
    """Build images, push them to a registry and show their sizes.

    Args:
        tag: their version.
        names: folders of images/.
        address: host (and port) of the registry.

    Raises:
        SmokeError: an image does not work, or is larger than its target.
    """
    client = docker_client()
    builder = Builder(client, base_image(client, say), source(), tag, address, say)
    built = builder.build_all(names)
    sizes = [image.size for image in built]
    Console(width=120).print(table(sizes))
    problems = list(too_large(sizes))
    if problems:
        raise SmokeError("\n".join(problems))
    return built


def main() -> None:
    """Build for the local stage."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tag", required=True, help="version of the images, such as v1.4.0")
    parser.add_argument("--only", choices=functions(), help="build this function alone")
    arguments = parser.parse_args()
    names = [arguments.only] if arguments.only else functions()
    began = time.monotonic()
    try:
        tag = checked_tag(arguments.tag)
        with registry.running() as address:
            built = build(tag, names, address)
            registry.require_plain_manifests(f"bandup/{image.function}@{image.digest}" for image in built)
    except FAILURES as error:
        sys.exit(f"images: {error}")
    write_images(IMAGES_JSON, [image.record() for image in built])
    say(f"{len(built)} built in {time.monotonic() - began:.0f} s: {IMAGES_JSON.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
