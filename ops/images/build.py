"""Builds every image in images/, checks and measures it, and pushes it to the registry on loopback.

Leaves build/images.json: a list of {function, tag, digest, bytes, ...}. An image above its size target fails the run.
"""

import sys
import time
from collections.abc import Mapping
from dataclasses import replace

from ops.arguments import ArgumentParser
from ops.console import make_console
from ops.images import registry
from ops.images.base_image import base_image, describe_base
from ops.images.base_pin import BaseImageError
from ops.images.builder import Builder, Built
from ops.images.engine import EngineError, docker_client
from ops.images.functions import TagError, checked_tag, functions, source
from ops.images.packages import PackageError
from ops.images.records import IMAGES_JSON, write_images
from ops.images.repositories import open_registry
from ops.images.sizes import table, too_large
from ops.images.smoke import SmokeError
from ops.paths import ROOT
from ops.shell import CommandError

FAILURES = (BaseImageError, CommandError, EngineError, PackageError, SmokeError, TagError, registry.RegistryError)
"""What can go wrong for a reason that its message explains."""


def say(line: str) -> None:
    """Print a line of progress at once."""
    sys.stdout.write(f"images: {line}\n")
    sys.stdout.flush()


def build(tags: Mapping[str, str], address: str, base: str | None = None, *, cached: bool = True) -> list[Built]:
    """Build images, push them to a registry and show their sizes.

    Args:
        tags: version of each, by folder of images/.
        address: host and port of the registry, on loopback.
        base: the base image; None to search for one.
        cached: whether a step that the engine knows is taken from its cache.

    Raises:
        SmokeError: an image does not work, or is larger than its target.
    """
    client = docker_client()
    described = describe_base(client, base or base_image(client, say))
    builder = Builder(client, described, source(), tags, address, say, cached)
    built = [replace(image, size=replace(image.size, layers=read_layers(image))) for image in builder.build_all()]
    sizes = [image.size for image in built]
    make_console(width=120).print(table(sizes))
    problems = list(too_large(sizes))
    if problems:
        raise SmokeError("\n".join(problems))
    return built


def read_layers(image: Built) -> dict[str, int]:
    """Compressed bytes of each layer of an image in its registry, by its digest."""
    host, _, path = image.reference.partition("/")
    repository, _, digest = path.partition("@")
    found = open_registry(host).find(repository, digest)
    return found.layers if found else {}


def main() -> None:
    """Build for the local stage."""
    parser = ArgumentParser(prog="make images", description=__doc__)
    parser.add_argument("--tag", required=True, help="version of the images, such as v1.4.0")
    parser.add_argument("--only", choices=functions(), help="build this function alone")
    parser.add_argument("--fresh", action="store_true", help="take no step from the engine's cache: same digest")
    arguments = parser.parse_args()
    names = [arguments.only] if arguments.only else functions()
    began = time.monotonic()
    try:
        tag = checked_tag(arguments.tag)
        with registry.run_registry() as address:
            built = build(dict.fromkeys(names, tag), address, cached=not arguments.fresh)
            records = [image.record() for image in built]
            registry.require_plain_manifests(record["image"] for record in records)
    except FAILURES as error:
        sys.exit(f"images: {error}")
    write_images(IMAGES_JSON, records)
    say(f"{len(records)} ready in {time.monotonic() - began:.0f} s: {IMAGES_JSON.relative_to(ROOT)}")
