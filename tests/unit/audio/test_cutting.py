"""One recording of several parts becomes one recording for each."""

import pytest

from bandup.audio.cutting import Piece, cut
from bandup.audio.decoding import decode
from bandup.audio.formats import AudioFormat, detect_format
from bandup.audio.listening import listen
from bandup.core.errors import TerminalError
from support import sounds

FORMATS = ("wav", "mp3", "flac", "ogg", "ogg opus", "aac", "m4a", "webm", "aiff")


def cut_sound(data: bytes, *pieces: tuple[float, float | None], max_seconds: float = 60) -> list[bytes]:
    audio_format = detect_format(data)
    assert audio_format is not None
    return cut(data, audio_format, [Piece(*piece) for piece in pieces], max_seconds)


@pytest.mark.parametrize("name", FORMATS)
def test_pieces_have_the_sound_of_their_stretch(name: str) -> None:
    pieces = cut_sound(sounds.encode_sound(name), (0.0, 2.6), (2.6, None), (0.2, 2.0))
    heard = [listen(decode(piece, AudioFormat.FLAC, 60).samples) for piece in pieces]
    assert [each.duration for each in heard] == pytest.approx([2.6, 3.7, 1.8], abs=0.15)
    assert [each.talk for each in heard] == pytest.approx([2.0, 2.6, 1.6], abs=0.1)
    assert all(not each.pauses for each in heard), "the pause lies at the cut"


def test_pieces_side_by_side_are_the_whole() -> None:
    data = sounds.wav()
    pieces = cut_sound(data, (0, 1.5), (1.5, 4), (4, 99))
    lengths = [len(decode(piece, AudioFormat.FLAC, 60).samples) for piece in pieces]
    assert sum(lengths) == len(decode(data, AudioFormat.WAV, 60).samples)


def test_a_piece_beyond_the_end_is_empty() -> None:
    assert cut_sound(sounds.wav(), (6.3, None), (50, 60)) == [b"", b""]


def test_a_recording_that_is_too_long_or_empty_is_refused() -> None:
    with pytest.raises(TerminalError, match="too_long"):
        cut_sound(sounds.wav(), (0, 1), max_seconds=6)
    with pytest.raises(TerminalError, match="empty_audio"):
        cut_sound(sounds.wav(b""), (0, 1))
    with pytest.raises(TerminalError, match="unsupported_audio"):
        cut(b"fLaC" + b"\0" * 50, AudioFormat.FLAC, [Piece(0, 1)], 60)
