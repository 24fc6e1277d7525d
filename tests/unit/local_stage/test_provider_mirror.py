import platform
import sys
from pathlib import Path

import pytest

from ops.terraform.provider_mirror import VERSION, find_mirror, known_mirror

HERE = f"{sys.platform}_{ {'x86_64': 'amd64', 'aarch64': 'arm64'}.get(platform.machine(), platform.machine()) }"


SMALL = "1k"
"""These tests' programs are small, so that no search of the disk takes what they leave for a mirror."""


def provider(top: Path, version: str = VERSION, system: str = HERE, size: int = 9000) -> None:
    folder = top / "registry.example.com" / "hashicorp" / "aws" / version / system
    folder.mkdir(parents=True)
    with (folder / f"terraform-provider-aws_v{version}_x5").open("wb") as program:
        program.truncate(size)


def test_a_mirror_is_found_and_remembered(tmp_path: Path) -> None:
    provider(tmp_path / "disk" / "some where" / "plugins")
    note = tmp_path / "note"
    mirror = find_mirror(tmp_path / "disk", note, SMALL)
    assert mirror == tmp_path / "disk" / "some where" / "plugins"
    assert known_mirror(note) == mirror


@pytest.mark.parametrize("place", [("5.99.0", HERE), (VERSION, "plan9_mips")])
def test_another_version_or_system_is_none(tmp_path: Path, place: tuple[str, str]) -> None:
    provider(tmp_path / "plugins", *place)
    assert find_mirror(tmp_path, tmp_path / "note", SMALL) is None
    assert known_mirror(tmp_path / "note") is None


def test_a_modules_own_copy_is_none(tmp_path: Path) -> None:
    provider(tmp_path / "module" / ".terraform" / "providers")
    assert find_mirror(tmp_path, tmp_path / "note", SMALL) is None


def test_a_leftover_without_the_program_is_none(tmp_path: Path) -> None:
    provider(tmp_path / "plugins", size=0)
    assert find_mirror(tmp_path, tmp_path / "note", SMALL) is None


def test_a_mirror_that_is_gone_is_forgotten(tmp_path: Path) -> None:
    (tmp_path / "note").write_text(str(tmp_path / "gone"))
    assert known_mirror(tmp_path / "note") is None
