"""What phones, browsers and editors send is taken, heard alike, and sent as what a model takes."""

import pytest

from bandup.audio.decoding import decode
from bandup.audio.formats import detect_format
from bandup.audio.listening import listen
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from support.sound_formats import FORMS, STORED, read_stored, write

TAKEN = {"audio/wav", "audio/mp3", "audio/aiff", "audio/aac", "audio/ogg", "audio/flac"}
"""By Gemini's page on audio."""


@pytest.mark.parametrize("name", [*FORMS, *STORED])
def test_each_form_is_heard_alike_and_may_be_uploaded(name: str) -> None:
    data = read_stored(name) if name in STORED else write(name)
    content_type = STORED[name][1] if name in STORED else FORMS[name].content_type
    audio_format = detect_format(data)
    assert audio_format is not None
    found = decode(data, audio_format, 60)
    heard = listen(found.samples)
    assert found.mime_type in TAKEN
    assert heard.duration == pytest.approx(6.3, abs=0.15)
    assert list(heard.pauses) == pytest.approx([0.8], abs=0.05)
    assert content_type in RULES[UploadType.SPEAKING_AUDIO].content_types


def test_forty_forms_are_known() -> None:
    assert len(FORMS) >= 40
