"""Releases a version: builds every image, pushes it to a stage's registry, and records which digest the tag means.

The record is what a deployment and a rollback read. A tag never changes its meaning.
"""

import os
import sys
from contextlib import nullcontext
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.images import registry
from ops.images.build import FAILURES, build, say
from ops.images.functions import checked_tag, functions, source
from ops.images.records import LOCAL, Release, ReleaseError, read_releases, releases_file, with_release, write_releases


def release(tag: str, path: Path, host: str | None) -> Release:
    """Build, push and record a version.

    Args:
        tag: its name.
        path: the stage's record.
        host: registry to push to; None means the one on loopback.

    Raises:
        ReleaseError: the tag is taken.
    """
    releases = read_releases(path)
    known = releases.get(checked_tag(tag))
    revision = source().revision
    if known and known.revision != revision:
        raise ReleaseError(f"{tag} was released from {known.revision}, not {revision}: choose another TAG.")
    with nullcontext(host) if host else registry.run_registry() as address:
        built = build(dict.fromkeys(functions(), tag), address)
    made = Release(revision, {image.function: image.digest for image in built})
    write_releases(path, with_release(releases, tag, made))
    return made


def main() -> None:
    """Release for one stage."""
    parser = ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("--tag", required=True, help="version, such as v1.4.0")
    parser.add_argument("--stage", default=LOCAL, help="stage whose record is written")
    parser.add_argument("--registry", default=os.environ.get("BANDUP_REGISTRY"), help="host of the stage's registry")
    parser.add_argument("--releases", type=Path, help="another file to record the release in")
    arguments = parser.parse_args()
    try:
        path = arguments.releases or releases_file(arguments.stage)
        if arguments.stage != LOCAL and not arguments.registry:
            raise ReleaseError(f"Stage {arguments.stage} needs REGISTRY=<host of its registry>.")
        if arguments.stage != LOCAL and not source().clean:
            raise ReleaseError("Only committed sources are released to AWS: commit first.")
        made = release(arguments.tag, path, arguments.registry)
    except (*FAILURES, ReleaseError) as error:
        sys.exit(f"release: {error}")
    say(f"{arguments.tag} is released: {len(made.images)} images, {path}")


if __name__ == "__main__":
    main()
