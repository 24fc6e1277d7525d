"""The Gemini adapter and answers that cannot be used: repaired once, paid for, never guessed at."""

from contextlib import closing
from decimal import Decimal

import pytest

from bandup.core.clock import Deadline
from bandup.core.errors import (
    InvalidOutputError,
)
from bandup.models.catalogue import require_live
from bandup.models.gemini import MAX_OUTPUT_TOKENS, GeminiModel
from bandup.models.port import Prompt
from bandup.models.usage import Ledger
from unit.models.asking import GOOD, ONE_CALL, SCHEMA, TODAY, USAGE, Asking, Keys, band, said
from unit.models.provider import Answer, Provider

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
    assert ask.ledger.add_to(None) == {
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
