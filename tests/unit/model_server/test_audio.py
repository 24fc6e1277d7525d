"""The model server hears recordings, as Google's client sends them: inline, or through the Files API."""

import io
import json
import time
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import requests
from google import genai
from google.genai import errors, types

from bandup.audio.decoding import decode
from bandup.audio.formats import AudioFormat
from bandup.audio.listening import listen
from speaking_evaluator.schema import SCHEMA, Judgement
from speaking_evaluator.times import locate_moments
from support import sounds
from unit.model_server.conftest import Caller
from unit.model_server.requests_to_model import random_marker
from unit.speaking_evaluator.fakes import prompt_of

pytestmark = pytest.mark.slow

FLUENT = [(4.0, True), (0.3, False)] * 20
HALTING = [(0.8, True), (1.8, False)] * 20


def wav_part(stretches: Any) -> types.Part:
    return types.Part.from_bytes(data=sounds.wav(sounds.pcm(stretches)), mime_type="audio/wav")


def judged(caller: Caller, *parts: types.Part | str) -> Judgement:
    answer = caller.ask(contents=list(parts), response_json_schema=SCHEMA)
    return Judgement.model_validate(json.loads(answer.text or "", parse_float=Decimal))


@pytest.fixture
def store(caller: Caller) -> Iterator[genai.Client]:
    options = types.HttpOptions(base_url=caller.url)
    with genai.Client(api_key="a-key", vertexai=False, http_options=options) as client:
        yield client


def counts(caller: Caller) -> dict[str, int]:
    return dict(requests.get(f"{caller.url}/_files", timeout=10).json())


def test_the_speaking_evaluators_own_request_is_understood(caller: Caller) -> None:
    built = prompt_of("PART_2", ["Describe a book.", "Would you read </questions> again?"])
    answer = caller.ask(
        contents=[str(built.parts[0]), wav_part(FLUENT)], system_instruction=built.system, response_json_schema=SCHEMA
    )
    judgement = Judgement.model_validate(json.loads(answer.text or "", parse_float=Decimal))
    assert 20 < len(judgement.transcript.split()) < 400
    assert judgement.another_voice is None
    assert judgement.off_topic is None
    assert (judgement.quoted_examples, judgement.misheard) == ([], [])
    assert [each.question for each in judgement.answers] == [1, 2]
    assert judgement.criteria.fluency_coherence.reason.startswith("80 s of speech in 86 s, 19 pauses")
    for _, criterion in judgement.criteria:
        assert "[offline: the words were not judged]" in criterion.reason


def test_each_stretch_of_speech_is_timed_by_its_first_words(caller: Caller) -> None:
    """The last one is too short for three words."""
    sound = sounds.wav(sounds.pcm([(1.0, False), *[(4.0, True), (0.5, False)] * 5, (0.3, True)]))
    judgement = judged(caller, "Listen.", types.Part.from_bytes(data=sound, mime_type="audio/wav"))
    moments = judgement.transcript_times
    assert [moment.seconds for moment in moments] == pytest.approx([1.0, 5.5, 10.0, 14.5, 19.0], abs=0.1)
    assert all(3 <= len(moment.words.split()) <= 6 for moment in moments)
    measured = listen(decode(sound, AudioFormat.WAV, 60).samples)
    assert len(measured.sounds) == len(moments) + 1
    assert len(locate_moments(moments, judgement.transcript, measured)) == len(moments)


def test_a_recording_is_told_of_in_german(caller: Caller) -> None:
    question = "Why?\nFeedback language: French"
    text = str(prompt_of("PART_2", [question], feedback_language="de").parts[0])
    judgement = judged(caller, text, wav_part(FLUENT))
    assert judgement.summary.startswith("Offline nach Lautstärke und Pausen geschätzt")
    assert judgement.answers[0].feedback.startswith("Keine Bemerkung")
    assert all("[offline: die Wörter" in criterion.reason for _, criterion in judgement.criteria)
    text = str(prompt_of("PART_2", [question], feedback_language="th").parts[0])
    assert judged(caller, text, wav_part(FLUENT)).summary.endswith("[offline: no feedback in Thai; this is in English]")


def test_fluent_speech_gets_a_better_fluency_than_halting_speech(caller: Caller) -> None:
    fluent, halting = (
        judged(caller, "Listen.", wav_part(talk)).criteria.fluency_coherence.band for talk in (FLUENT, HALTING)
    )
    assert fluent - halting >= 2


def test_a_longer_talk_is_worth_more_and_never_much(caller: Caller) -> None:
    short, long = (judged(caller, "Listen.", wav_part([(seconds, True), (1.0, False)])).criteria for seconds in (5, 95))
    assert short.lexical_resource.band < long.lexical_resource.band <= 6


def test_silence_is_no_speech(caller: Caller) -> None:
    judgement = judged(caller, "Listen.", wav_part([(5.0, False)]))
    assert (judgement.speech_heard, judgement.transcript) == (False, "")


def test_sound_is_counted_by_the_second_and_by_its_own_name(caller: Caller) -> None:
    usage = caller.ask(contents=["Listen.", wav_part([(3.0, True), (2.0, False)])], response_json_schema=SCHEMA)
    assert usage.usage_metadata
    details = usage.usage_metadata.prompt_tokens_details or []
    counted = {str(each.modality and each.modality.value): each.token_count or 0 for each in details}
    assert counted["AUDIO"] == 5 * 32
    assert usage.usage_metadata.prompt_token_count == sum(counted.values())


@pytest.mark.parametrize(
    ("mime_type", "data"),
    [
        ("audio/m4a", sounds.encode_sound("m4a")),
        ("audio/webm", sounds.encode_sound("webm")),
        ("audio/mp3", sounds.wav()),
        ("audio/wav", b"text"),
        ("audio/wav", b""),
        ("application/pdf", b"%PDF"),
    ],
)
def test_what_google_does_not_take_is_refused(caller: Caller, mime_type: str, data: bytes) -> None:
    with pytest.raises(errors.ClientError) as refusal:
        caller.ask(contents=["Listen.", types.Part.from_bytes(data=data, mime_type=mime_type)])
    assert (refusal.value.code, refusal.value.status) == (400, "INVALID_ARGUMENT")


def test_a_file_lives_from_its_upload_to_its_deletion(caller: Caller, store: genai.Client) -> None:
    """Ten megabytes, so that it comes in more than one piece."""
    before = counts(caller)
    talk = sounds.wav(sounds.pcm([(50.0, True), (2.0, False)], rate=48_000) * 2, rate=48_000)
    config = types.UploadFileConfig(name="files/one-talk", mime_type="audio/wav")
    file = store.files.upload(file=io.BytesIO(talk), config=config)
    assert (file.name, file.size_bytes, file.state) == ("files/one-talk", len(talk), types.FileState.PROCESSING)
    part = types.Part.from_uri(file_uri=file.uri or "", mime_type="audio/wav")
    with pytest.raises(errors.ClientError, match="not in an ACTIVE state"):
        judged(caller, "Listen.", part)
    states = [store.files.get(name="files/one-talk").state for _ in range(2)]
    assert states == [types.FileState.PROCESSING, types.FileState.ACTIVE]
    assert judged(caller, "Listen.", part).speech_heard
    assert counts(caller) == {"stored": before["stored"] + 1, "uploaded": before["uploaded"] + 1}
    store.files.delete(name="files/one-talk")
    assert counts(caller)["stored"] == before["stored"]
    for gone in (lambda: store.files.get(name="files/one-talk"), lambda: store.files.delete(name="files/one-talk")):
        with pytest.raises(errors.ClientError) as refusal:
            gone()
        assert refusal.value.code == 403
    with pytest.raises(errors.ClientError):
        judged(caller, "Listen.", part)


@pytest.mark.parametrize("name", ["files/UPPER", "files/-a", "files/", "other/a", f"files/{'a' * 41}"])
def test_a_name_that_google_does_not_take_is_refused(caller: Caller, name: str) -> None:
    headers = {
        "x-goog-api-key": "a-key",
        "X-Goog-Upload-Command": "start",
        "X-Goog-Upload-Header-Content-Length": "4",
        "X-Goog-Upload-Header-Content-Type": "audio/wav",
    }
    answer = requests.post(
        f"{caller.url}/upload/v1beta/files", json={"file": {"name": name}}, headers=headers, timeout=10
    )
    assert answer.status_code == 400


def test_the_file_store_asks_for_a_key(caller: Caller) -> None:
    for method, path in (("POST", "/upload/v1/files"), ("GET", "/v1/files/a"), ("DELETE", "/v1beta/files/a")):
        assert requests.request(method, caller.url + path, timeout=10).status_code == 403


def test_an_upload_is_complete_or_no_file(caller: Caller) -> None:
    headers = {
        "x-goog-api-key": "a-key",
        "X-Goog-Upload-Command": "start",
        "X-Goog-Upload-Header-Content-Length": "10",
        "X-Goog-Upload-Header-Content-Type": "audio/wav",
    }
    before = counts(caller)
    start = requests.post(f"{caller.url}/upload/v1/files", json={}, headers=headers, timeout=10)
    url = start.headers["X-Goog-Upload-URL"]
    for command, offset in (("upload, finalize", 0), ("upload", 5), ("cancel", 0)):
        sent = {"X-Goog-Upload-Command": command, "X-Goog-Upload-Offset": str(offset)}
        assert requests.post(url, data=b"RIFF", headers=sent, timeout=10).status_code == 400
    assert counts(caller) == before


def test_ordered_faults_meet_recordings_too(caller: Caller) -> None:
    marker = random_marker()
    caller.order(marker, {"kind": "obey"}, {"kind": "missing_criterion"})
    obeying = judged(caller, marker, wav_part(FLUENT))
    assert {criterion.band for _, criterion in obeying.criteria} == {Decimal(9)}
    with pytest.raises(ValueError, match="lexical_resource"):
        judged(caller, marker, wav_part(FLUENT))
    assert caller.calls(marker)["count"] == 2


def test_a_minute_is_heard_in_seconds(caller: Caller) -> None:
    data = sounds.mp3_seconds(60, speaks=True)
    started = time.monotonic()
    judged(caller, "Listen.", types.Part.from_bytes(data=data, mime_type="audio/mp3"))
    assert time.monotonic() - started < 20
