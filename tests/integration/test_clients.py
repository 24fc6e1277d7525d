"""The programs of docs/use/build-a-client.md, with the clients that are generated of the API's document."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from integration.conftest import User
from ops.api_document.__main__ import OUTPUT
from ops.api_document.tools import tool_environment
from ops.paths import ROOT

pytestmark = pytest.mark.integration

ESSAY = (ROOT / "tests/samples/writing_task_2/essay.txt").read_text("utf-8")

TYPESCRIPT = """
import { readFileSync } from "node:fs";
import { grade } from "./example.ts";
const asked = JSON.parse(readFileSync(0, "utf8"));
console.log(JSON.stringify(await grade(asked.api, asked.token, asked.essay)));
"""

PYTHON = """
import json, sys
from example import grade
asked = json.load(sys.stdin)
print(json.dumps(grade(asked["api"], asked["token"], asked["essay"])))
"""

PROGRAMS = {"typescript": ("node", "--input-type=module", "-e", TYPESCRIPT), "python": ("python", "-c", PYTHON)}


def run(language: str, user: User, **changes: str) -> "subprocess.CompletedProcess[str]":
    folder: Path = OUTPUT / language
    assert folder.is_dir(), "`make api-lint` makes the clients"
    asked = {"api": user.stage.deployed.api_url, "token": user.token, "essay": ESSAY, **changes}
    return subprocess.run(  # noqa: S603 - the programs of our own page
        PROGRAMS[language],
        cwd=folder,
        env=tool_environment(),
        input=json.dumps(asked),
        capture_output=True,
        text=True,
        check=False,
    )


def test_both_clients_grade_an_essay_to_the_same_answer(user: User) -> None:
    answers: list[Any] = []
    for language in PROGRAMS:
        ended = run(language, user)
        assert ended.returncode == 0, ended.stderr
        answers.append(json.loads(ended.stdout))
    assert answers[0] == answers[1]
    band, *quotes = answers[0]
    assert band.startswith("Band ")
    assert quotes
    assert all(quote.partition(" -> ")[0] in ESSAY for quote in quotes)


@pytest.mark.parametrize("language", PROGRAMS)
def test_a_client_says_why_it_was_refused(user: User, language: str) -> None:
    ended = run(language, user, essay="")
    assert ended.returncode != 0
    detail = user.once.post("/writing/evaluations", {"question_id": "opinion-cash-right", "essay_content": ""}).body
    assert detail["detail"] in ended.stderr
