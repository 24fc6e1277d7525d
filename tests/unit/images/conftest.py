from collections.abc import Callable
from pathlib import Path

import pytest

MakeClient = Callable[[str, str], Path]

# Answers as the engine does: builds fail where the function is called `broken`; images refuse to start, as they should.
ENGINE = """
echo "$*" >> "$(dirname "$0")/calls"
case "$*" in
  *FUNCTION=broken*) echo "Sorry: SyntaxError"; exit 7;;
  run*"--entrypoint python"*)
    script=$(cat)
    case "$script" in
      *dpkg-query*) echo '{"python": "3.11.9", "packages": [], "system": []}';;
      *json.dump*) echo '{"pydantic": 20, "botocore": 30}';;
    esac;;
  run*) echo "[ERROR] SettingsError: QUEUE_URL is not set"; exit 1;;
  "image inspect "*)
    layers='{"Layers": ["sha256:l1"]}'
    echo '[{"Id": "sha256:base", "RootFS": '"$layers"', "RepoDigests": ["'"${3%:*}"'@sha256:11"]}]';;
esac
"""


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
