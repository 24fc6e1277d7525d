"""What a learner does at the console, in a browser: each journey to its end, each screen as everybody sees it."""

import re
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from integration.browser import open_browser
from integration.conftest import Stage
from integration.essays import SAMPLES
from integration.learner import HOSTILE, Learner, begin
from integration.screens import fresh_folder, look
from support.sounds import wav

pytestmark = pytest.mark.integration

ESSAY = (SAMPLES / "writing_task_2" / "essay.txt").read_text(encoding="utf-8")
REVISED = (SAMPLES / "writing_task_2" / "revised.txt").read_text(encoding="utf-8")
QUESTION = (SAMPLES / "writing_task_2" / "question.txt").read_text(encoding="utf-8")

MARKED = """(text) => {
  const pieces = [], ends = {};
  for (const piece of text.childNodes) {
    if (piece.nodeName === "SUP") ends[piece.textContent] = pieces.map(({ text }) => text).join("");
    else pieces.push({ text: piece.textContent, marked: piece.classList.contains("mark") });
  }
  return { pieces, ends };
}"""
"""A marked text: its pieces, and what stands before each remark's number."""


@pytest.fixture(scope="module")
def learner(stage: Stage, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Learner]:
    microphone = tmp_path_factory.mktemp("microphone") / "talk.wav"
    microphone.write_bytes(wav())
    fresh_folder()
    with open_browser(microphone) as (context, watch):
        yield begin(stage, context, watch, f"{uuid.uuid4().hex}@example.com")


@pytest.fixture(autouse=True)
def nothing_leaves_and_nothing_breaks(learner: Learner) -> Iterator[None]:
    yield
    complaints, learner.watch.complaints = learner.watch.complaints, []
    assert (complaints, learner.watch.abroad) == ([], [])


def write(learner: Learner, path: str, text: str, question: str | None = None) -> None:
    page = learner.go(path)
    if question:
        page.get_by_label("Question", exact=True).fill(question)
    page.get_by_label("Your text").fill(text)


def marks(learner: Learner) -> tuple[str, dict[str, str], list[tuple[int, int]]]:
    """The text as it is shown, what stands before each number, and the stretches (code points) that are marked."""
    found: Any = learner.page.locator(".marked").evaluate(MARKED)
    at, stretches = 0, []
    for piece in found["pieces"]:
        if piece["marked"]:
            stretches.append((at, at + len(piece["text"])))
        at += len(piece["text"])
    return "".join(piece["text"] for piece in found["pieces"]), found["ends"], stretches


def test_an_essay_is_marked_at_the_right_words_and_revised(learner: Learner) -> None:
    essay = f"🙂 {ESSAY}\n{HOSTILE}"
    look(learner.page, "today-empty")
    learner.go("/write")
    look(learner.page, "write")
    write(learner, "/write/own", essay, f"{QUESTION} {HOSTILE}")
    look(learner.page, "desk")
    learner.press("Hand in")
    expect(learner.job()).to_be_visible()
    first = learner.finish_job()
    evaluation = learner.api.get(f"/evaluations/{first}")
    quoted = evaluation["feedback"]["quoted_examples"]
    text, ends, stretches = marks(learner)
    assert (text, len(quoted) > 0) == (evaluation["essay_content"], True)
    for each in quoted:
        remark = learner.page.locator("ul.remarks > li").filter(has_text=each["issue"]).filter(has_text=each["quote"])
        number = remark.first.locator("a").first.inner_text()
        assert ends[number].endswith(each["quote"])
        assert (len(ends[number]), text[each["start"] : each["end"]]) == (each["end"], each["quote"])
        assert all(
            any(start <= place < end for start, end in stretches) for place in range(each["start"], each["end"])
        )
    look(learner.page, "marked-essay")

    learner.follow("Revise this text")
    expect(learner.page.get_by_label("Your text")).to_have_value(essay)
    learner.page.get_by_label("Your text").fill(REVISED)
    look(learner.page, "revise")
    learner.press("Hand in")
    second = learner.finish_job()
    revision = learner.api.get(f"/evaluations/{second}")["revision"]
    fixed = [each["quote"] for each in revision["findings"] if each["status"] == "fixed"]
    assert fixed
    expect(learner.page.locator("ul.findings.fixed > li q")).to_have_text(fixed)
    learner.page.get_by_role("heading", name="Since the draft before").scroll_into_view_if_needed()
    look(learner.page, "revised-essay")
