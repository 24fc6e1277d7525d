"""Reading essays: text and pictures as uploaded, and what can never be graded."""

import codecs
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.errors import TerminalError
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from unit.writing_evaluator.fakes import FakeModel, FakeUploads, graded, task
from unit.writing_evaluator.samples import ESSAY
from writing_evaluator.essay import Essay, read_essay
from writing_evaluator.picture import detect_media_type
from writing_evaluator.request import WritingTask


def chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\0" * 20 + b"\xff\xd9"
WEBP = b"RIFF" + struct.pack("<I", 16) + b"WEBPVP8 " + b"\0" * 8


def uploaded(data: bytes) -> str:
    uploads = FakeUploads()
    upload = uploads.put(UploadType.WRITING_ESSAY, data)
    return read_essay(WritingTask.model_validate(task(essay_content=None, essay_upload=upload)), uploads).text


def with_chart(data: bytes) -> Essay:
    uploads = FakeUploads()
    upload = uploads.put(UploadType.WRITING_IMAGE, data)
    return read_essay(WritingTask.model_validate(task(task_type="TASK_1", image_upload=upload)), uploads)


@given(st.text(min_size=1).filter(lambda text: text.strip() and "\0" not in text and not text.startswith("\ufeff")))
def test_an_uploaded_text_is_taken_exactly(text: str) -> None:
    assert uploaded(text.encode()) == uploaded(codecs.BOM_UTF8 + text.encode()) == text


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "essay_empty"),
        (b" \r\n\t", "essay_empty"),
        (codecs.BOM_UTF8, "essay_empty"),
        (ESSAY.encode("utf-16-le"), "essay_not_text"),
        (codecs.BOM_UTF16_LE + b"odd", "essay_not_text"),
        (b"a bell \x07 in a caf\xe9", "essay_not_text"),
        (b"no letter \x81 at all", "essay_not_text"),
        (b"half a pair \xed\xa0\x80 in an essay", "essay_not_text"),
        (b"PK\x03\x04" + bytes(range(256)), "essay_not_text"),
        (PNG, "essay_not_text"),
        (b"text\x00text", "essay_not_text"),
        (b"a" * (MAX_ESSAY_CHARACTERS + 1), "essay_too_long"),
        (b"a" * (RULES[UploadType.WRITING_ESSAY].max_bytes + 1), "upload_too_large"),
    ],
)
def test_what_is_no_essay_is_refused_with_a_reason(data: bytes, code: str) -> None:
    with pytest.raises(TerminalError) as caught:
        uploaded(data)
    assert caught.value.code == code


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_text_is_read_in_the_encodings_of_common_editors(encoding: str) -> None:
    text = "A naïve “café” \N{EN DASH} it\N{RIGHT SINGLE QUOTATION MARK}s cheap.\r\n\fA page, and\va line."
    assert uploaded(text.encode(encoding)) == text


def test_utf_16_of_either_order_is_read_by_its_mark() -> None:
    assert uploaded(codecs.BOM_UTF16_BE + "café".encode("utf-16-be")) == "café"


def test_the_longest_essay_of_the_widest_characters_is_taken() -> None:
    longest = "😀" * MAX_ESSAY_CHARACTERS
    assert uploaded(codecs.BOM_UTF8 + longest.encode()) == longest


@pytest.mark.parametrize(
    ("essay", "code"), [("", "essay_empty"), (" \n", "essay_empty"), ("a" * 100_000, "essay_too_long")]
)
def test_a_stored_text_has_the_same_limits(essay: str, code: str) -> None:
    model = FakeModel()
    with pytest.raises(TerminalError) as caught:
        graded(model, essay_content=essay)
    assert caught.value.code == code
    assert model.asked == []


@pytest.mark.parametrize(("data", "found"), [(PNG, "image/png"), (JPEG, "image/jpeg"), (WEBP, "image/webp")])
def test_a_chart_is_what_its_bytes_say(data: bytes, found: str) -> None:
    chart = with_chart(data).chart
    assert chart is not None
    assert (chart.mime_type, chart.data) == (found, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        b"%PDF-1.7",
        PNG[:-4],
        PNG[:8],
        PNG[1:],
        JPEG[:-2],
        JPEG[:3],
        WEBP[:-1],
        WEBP[:12],
        b"RIFF" + struct.pack("<I", 4) + b"WAVE",
    ],
)
def test_what_is_no_whole_picture_is_refused_before_anything_is_paid(data: bytes) -> None:
    assert detect_media_type(data) is None
    model, uploads = FakeModel(), FakeUploads()
    upload = uploads.put(UploadType.WRITING_IMAGE, data)
    with pytest.raises(TerminalError) as caught:
        graded(model, uploads, task_type="TASK_1", image_upload=upload)
    assert caught.value.code == "chart_unreadable"
    assert model.asked == []


def test_a_chart_has_a_limit() -> None:
    with pytest.raises(TerminalError) as caught:
        with_chart(PNG + b"\0" * RULES[UploadType.WRITING_IMAGE].max_bytes)
    assert caught.value.code == "upload_too_large"


@given(st.binary())
def test_any_bytes_are_a_picture_or_not(data: bytes) -> None:
    assert detect_media_type(data) in {None, "image/png", "image/jpeg", "image/webp"}
