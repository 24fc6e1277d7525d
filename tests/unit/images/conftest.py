from collections.abc import Callable
from pathlib import Path

import pytest

MakeClient = Callable[[str, str], Path]


@pytest.fixture
def make_client(tmp_path: Path) -> MakeClient:
    """A docker client that is a shell script: a folder name and the body of the script give its path."""

    def make(folder: str, body: str) -> Path:
        client = tmp_path / folder / "docker"
        client.parent.mkdir()
        client.write_text(f"#!/bin/sh\n{body}\n", "utf-8")
        client.chmod(0o755)
        return client

    return make
