"""The Gemini adapter with the real SDK, against a provider on loopback: one test per way to fail."""

import time
from decimal import Decimal

import pytest

from bandup.core.errors import (
    ConfigurationError,
    RetryLaterError,
    TerminalError,
    WorkError,
)
from bandup.models.gemini import MAX_OUTPUT_TOKENS
from unit.models.asking import GOOD, ONE_CALL, SCHEMA, USAGE, Asking, refused, said
from unit.models.provider import Answer, Provider


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


@pytest.mark.slow
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
