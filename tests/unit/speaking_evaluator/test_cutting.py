"""A recording that parts share is cut in a process of its own."""

import pytest

from bandup.audio.cutting import Piece
from bandup.core.clock import RESERVE_SECONDS, Deadline
from bandup.core.errors import RetryLaterError, TerminalError
from speaking_evaluator.cutting import cut_recording
from speaking_evaluator.recording import decode_recording
from support import sounds


def a_minute() -> Deadline:
    return Deadline.after(RESERVE_SECONDS + 60)


def test_each_piece_comes_back_as_a_recording_of_its_own() -> None:
    pieces = [Piece(0.0, 2.6), Piece(2.6, None), Piece(99.0, None)]
    first, second, beyond = cut_recording(sounds.encode_sound("webm"), pieces, 60, a_minute())
    heard = [decode_recording(piece, 60, a_minute()) for piece in (first, second)]
    assert [each.fluency.duration for each in heard] == pytest.approx([2.6, 3.7], abs=0.15)
    assert {each.mime_type for each in heard} == {"audio/flac"}
    assert beyond == b""


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty_audio"),
        (sounds.wav(b""), "empty_audio"),
        (b"text" * 100, "unsupported_audio"),
        (sounds.wav(), "too_long"),
    ],
)
def test_what_cannot_be_cut_is_refused(data: bytes, code: str) -> None:
    with pytest.raises(TerminalError, match=code):
        cut_recording(data, [Piece(0.0, None)], 6.0, a_minute())


def test_without_time_the_job_goes_back_to_the_queue() -> None:
    with pytest.raises(RetryLaterError, match="out_of_time"):
        cut_recording(sounds.wav(), [Piece(0.0, None)], 60, Deadline.after(RESERVE_SECONDS))
