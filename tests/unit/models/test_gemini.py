"""The Gemini adapter with the real SDK, against a provider on loopback: one test per way to fail."""

import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from bandup.deadline import RESERVE_SECONDS, Deadline
from bandup.errors import (
    ConfigurationError,
    InvalidOutputError,
    RetryLaterError,
    TerminalError,
    WorkError,
)
from bandup.models.catalogue import require_live
from bandup.models.gemini import MAX_OUTPUT_TOKENS, GeminiModel
from bandup.models.port import Prompt
from bandup.models.usage import Ledger
from unit.models.provider import Answer, Provider

TODAY = date(2026, 11, 21)
SCHEMA = {"type": "object", "properties": {"band": {"type": "number"}}, "required": ["band"]}
USAGE = {"promptTokenCount": 1000, "candidatesTokenCount": 100, "thoughtsTokenCount": 200, "totalTokenCount": 1300}
ONE_CALL = Decimal("0.00105")
"""1,000 input tokens at $0.30 and 300 output tokens at $2.50 per million."""


class Keys:
    """A secret that is rotated when it is read anew."""

    def __init__(self) -> None:
        self.version = 1
        self.pattern = "key-{}"

    def __call__(self, *, refresh: bool = False) -> str:
        self.version += refresh
        return self.pattern.format(self.version)


def said(text: str | None, finish: str = "STOP", **more: Any) -> Answer:
    parts = [] if text is None else [{"text": text}]
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": finish, "index": 0}
    return Answer.of({"candidates": [candidate], "usageMetadata": USAGE, "modelVersion": "offline-examiner-1", **more})


def refused(status: int, reason: str, *details: dict[str, Any], **headers: str) -> Answer:
    error = {"code": status, "message": "no", "status": reason, "details": list(details)}
    return Answer.of({"error": error}, status, **headers)


def band(answer: Any) -> Decimal:
    if not isinstance(answer, dict) or "band" not in answer:
        raise ValueError("band: is missing")
    return Decimal(answer["band"])


GOOD = said('{"band": 6.5}')


class Asking:
    """One adapter, asked the same thing each time; its ledger and its key are new for each test."""

    def __init__(self, url: str, attempt_seconds: float = 10.0) -> None:
        self.keys = Keys()
        self.waits: list[float] = []
        self.reset()
        model = require_live("gemini-3.5-flash-lite", TODAY)
        self.model = GeminiModel(
            model,
            self.keys,
            base_url=url,
            attempt_seconds=attempt_seconds,
            sleep=self.waits.append,
            clock=lambda: TODAY,
        )

    def reset(self) -> "Asking":
        self.ledger = Ledger()
        self.keys.version, self.keys.pattern = 1, "key-{}"
        self.waits.clear()
        return self

    def close(self) -> None:
        self.model.close()

    def __call__(self, seconds: float = 60.0, validate: Callable[[Any], Decimal] = band) -> Decimal:
        return self.model.generate_json(
            Prompt("You are an examiner.", ("<essay>\nHello\n</essay>",)),
            SCHEMA,
            validate,
            deadline=Deadline.after(RESERVE_SECONDS + seconds),
            ledger=self.ledger,
        )


@pytest.fixture(scope="module")
def adapter(running: Provider) -> Iterator[Asking]:
    with closing(Asking(running.url)) as asking:
        yield asking


@pytest.fixture
def ask(adapter: Asking) -> Asking:
    return adapter.reset()


@pytest.fixture
def hasty(provider: Provider) -> Iterator[Asking]:
    with closing(Asking(provider.url, attempt_seconds=0.5)) as asking:
        yield asking


def test_a_good_answer_is_returned_and_charged_by_the_configured_models_price(provider: Provider, ask: Asking) -> None:
    provider.plays(GOOD)
    assert ask() == Decimal("6.5")
    [call] = ask.ledger.calls
    assert (call.model, call.input_tokens, call.output_tokens, call.usd) == ("offline-examiner-1", 1000, 300, ONE_CALL)
    assert ask.ledger.model_seconds > 0


def test_the_request_asks_for_what_grading_needs(provider: Provider, ask: Asking) -> None:
    provider.plays(GOOD)
    ask()
    [asked] = provider.asked
    config = asked.document["generationConfig"]
    assert asked.path == "/v1/models/gemini-3.5-flash-lite:generateContent"
    assert asked.headers["x-goog-api-key"] == "key-1"
    assert int(asked.headers["x-server-timeout"]) <= 10
    assert asked.document["systemInstruction"]["parts"] == [{"text": "You are an examiner."}]
    assert asked.document["contents"] == [{"role": "user", "parts": [{"text": "<essay>\nHello\n</essay>"}]}]
    assert asked.document["store"] is False
    assert config["responseMimeType"] == "application/json"
    assert config["responseJsonSchema"] == SCHEMA
    assert config["maxOutputTokens"] == MAX_OUTPUT_TOKENS
    assert config["thinkingConfig"] == {"thinking_level": "MEDIUM"} or config["thinkingConfig"] == {
        "thinkingLevel": "MEDIUM"
    }
    assert (config["candidateCount"], config["temperature"]) == (1, 0)


def test_a_second_call_uses_the_same_connection(provider: Provider, ask: Asking) -> None:
    provider.plays(GOOD, GOOD)
    ask()
    ask()
    first, second = (asked.connection for asked in provider.asked)
    assert first == second


@pytest.mark.parametrize("status", [408, 499, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again_at_once(provider: Provider, ask: Asking, status: int) -> None:
    provider.plays(refused(status, "UNAVAILABLE"), refused(status, "UNAVAILABLE"), GOOD)
    assert ask() == Decimal("6.5")
    assert len(ask.waits) == 2
    assert all(0 <= wait <= 1 for wait in ask.waits)


def test_a_broken_connection_is_tried_again_at_once(provider: Provider, ask: Asking) -> None:
    provider.plays(Answer(breaks=True), GOOD)
    assert ask() == Decimal("6.5")


def test_a_200_that_is_not_the_providers_is_tried_again_at_once(provider: Provider, ask: Asking) -> None:
    provider.plays(Answer(body=b"<html>proxy</html>"), Answer(body=b"[1, 2]"), Answer(body=b'{"candidates": 7}'), GOOD)
    assert ask() == Decimal("6.5")


def test_a_fault_that_stays_goes_back_to_the_queue_after_four_tries(provider: Provider, ask: Asking) -> None:
    provider.plays(*[refused(503, "UNAVAILABLE")] * 9)
    with pytest.raises(RetryLaterError) as caught:
        ask()
    assert caught.value.code == "provider_unavailable"
    assert len(provider.asked) == 4
    assert ask.ledger.calls == []


def test_a_hang_ends_with_its_try_and_is_tried_again(provider: Provider, hasty: Asking) -> None:
    provider.plays(Answer(hangs=True), GOOD)
    assert hasty() == Decimal("6.5")


@pytest.mark.parametrize("silence", [Answer(hangs=True), Answer(drips=True, body=b" " * 10_000)])
def test_neither_a_hang_nor_a_drip_outlasts_the_budget(provider: Provider, ask: Asking, silence: Answer) -> None:
    provider.plays(*[silence] * 9)
    started = time.monotonic()
    with pytest.raises(RetryLaterError) as caught:
        ask(seconds=2.2)
    assert caught.value.code == "provider_unreachable"
    assert 2.0 < time.monotonic() - started < 2.7
    assert len(provider.asked) == 1


def test_without_time_nothing_is_asked(provider: Provider, ask: Asking) -> None:
    with pytest.raises(RetryLaterError) as caught:
        ask(seconds=1.0)
    assert caught.value.code == "out_of_time"
    assert provider.asked == []


@pytest.mark.parametrize(
    ("answer", "delay"),
    [
        (
            refused(
                429, "RESOURCE_EXHAUSTED", {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "53s"}
            ),
            53.0,
        ),
        (refused(429, "RESOURCE_EXHAUSTED", {"retryDelay": "2.463586755s"}), 2.463586755),
        (refused(429, "RESOURCE_EXHAUSTED", retry_after="17"), 17.0),
        (refused(429, "RESOURCE_EXHAUSTED", retry_after="Fri, 31 Dec 1999 23:59:59 GMT"), None),
        (refused(429, "RESOURCE_EXHAUSTED", {"retryDelay": "-5s"}), None),
        (refused(429, "RESOURCE_EXHAUSTED", {"retryDelay": "9" * 400 + "s"}), None),
        (refused(429, "RESOURCE_EXHAUSTED"), None),
        (Answer(429, b"slow down"), None),
        (Answer.of([{"error": {"details": "none"}}], 429), None),
    ],
)
def test_throttling_goes_back_to_the_queue_with_the_providers_delay(
    provider: Provider, ask: Asking, answer: Answer, delay: float | None
) -> None:
    provider.plays(answer)
    with pytest.raises(RetryLaterError) as caught:
        ask()
    assert (caught.value.code, caught.value.retry_after) == ("provider_throttled", delay)
    assert len(provider.asked) == 1


KEY_REFUSED = [
    refused(401, "UNAUTHENTICATED"),
    refused(403, "PERMISSION_DENIED"),
    refused(400, "INVALID_ARGUMENT", {"reason": "API_KEY_INVALID", "domain": "googleapis.com"}),
]


@pytest.mark.parametrize("answer", KEY_REFUSED)
def test_a_rotated_key_costs_one_failed_call(provider: Provider, ask: Asking, answer: Answer) -> None:
    provider.plays(answer, GOOD)
    assert ask() == Decimal("6.5")
    assert [asked.headers["x-goog-api-key"] for asked in provider.asked] == ["key-1", "key-2"]


@pytest.mark.parametrize("answer", KEY_REFUSED)
def test_a_key_that_stays_refused_is_an_operators_matter(provider: Provider, ask: Asking, answer: Answer) -> None:
    provider.plays(*[answer] * 9)
    with pytest.raises(ConfigurationError) as caught:
        ask()
    assert caught.value.code == "provider_access_denied"
    assert len(provider.asked) == 2


@pytest.mark.parametrize("secret", ["", " \n", "ключ", "a\r\nx-evil: 1"])
def test_a_secret_that_can_be_no_key_is_an_operators_matter(provider: Provider, ask: Asking, secret: str) -> None:
    ask.keys.pattern = secret
    with pytest.raises(ConfigurationError) as caught:
        ask()
    assert caught.value.code == "key_unusable"
    assert provider.asked == []


def test_blanks_around_a_pasted_key_do_not_matter(provider: Provider, ask: Asking) -> None:
    ask.keys.pattern = " key \n"
    provider.plays(GOOD)
    ask()
    assert provider.asked[0].headers["x-goog-api-key"] == "key"


def said_of_a_picture(message: str) -> Answer:
    return Answer.of({"error": {"code": 400, "status": "INVALID_ARGUMENT", "message": message}}, 400)


@pytest.mark.parametrize(
    ("answer", "kind", "code"),
    [
        (refused(404, "NOT_FOUND"), ConfigurationError, "model_not_found"),
        (refused(400, "INVALID_ARGUMENT"), ConfigurationError, "provider_refused_request"),
        (refused(413, "INVALID_ARGUMENT"), TerminalError, "too_large"),
        (said_of_a_picture("Unable to process input image. Please retry"), TerminalError, "picture_unreadable"),
        (said_of_a_picture("Provided image is not valid."), TerminalError, "picture_unreadable"),
        (said(None, "SAFETY"), TerminalError, "blocked"),
        (said('{"band": 9}', "PROHIBITED_CONTENT"), TerminalError, "blocked"),
        (said(None, "RECITATION"), TerminalError, "blocked"),
        (said(None, "PUP_LIMITED_DISABLED"), ConfigurationError, "account_limited"),
        (Answer.of({"promptFeedback": {"blockReason": "SAFETY"}, "usageMetadata": USAGE}), TerminalError, "blocked"),
    ],
)
def test_what_no_second_try_can_mend_ends_at_once(
    provider: Provider, ask: Asking, answer: Answer, kind: type[WorkError], code: str
) -> None:
    provider.plays(answer)
    with pytest.raises(kind) as caught:
        ask()
    assert caught.value.code == code
    assert len(provider.asked) == 1


def test_a_blocked_answer_that_was_charged_is_in_the_ledger(provider: Provider, ask: Asking) -> None:
    provider.plays(said(None, "SAFETY"))
    with pytest.raises(TerminalError):
        ask()
    assert [call.usd for call in ask.ledger.calls] == [ONE_CALL]


UNUSABLE = {
    "prose around it": said('Here you are: {"band": 6}'),
    "fenced": said('```json\n{"band": 6}\n```'),
    "cut": said('{"band": ', "MAX_TOKENS"),
    "cut where it happens to parse": said('{"band": 6}', "MAX_TOKENS"),
    "cut without saying so": said('{"band": '),
    "two values": said('{"band": 6}{"band": 9}'),
    "a key twice": said('{"band": 6, "band": 9}'),
    "NaN": said('{"band": NaN}'),
    "Infinity": said('{"band": -Infinity}'),
    "wrong schema": said('{"score": 6}'),
    "an array": said("[6]"),
    "empty text": said(""),
    "no parts": said(None),
    "malformed": said('{"band": 6}', "MALFORMED_RESPONSE"),
    "no candidates": Answer.of({"candidates": [], "usageMetadata": USAGE}),
    "nothing at all": Answer.of({"usageMetadata": USAGE}),
    "an unknown finish": said('{"band": 6}', "NEWER_THAN_THE_SDK"),
    "half a surrogate pair": said('{"band": 6, "reason": ["\\ud800"]}'),
    "no content": Answer.of({"candidates": [{"finishReason": "STOP"}], "usageMetadata": USAGE}),
    "too deep": said('{"band":' + "[" * 100_000 + "]" * 100_000 + "}"),
    "a number of 5,000 digits": said('{"band": ' + "1" * 5000 + "}"),
}


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_unusable_answer_is_repaired_once_and_both_are_paid(provider: Provider, ask: Asking, answer: Answer) -> None:
    provider.plays(answer, GOOD)
    assert ask() == Decimal("6.5")
    assert [call.usd for call in ask.ledger.calls] == [ONE_CALL, ONE_CALL]


@pytest.mark.parametrize("answer", UNUSABLE.values(), ids=UNUSABLE.keys())
def test_an_answer_that_stays_unusable_is_never_guessed_at(provider: Provider, ask: Asking, answer: Answer) -> None:
    provider.plays(*[answer] * 9)
    with pytest.raises(InvalidOutputError) as caught:
        ask()
    assert caught.value.__cause__ is None, "the cause would carry the model's words into a log"
    assert len(provider.asked) == 2
    assert ask.ledger.added_to(None) == {
        "usd": 2 * ONE_CALL,
        "input_tokens": 2000,
        "output_tokens": 600,
        "model": ask.ledger.calls[-1].model,
    }


def test_the_repair_names_the_problem_and_repeats_only_the_prompt(provider: Provider, ask: Asking) -> None:
    provider.plays(said('{"score": "the secret words of the essay"}'), GOOD)
    ask()
    first, second = (asked.document["contents"][0]["parts"] for asked in provider.asked)
    assert second[0] == first[0]
    assert "band: is missing" in second[1]["text"]
    assert "secret words" not in second[1]["text"]


def test_only_a_cut_answer_gets_more_room(provider: Provider, ask: Asking) -> None:
    provider.plays(said("{", "MAX_TOKENS"), GOOD, said("{"), GOOD)
    ask()
    ask()
    limits = [asked.document["generationConfig"]["maxOutputTokens"] for asked in provider.asked]
    assert limits == [MAX_OUTPUT_TOKENS, 2 * MAX_OUTPUT_TOKENS, MAX_OUTPUT_TOKENS, MAX_OUTPUT_TOKENS]


def test_thoughts_are_not_part_of_the_answer(provider: Provider, ask: Asking) -> None:
    parts = [{"text": "Let me see. ", "thought": True}, {"text": '{"band": '}, {"text": "7}"}]
    candidate = {"content": {"role": "model", "parts": parts}, "finishReason": "STOP"}
    provider.plays(Answer.of({"candidates": [candidate]}))
    assert ask() == 7
    assert ask.ledger.calls == []


def test_audio_and_cached_tokens_have_prices_of_their_own(provider: Provider) -> None:
    usage = {
        "promptTokenCount": 6_260,
        "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 5_760}],
        "cachedContentTokenCount": 1_000,
        "cacheTokensDetails": [{"modality": "AUDIO", "tokenCount": 1_000}],
        "candidatesTokenCount": 100,
    }
    ledger = Ledger()
    model = require_live("gemini-2.5-flash", TODAY)
    with closing(GeminiModel(model, Keys(), base_url=provider.url, clock=lambda: TODAY)) as gemini:
        provider.plays(said('{"band": 6}', usageMetadata=usage))
        gemini.generate_json(Prompt("s", ("u",)), SCHEMA, band, deadline=Deadline.after(60), ledger=ledger)
    assert ledger.calls[0].usd == (500 * Decimal("0.30") + 4_760 + 1_000 * Decimal("0.10") + 250) / 1_000_000
    assert ledger.calls[0].input_tokens == 6_260
    assert "thinkingConfig" not in provider.asked[0].document["generationConfig"]
