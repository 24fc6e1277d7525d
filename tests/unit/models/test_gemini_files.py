"""Large media go through the Files API, and no file outlives its exchange: the real SDK, scripted answers."""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from typing import Any

import pytest

from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import ConfigurationError, RetryLaterError, TerminalError
from bandup.models.catalogue import require_live
from bandup.models.gemini import INLINE_BYTES, GeminiModel
from bandup.models.port import Media, Prompt
from bandup.models.usage import Ledger
from unit.models.provider import Answer, Provider

TODAY = date(2026, 11, 21)
SCHEMA = {"type": "object"}
LARGE = Media("audio/flac", b"fLaC" + bytes(INLINE_BYTES))
SAID = Answer.of({"candidates": [{"content": {"parts": [{"text": "{}"}]}, "finishReason": "STOP"}]})
DELETED = Answer.of({})


class Asking:
    def __init__(self, url: str, attempt_seconds: float = 20.0) -> None:
        self.keys = 1
        self.model = GeminiModel(
            require_live("gemini-3.5-flash-lite", TODAY),
            self.key,
            base_url=url,
            attempt_seconds=attempt_seconds,
            sleep=lambda _: None,
            clock=lambda: TODAY,
        )

    def key(self, *, refresh: bool = False) -> str:
        self.keys += refresh
        return f"key-{self.keys}"

    def close(self) -> None:
        self.model.close()

    def __call__(self, *parts: str | Media, seconds: float = 60.0) -> Any:
        return self.model.generate_json(
            Prompt("You listen.", parts),
            SCHEMA,
            lambda answer: answer,
            deadline=Deadline.after(RESERVE_SECONDS + seconds),
            ledger=Ledger(),
        )


@pytest.fixture
def ask(provider: Provider) -> Iterator[Asking]:
    with closing(Asking(provider.url)) as asking:
        yield asking


def begun(provider: Provider) -> Answer:
    return Answer.of({}, x_goog_upload_url=f"{provider.url}/upload/v1/files?upload_id=u", x_goog_upload_status="active")


def chunk() -> Answer:
    return Answer.of({}, x_goog_upload_status="active")


def file(state: str) -> dict[str, str]:
    return {"name": "files/theirs", "uri": "https://files.example/v1beta/files/theirs", "state": state}


def uploaded(state: str) -> Answer:
    return Answer.of({"file": file(state)}, x_goog_upload_status="final")


def names(provider: Provider, method: str) -> list[str]:
    """The names that were sent by this method: in the document of a POST, else in the path."""
    if method == "POST":
        documents = [asked.document for asked in provider.asked if isinstance(asked.document, dict)]
        return [document["file"]["name"] for document in documents if "file" in document]
    return [asked.path.partition("/files/")[2] for asked in provider.asked if asked.method == method]


def assert_all_deleted(provider: Provider) -> None:
    created = [name.removeprefix("files/") for name in names(provider, "POST")]
    assert created
    assert names(provider, "DELETE") == created


def test_small_media_travel_inside_the_request_in_order(provider: Provider, ask: Asking) -> None:
    provider.plays(SAID)
    ask("Before.", Media("image/png", b"picture"), "After.")
    [asked] = provider.asked
    first, picture, last = asked.document["contents"][0]["parts"]
    assert (first, last) == ({"text": "Before."}, {"text": "After."})
    inline = picture["inlineData"]
    assert inline["data"] == "cGljdHVyZQ=="
    assert "image/png" in inline.values()


def test_a_large_recording_is_uploaded_waited_for_asked_about_and_deleted(provider: Provider, ask: Asking) -> None:
    looked = Answer.of(file("PROCESSING")), Answer.of(file("ACTIVE"))
    provider.plays(begun(provider), chunk(), uploaded("PROCESSING"), *looked, SAID, DELETED)
    assert ask("Listen.", LARGE, "Judge.") == {}
    kinds = [asked.method for asked in provider.asked]
    assert kinds == ["POST", "POST", "POST", "GET", "GET", "POST", "DELETE"]
    start, *chunks = provider.asked[:3]
    assert start.headers["x-goog-upload-header-content-type"] == "audio/flac"
    assert int(start.headers["x-goog-upload-header-content-length"]) == len(LARGE.data)
    assert b"".join(sent.document for sent in chunks) == LARGE.data
    text, reference, more = provider.asked[5].document["contents"][0]["parts"]
    assert (text, more) == ({"text": "Listen."}, {"text": "Judge."})
    assert file("ACTIVE")["uri"] in reference["fileData"].values()
    assert re.fullmatch(r"files/[a-z0-9-]{1,40}", names(provider, "POST")[0])
    assert_all_deleted(provider)


def test_an_answer_in_need_of_repair_uploads_once(provider: Provider, ask: Asking) -> None:
    broken = Answer.of({"candidates": [{"content": {"parts": [{"text": "{"}]}, "finishReason": "STOP"}]})
    provider.plays(begun(provider), chunk(), uploaded("ACTIVE"), broken, SAID, DELETED)
    assert ask(LARGE) == {}
    assert len(names(provider, "POST")) == 1
    assert_all_deleted(provider)


@pytest.mark.parametrize(
    ("answers", "error", "code"),
    [
        ([Answer.of({"promptFeedback": {"blockReason": "SAFETY"}})], TerminalError, "blocked"),
        ([Answer(404)], ConfigurationError, "model_not_found"),
        ([Answer(429)], RetryLaterError, "provider_throttled"),
        ([Answer(503)] * 4, RetryLaterError, "provider_unavailable"),
    ],
)
def test_the_file_is_deleted_whatever_the_model_answers(
    provider: Provider, ask: Asking, answers: list[Answer], error: type[Exception], code: str
) -> None:
    provider.plays(begun(provider), chunk(), uploaded("ACTIVE"), *answers, DELETED)
    with pytest.raises(error, match=code):
        ask(LARGE)
    assert_all_deleted(provider)


def test_a_file_that_the_provider_cannot_read_is_final(provider: Provider, ask: Asking) -> None:
    provider.plays(begun(provider), chunk(), uploaded("PROCESSING"), Answer.of(file("FAILED")), DELETED)
    with pytest.raises(TerminalError, match="media_refused"):
        ask(LARGE)
    assert_all_deleted(provider)


def test_a_file_that_never_becomes_ready_goes_back_to_the_queue(provider: Provider) -> None:
    now = [0.0]

    def wait(seconds: float) -> None:
        now[0] += seconds

    provider.plays(begun(provider), chunk(), uploaded("PROCESSING"), *[Answer.of(file("PROCESSING"))] * 6, DELETED)
    model = GeminiModel(
        require_live("gemini-3.5-flash-lite", TODAY), lambda **_: "key", base_url=provider.url, sleep=wait
    )
    deadline = Deadline(at=RESERVE_SECONDS + 13.0, now=lambda: now[0])
    with closing(model), pytest.raises(RetryLaterError, match="out_of_time"):
        model.generate_json(Prompt("s", (LARGE,)), SCHEMA, str, deadline=deadline, ledger=Ledger())
    assert_all_deleted(provider)
    assert deadline.budget() > 4, "time to delete was kept back"


def test_an_upload_that_hangs_is_tried_again_and_both_names_are_deleted(provider: Provider, ask: Asking) -> None:
    broken = Answer(breaks=True)
    provider.plays(begun(provider), broken, begun(provider), chunk(), uploaded("ACTIVE"), SAID, Answer(403), DELETED)
    assert ask(LARGE) == {}
    assert len(set(names(provider, "POST"))) == 2
    assert_all_deleted(provider)


def test_a_store_that_breaks_its_protocol_counts_as_failing(provider: Provider, ask: Asking) -> None:
    odd = Answer.of({"no": "file"}, x_goog_upload_status="final")
    provider.plays(*[begun(provider), chunk(), odd] * 4, *[DELETED] * 4)
    with pytest.raises(RetryLaterError, match="provider_unavailable"):
        ask(LARGE)
    assert_all_deleted(provider)


def test_a_look_or_a_deletion_that_is_answered_by_a_proxys_page_is_tried_again(provider: Provider, ask: Asking) -> None:
    page = Answer(body=b"<html>")
    provider.plays(
        begun(provider), chunk(), uploaded("PROCESSING"), page, Answer.of(file("ACTIVE")), SAID, page, DELETED
    )
    assert ask(LARGE) == {}
    assert len(names(provider, "DELETE")) == 2


def test_a_rotated_key_is_read_anew_for_the_upload(provider: Provider, ask: Asking) -> None:
    provider.plays(Answer(401), begun(provider), chunk(), uploaded("ACTIVE"), SAID, DELETED, DELETED)
    assert ask(LARGE) == {}
    used = [asked.headers["x-goog-api-key"] for asked in provider.asked if "x-goog-api-key" in asked.headers]
    assert used[0] == "key-1"
    assert set(used[1:]) == {"key-2"}


def test_a_deletion_that_fails_twice_does_not_cost_the_answer(provider: Provider, ask: Asking) -> None:
    provider.plays(begun(provider), chunk(), uploaded("ACTIVE"), SAID, *[Answer(503)] * 4)
    assert ask(LARGE) == {}
    assert set(names(provider, "DELETE")) == {names(provider, "POST")[0].removeprefix("files/")}


def test_without_time_nothing_is_uploaded(provider: Provider, ask: Asking) -> None:
    with pytest.raises(RetryLaterError, match="out_of_time"):
        ask(LARGE, seconds=3)
    assert provider.asked == []
