"""Builds, checks, measures and pushes the image of one function or of several."""

import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import FIRST_EXCEPTION, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from ops.images.base_image import Base
from ops.images.content import content_digest
from ops.images.engine import Client, build_environment
from ops.images.functions import Source
from ops.images.registry import RegistryError
from ops.images.repositories import open_registry
from ops.images.reproducible import make_reproducible
from ops.images.sbom import bill_of_materials
from ops.images.secrets import build_secrets
from ops.images.sizes import Size
from ops.images.smoke import inside, unset_settings
from ops.paths import ROOT
from ops.shell import CommandError, run

PLATFORM = "linux/amd64"
"""The architecture that the functions are deployed for, whatever builds them."""

AT_ONCE = 2

Made = TypeVar("Made")


@dataclass(frozen=True)
class Pushed:
    """An image that is in a registry, and may not work.

    Attributes:
        function: folder name.
        image: `<registry>/bandup/<folder>:<tag>`, as the engine names it.
        digest: `sha256:…` of the manifest.
    """

    function: str
    image: str
    digest: str

    @property
    def reference(self) -> str:
        """`<registry>/bandup/<folder>@sha256:…`, which a function is deployed by."""
        return f"{self.image.rpartition(':')[0]}@{self.digest}"


@dataclass(frozen=True)
class Built:
    """An image that was built, works, and is in a registry.

    Attributes:
        function: folder name.
        tag: the version it was built as.
        reference: `<registry>/bandup/<folder>@sha256:…`, which a function is deployed by.
        digest: `sha256:…` of the manifest.
        size: what it has installed.
        base: the image that it is built on.
        revision: version of the sources.
    """

    function: str
    tag: str
    reference: str
    digest: str
    size: Size
    base: str
    revision: str

    def record(self) -> dict[str, Any]:
        """The image as `build/images.json` lists it."""
        return {
            "function": self.function,
            "tag": self.tag,
            "digest": self.digest,
            "bytes": self.size.total,
            "compressed": self.size.compressed,
            "image": self.reference,
            "base": self.base,
            "revision": self.revision,
            "largest": dict(self.size.largest),
        }


def settle(pushed: Pushed, base: Base) -> Pushed:
    """Give an image that the engine pushed the digest that its content has, whenever and wherever it was built.

    Raises:
        RegistryError: the registry lost it meanwhile.
    """
    host, _, path = pushed.image.partition("/")
    repository, _, tag = path.rpartition(":")
    registry = open_registry(host)
    image = registry.find(repository, pushed.digest)
    if image is None:
        raise RegistryError(f"{host} lost {repository}@{pushed.digest}: build it again.")
    made = make_reproducible(registry, repository, image, base.layers)
    registry.put(repository, made, tag)
    return replace(pushed, digest=made.digest)


@dataclass(frozen=True)
class Builder:
    """All that the images of one run have in common.

    Attributes:
        client: builds and pushes.
        base: base image.
        source: version of the sources.
        tags: version of each function's image.
        registry: host and port to push to, on loopback.
        say: tells the person what happens.
        cached: whether a step that the engine knows is taken from its cache.
        settle: gives what was pushed a digest that depends on its content alone.
        logs: folder of the builds' logs.
        bills: folder of the images' bills of materials.
    """

    client: Client
    base: Base
    source: Source
    tags: Mapping[str, str]
    registry: str
    say: Callable[[str], None]
    cached: bool = True
    settle: Callable[[Pushed, Base], Pushed] = settle
    logs: Path = ROOT / "build" / "images"
    bills: Path = ROOT / "build" / "sbom"

    def build_all(self) -> list[Built]:
        """Build, prove and push them all, two at once; the first failure ends the run.

        Raises:
            CommandError: a build or a push failed.
            SmokeError: an image does not work.
        """
        return _each(self.build, self.tags)

    def push_all(self) -> list[Pushed]:
        """Build and push them all, two at once; the first failure ends the run. `prove` is left to the caller.

        Their digests are the engine's own, for a stage that ends with this machine.

        Raises:
            CommandError: a build or a push failed.
        """
        return _each(lambda function: self._push(function, self._make(function)), self.tags)

    def build(self, function: str) -> Built:
        """Build one image, prove that it works, and push it.

        Raises:
            CommandError: the build or the push failed; the message ends with the log's last lines.
            SmokeError: the image does not work.
        """
        image = self._make(function)
        self._check(function, image)
        pushed = self.settle(self._push(function, image), self.base)
        self.say(f"{function}: {pushed.digest}")
        return self._describe(pushed)

    def prove(self, pushed: Pushed) -> Built:
        """Prove that an image works which was pushed already.

        Raises:
            SmokeError: it does not.
        """
        self._check(pushed.function, pushed.image)
        return self._describe(pushed)

    def _make(self, function: str) -> str:
        image = f"{self.registry}/bandup/{function}:{self.tags[function]}"
        self.say(f"{function}: building")
        self._docker_build(function, image)
        return image

    def _check(self, function: str, image: str) -> None:
        self.say(f"{function}: checking")
        inside(self.client, image, "check.py")
        unset_settings(self.client, image)

    def _push(self, function: str, image: str) -> Pushed:
        self.say(f"{function}: pushing")
        return Pushed(function, image, self.client.push(image))

    def _describe(self, pushed: Pushed) -> Built:
        function, tag = pushed.function, self.tags[pushed.function]
        size = Size(function, json.loads(inside(self.client, pushed.image, "measure.py")))
        self._write_bill(function, pushed.digest, json.loads(inside(self.client, pushed.image, "contents.py")))
        return Built(function, tag, pushed.reference, pushed.digest, size, self.base.name, self.source.revision)

    def _write_bill(self, function: str, digest: str, contents: Mapping[str, Any]) -> None:
        self.bills.mkdir(parents=True, exist_ok=True)
        bill = bill_of_materials(function, self.tags[function], digest, contents)
        (self.bills / f"{function}.cdx.json").write_text(bill, "utf-8")

    def _docker_build(self, function: str, image: str) -> None:
        """Run the build; its log stays, also when it fails."""
        values = {
            "FUNCTION": function,
            "BASE_IMAGE": self.base.name,
            "BASE_DIGEST": self.base.digest,
            "CONTENT": content_digest(function, self.base.digest),
        }
        flags = ["--file", str(ROOT / "images" / "Dockerfile"), "--platform", PLATFORM, "--network", "host"]
        if not self.cached:
            flags.append("--no-cache")
        for name, value in values.items():
            flags += ["--build-arg", f"{name}={value}"]
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{function}.log"
        with build_secrets() as secrets:
            command = self.client.build([*flags, *secrets, "--tag", image, str(ROOT)])
            try:
                log.write_text(run(command, env=build_environment()), "utf-8")
            except CommandError as error:
                log.write_text(error.output, "utf-8")
                raise


def _each(work: Callable[[str], Made], functions: Iterable[str]) -> list[Made]:
    """Do it for each function; the first failure ends it, once what has begun is over."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        futures = [pool.submit(work, name) for name in functions]
        wait(futures, return_when=FIRST_EXCEPTION)
        pool.shutdown(wait=False, cancel_futures=True)
        # The first to fail first: what was cancelled because of it has no result.
        failed = [future for future in futures if future.done() and not future.cancelled() and future.exception()]
        return [future.result() for future in failed or futures]
