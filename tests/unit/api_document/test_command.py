"""What a person sees: one message, and an exit code that stops make."""

import subprocess
import sys
from pathlib import Path

from ops.paths import ROOT
from support.openapi import FILE


def lint(document: Path, output: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ops.api_document", "lint", "--document", str(document), "--output", str(output)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603


def test_a_key_that_is_there_twice_is_one_line(tmp_path: Path) -> None:
    planted = tmp_path / "openapi.yaml"
    planted.write_text(FILE.read_text().replace("paths:\n", "paths: {}\npaths:\n", 1))
    ended = lint(planted, tmp_path / "output")
    assert ended.returncode == 1
    assert ended.stdout == ""
    (line,) = ended.stderr.splitlines()
    assert line.startswith(f"{planted}:")
    assert "`paths` is in this object twice" in line
    assert not (tmp_path / "output").exists()
