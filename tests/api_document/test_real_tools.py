"""The real tools refuse what they are there to refuse. `make api-lint` runs this when something has changed."""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ops.api_document import clients
from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.tools import run_tool
from ops.paths import ROOT
from support.openapi import FILE

SMALL = """
openapi: 3.0.3
info: {title: BandUp, version: 0.1.0}
paths:
  /things:
    get:
      operationId: getThing
      tags: [things]
      responses:
        '200':
          description: A thing.
          content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}
components:
  schemas:
    Thing:
      type: object
      required: [title]
      properties:
        title: {type: string}
"""

TYPESCRIPT = """
import createClient from "openapi-fetch";
import type { paths } from "./schema";

export async function name(): Promise<string | undefined> {
  const { data } = await createClient<paths>({ baseUrl: "" }).GET("/things");
  return data?.name;
}
"""

PYTHON = """
from band_up_client import Client
from band_up_client.api.things import get_thing


def name() -> str | None:
    thing = get_thing.sync(client=Client(base_url=""))
    return thing.name if thing else None
"""

FAULTS = {
    "operation-operationId": ("      operationId: getUpload\n", ""),
    "no-unused-components": ("    Band:\n", "    Unused: {type: string, description: Nothing.}\n    Band:\n"),
    "no-ambiguous-paths": ("  /me/export:\n", "  /{anything}/export:\n"),
    "no-invalid-media-type-examples": ("upload_type: speaking_audio\n", "upload_type: a_song\n"),
    "no-unresolved-refs": ("responses/AccountDeleted'", "responses/Gone'"),
}
"""By rule of Redocly: what is planted, and in whose place."""


def test_what_redocly_finds_ends_the_command_with_a_line_for_each_fault(tmp_path: Path) -> None:
    text = FILE.read_text()
    for before, after in FAULTS.values():
        assert before in text
        text = text.replace(before, after, 1)
    planted = tmp_path / "openapi.yaml"
    planted.write_text(text)
    command = [sys.executable, "-m", "ops.api_document", "lint", "--document", str(planted), "--output", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603
    assert ended.returncode == 1
    first, *findings = ended.stderr.splitlines()
    assert first == f"the document breaks rules of Redocly ({len(findings)} findings):"
    for rule in FAULTS:
        assert re.search(rf"openapi\.yaml:\d+:\d+ {rule}: ", ended.stderr), rule


@pytest.mark.parametrize(("make", "example"), [(clients.typescript, TYPESCRIPT), (clients.python, PYTHON)])
def test_a_client_that_lacks_what_the_example_uses_does_not_compile(
    make: Callable[..., Any], example: str, tmp_path: Path
) -> None:
    document = tmp_path / "small.yaml"
    document.write_text(SMALL)
    with pytest.raises(ApiDocumentError, match=r'example.*"?name"?'):
        make(document, example, tmp_path / "client", run_tool)
