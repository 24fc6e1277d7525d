"""Releases a version: each function's image is in the stage's registry under the tag, and the record says which it is.

The record is what a deployment and a rollback read. A tag never changes its meaning, and the registry refuses one that
is there: what is there is taken, and the same command completes what was interrupted.
"""

import os
import sys
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.exceptions import OperatorError
from ops.images import registry
from ops.images.base_image import base_for_aws, base_image, describe_base
from ops.images.build import FAILURES, build, say
from ops.images.content import content_digest, content_tag
from ops.images.current import ChangedMeanwhileError
from ops.images.engine import docker_client
from ops.images.functions import checked_tag, functions, source
from ops.images.immutable import run_immutable_registry
from ops.images.records import (
    LOCAL,
    Release,
    ReleasedImage,
    ReleaseError,
    read_releases,
    releases_file,
    with_release,
    write_releases,
)
from ops.images.repositories import Registry, open_registry
from ops.locks import claim_lock

CONTENT_LABEL = "bandup.content"

Build = Callable[[list[str]], Mapping[str, str]]
"""Builds functions' images into the workshop, and gives their digests."""


@dataclass(frozen=True)
class Releaser:
    """All that a release needs.

    Attributes:
        workshop: registry on loopback that builds are pushed to.
        target: registry of the stage.
        contents: what each function's image is made of, by function.
        build: builds into the workshop.
        path: the stage's record.
        say: tells the person what happens.
    """

    workshop: Registry
    target: Registry
    contents: Mapping[str, str]
    build: Build
    path: Path
    say: Callable[[str], None]

    def release(self, tag: str, revision: str) -> Release:
        """Build what is new, write it down, push what is missing, and write down that it is complete.

        Args:
            tag: its name.
            revision: version of the sources.

        Raises:
            ReleaseError: the tag has another meaning; nothing was built then.
            RegistryError: a registry refuses; the same command goes on from there.
        """
        releases = read_releases(self.path)
        known = releases.get(tag)
        if known and known.contents != self.contents:
            changed = sorted({name for name, _ in known.contents.items() ^ self.contents.items()})
            raise ReleaseError(
                f"{tag} was released from {known.revision} with other content of {', '.join(changed)}: "
                "choose another TAG. Nothing was built."
            )
        there = self._find_pushed(tag)
        digests = self._choose(releases, there)
        images = {
            name: ReleasedImage(_first_tag(releases, name, digest, tag), self.contents[name], digest)
            for name, digest in sorted(digests.items())
        }
        complete = known is not None and known.complete
        made = Release(known.revision if known else revision, images, complete)
        write_releases(self.path, with_release(releases, tag, made))
        for name in sorted(images.keys() - there.keys()):
            self._push(name, images[name].digest, tag)
        made = replace(made, complete=True)
        write_releases(self.path, with_release(releases, tag, made))
        return made

    def _find_pushed(self, tag: str) -> dict[str, str]:
        """The digest of each image that the registry has under the tag."""
        found = {}
        for name, content in self.contents.items():
            repository = f"bandup/{name}"
            if (image := self.target.find(repository, tag)) is None:
                continue
            if self.target.label(repository, image, CONTENT_LABEL) != content:
                raise ReleaseError(
                    f"{self.target.host} has {repository}:{tag} with other content: choose another TAG. "
                    "Nothing was built."
                )
            self.say(f"{name}: {tag} is there already")
            found[name] = image.digest
        return found

    def _choose(self, releases: Mapping[str, Release], there: Mapping[str, str]) -> dict[str, str]:
        """The digest of each function: of what is there, of what was made before of the same content, or built now."""
        chosen = dict(there)
        for name in self.contents.keys() - there.keys():
            if (digest := self._find_made(releases, name)) is not None:
                chosen[name] = digest
        missing = sorted(self.contents.keys() - chosen.keys())
        return {**chosen, **(self.build(missing) if missing else {})}

    def _find_made(self, releases: Mapping[str, Release], name: str) -> str | None:
        images = (release.images.get(name) for release in releases.values())
        made = dict.fromkeys(image.digest for image in images if image and image.content == self.contents[name])
        places = (self.target, self.workshop)
        return next((digest for digest in made if any(place.find(f"bandup/{name}", digest) for place in places)), None)

    def _push(self, name: str, digest: str, tag: str) -> None:
        repository = f"bandup/{name}"
        image = self.target.find(repository, digest)
        if image is None:
            image = self.workshop.find(repository, digest)
            if image is None:
                raise registry.RegistryError(f"{self.workshop.host} lost {repository}@{digest}: run it again.")
            self.target.copy(repository, image, self.workshop)
        self.target.put(repository, image, tag)
        self.say(f"{name}: {tag} is {digest}")


def _first_tag(releases: Mapping[str, Release], name: str, digest: str, tag: str) -> str:
    images = (release.images.get(name) for release in releases.values())
    return next((image.tag for image in images if image and image.digest == digest), tag)


def release(tag: str, path: Path, host: str | None, base: str) -> Release:
    """Release the sources as they are.

    Args:
        tag: its name.
        path: the stage's record.
        host: registry to push to; None means the one on loopback, which refuses what ECR refuses.
        base: the base image.

    Raises:
        ReleaseError: the tag is taken.
        ChangedMeanwhileError: somebody edited the sources during the build.
    """
    digest = base.partition("@")[2] or describe_base(docker_client(), base).digest
    contents = {name: content_digest(name, digest) for name in functions()}
    repositories = [f"bandup/{name}" for name in contents]
    with registry.run_registry() as workshop:

        def build_missing(names: list[str]) -> dict[str, str]:
            built = build({name: content_tag(name) for name in names}, workshop, base)
            if edited := [name for name in names if content_digest(name, digest) != contents[name]]:
                raise ChangedMeanwhileError(f"{', '.join(edited)} changed while it was built: run it again")
            return {image.function: image.digest for image in built}

        with nullcontext(host) if host else run_immutable_registry(workshop, repositories) as target:
            releaser = Releaser(open_registry(workshop), open_registry(target), contents, build_missing, path, say)
            return releaser.release(tag, source().revision)


def main() -> None:
    """Release for one stage."""
    parser = ArgumentParser(prog="make release", description=__doc__)
    parser.add_argument("--tag", required=True, help="version, such as v1.4.0")
    parser.add_argument("--stage", default=LOCAL, help="stage whose record is written")
    parser.add_argument("--registry", default=os.environ.get("BANDUP_REGISTRY"), help="host of the stage's registry")
    parser.add_argument("--releases", type=Path, help="another file to record the release in")
    arguments = parser.parse_args()
    try:
        tag = checked_tag(arguments.tag)
        path = arguments.releases or releases_file(arguments.stage)
        if arguments.stage != LOCAL and not arguments.registry:
            raise ReleaseError(f"Stage {arguments.stage} needs REGISTRY=<host of its registry>.")
        if arguments.stage != LOCAL and not source().clean:
            raise ReleaseError("Only committed sources are released to AWS: commit first.")
        with claim_lock(
            path.with_suffix(".lock"), f"The record of {arguments.stage}'s releases", f"a release of {tag}"
        ):
            base = base_image(docker_client(), say) if arguments.stage == LOCAL else base_for_aws()
            made = release(tag, path, arguments.registry, base)
    except (*FAILURES, ChangedMeanwhileError, OperatorError) as error:
        sys.exit(f"release: {error}")
    say(f"{tag} is released: {len(made.images)} images, {path}")


if __name__ == "__main__":
    main()
