"""The sources as they are now, in a folder of their own, to be edited and built there as a person does."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ops.images.records import Release, read_releases
from ops.paths import INSTALLED, ROOT
from ops.shell import run

SOURCES = (".dockerignore", ".gitignore", "images", "ops", "shared")
REGISTRY = "docker-registry"
GIT = ("git", "-c", "user.name=test", "-c", "user.email=test@example.com")


@dataclass(frozen=True)
class Clone:
    """A repository of its own.

    Attributes:
        folder: where it is.
        registry_port: of its registry on loopback.
    """

    folder: Path
    registry_port: int

    @classmethod
    def make(cls, folder: Path, registry_port: int) -> "Clone":
        folder.mkdir()
        for name in SOURCES:
            source, copy = ROOT / name, folder / name
            if source.is_dir():
                shutil.copytree(source, copy, ignore=shutil.ignore_patterns("__pycache__", ".*_cache"))
            else:
                shutil.copy(source, copy)
        # Where the registry's program comes from a package, one download serves all.
        if (INSTALLED / REGISTRY).is_dir():
            shutil.copytree(INSTALLED / REGISTRY, folder / ".local" / REGISTRY)
        run([*GIT, "init", "--quiet"], cwd=folder)
        return cls(folder, registry_port)

    @property
    def releases(self) -> Path:
        """Its record of releases."""
        return self.folder / "releases.json"

    def edit(self, path: Path, before: str, after: str) -> None:
        text = (self.folder / path).read_text()
        assert text.count(before) == 1
        (self.folder / path).write_text(text.replace(before, after))

    def append(self, path: Path, more: str) -> None:
        with (self.folder / path).open("a") as file:
            file.write(more)

    def release(self, tag: str) -> Release:
        """Commit, and release as a person does."""
        self._commit(tag)
        run(self._release(tag), env=self._environment, cwd=self.folder)
        return read_releases(self.releases)[tag]

    def break_release(self, tag: str, pushes: int) -> Release:
        """The same, but that it is killed after some pushes; what it wrote down."""
        self._commit(tag)
        told: list[str] = []
        with subprocess.Popen(  # noqa: S603 - our own program
            self._release(tag),
            env=self._environment,
            cwd=self.folder,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as process:
            assert process.stdout
            for line in process.stdout:
                told.append(line)
                if sum(f": {tag} is sha256:" in each for each in told) == pushes:
                    process.kill()
                    break
            else:
                raise AssertionError("".join(told))
        return read_releases(self.releases)[tag]

    def build(self, *arguments: str) -> None:
        """Build images as `make images` does."""
        run([sys.executable, "-m", "ops.images", *arguments], env=self._environment, cwd=self.folder)

    def _commit(self, message: str) -> None:
        run([*GIT, "add", "--all"], cwd=self.folder)
        run([*GIT, "commit", "--quiet", "--allow-empty", "--message", message], cwd=self.folder)

    def _release(self, tag: str) -> list[str]:
        return [sys.executable, "-m", "ops.images.release", "--tag", tag, "--releases", str(self.releases)]

    @property
    def _environment(self) -> Mapping[str, str]:
        return {**os.environ, "BANDUP_REGISTRY_PORT": str(self.registry_port), "PYTHONPATH": str(self.folder)}
