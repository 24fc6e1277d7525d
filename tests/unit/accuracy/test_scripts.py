from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accuracy.exceptions import ScriptsError
from accuracy.scripts import MINIMUM_SCRIPTS, parse, read_folder
from bandup.ielts.bands import BANDS
from unit.accuracy.folders import ANSWER, QUESTION, written

NOWHERE = Path("nowhere")
PNG = b"\x89PNG\r\n\x1a\n" + b"pixels" + b"\x00\x00\x00\x00IEND\xaeB`\x82"


def test_a_folder_is_read_in_the_order_of_names_and_other_files_are_left_alone(folder: Callable[..., Path]) -> None:
    path = folder(a=written(task="1", band="4"))
    (path / "notes.md").write_text("no script")
    scripts = read_folder(path)
    assert [script.id for script in scripts] == ["a", *(f"s{number:02d}" for number in range(12))]
    assert (scripts[0].task_type, scripts[0].band, scripts[0].question) == ("TASK_1", Decimal(4), QUESTION)
    assert scripts[1].text == f"{ANSWER} 0"


def test_what_word_processors_leave_behind_does_no_harm() -> None:
    content = written(question="Line one.\n\nLine two.", answer="One.\n---\nTwo.").replace("\n---\n", "\n---  \n", 1)
    script = parse("a", content.replace("task: 2", "\n Task :2 "), NOWHERE)
    assert (script.task_type, script.question, script.text) == ("TASK_2", "Line one.\n\nLine two.", "One.\n---\nTwo.")


@given(st.sampled_from(BANDS), st.sampled_from("12"), st.text(min_size=1).filter(str.strip))
def test_what_is_written_is_read(band: Decimal, task: str, answer: str) -> None:
    script = parse("a", written(task=task, band=str(band), answer=answer), NOWHERE)
    assert (script.band, script.task_type, script.text) == (band, f"TASK_{task}", answer.strip())


@given(st.text())
def test_any_other_text_is_refused_with_a_reason(content: str) -> None:
    with pytest.raises(ScriptsError, match=r"\w"):
        parse("a", content, NOWHERE)


@pytest.mark.parametrize("exam", ["ACADEMIC", "GENERAL_TRAINING"])
def test_a_script_may_say_which_exam_it_is_of(exam: str) -> None:
    assert parse("a", f"exam: {exam}\n{written(task='1')}", NOWHERE).exam == exam
    assert parse("a", written(task="1"), NOWHERE).exam == "ACADEMIC"


BAD = {
    "no separators": (f"task: 2\nband: 6\n{ANSWER}", "three blocks"),
    "one separator": (f"task: 2\nband: 6\n---\n{ANSWER}", "three blocks"),
    "no band": (written().replace("band: 6.5\n", ""), "names no band"),
    "no header": (f"---\n{QUESTION}\n---\n{ANSWER}", "no task and no band"),
    "unknown line": (f"author: me\n{written()}", "takes only"),
    "line without colon": (f"my essay\n{written()}", "takes only"),
    "band twice": (f"band: 6\n{written()}", "band twice"),
    "task 3": (written(task="3"), "must be 1 or 2"),
    "band 6.3": (written(band="6.3"), "steps of 0.5"),
    "band 9.5": (written(band="9.5"), "steps of 0.5"),
    "band 0": (written(band="0"), "steps of 0.5"),
    "band NaN": (written(band="NaN"), "steps of 0.5"),
    "band sNaN": (written(band="sNaN"), "steps of 0.5"),
    "decimal comma": (written(band="6,5"), "such as 6.5"),
    "band in words": (written(band="six"), "such as 6.5"),
    "empty question": (written(question=" \n "), "question is empty"),
    "empty answer": (written(answer="\n\n"), "answer is empty"),
    "endless question": (written(question="x" * 4_001), "more than 4,000"),
    "endless answer": (written(answer="x" * 20_001), "more than 20,000"),
    "exam unknown": (f"exam: toefl\n{written()}", "ACADEMIC or GENERAL_TRAINING"),
    "chart of a letter": (f"exam: GENERAL_TRAINING\nchart: a.png\n{written(task='1')}", "only Task 1 of the Academic"),
    "chart of task 2": (f"chart: a.png\n{written()}", "only Task 1"),
    "chart elsewhere": (f"chart: ../a.png\n{written(task='1')}", "in the same folder"),
    "chart missing": (f"chart: a.png\n{written(task='1')}", "in the same folder"),
}


@pytest.mark.parametrize(("content", "message"), BAD.values(), ids=BAD.keys())
def test_a_bad_file_is_named_with_what_is_wrong(folder: Callable[..., Path], content: str, message: str) -> None:
    with pytest.raises(ScriptsError, match=message) as caught:
        read_folder(folder(bad=content))
    assert str(caught.value).startswith("bad.txt: ")


def test_all_problems_are_named_at_once(folder: Callable[..., Path]) -> None:
    path = folder(bad=written(band="10"), worse="nothing")
    (path / "latin.txt").write_bytes(written(answer="café").encode("latin-1"))
    (path / "folder.txt").mkdir()
    with pytest.raises(ScriptsError) as caught:
        read_folder(path)
    assert [line.partition(":")[0] for line in str(caught.value).splitlines()] == [
        "bad.txt", "folder.txt", "latin.txt", "worse.txt",
    ]  # fmt: skip


def test_a_chart_is_a_picture_of_the_folder(folder: Callable[..., Path]) -> None:
    path = folder(chart=f"chart: museums.png\n{written(task='1')}")
    (path / "museums.png").write_bytes(PNG)
    assert read_folder(path)[0].chart == path / "museums.png"
    (path / "museums.png").write_bytes(b"<svg/>")
    with pytest.raises(ScriptsError, match="PNG, JPEG or WebP"):
        read_folder(path)


def test_the_same_script_twice_is_refused(folder: Callable[..., Path]) -> None:
    with pytest.raises(ScriptsError, match=r"t\.txt: the same script as s00\.txt"):
        read_folder(folder(t=written(band="9", answer=f"{ANSWER} 0")))


def test_too_few_scripts_are_refused(tmp_path: Path) -> None:
    for number in range(MINIMUM_SCRIPTS - 1):
        (tmp_path / f"{number}.txt").write_text(written(answer=f"{ANSWER} {number}"))
    with pytest.raises(ScriptsError, match="at least 10"):
        read_folder(tmp_path)
    with pytest.raises(ScriptsError, match="is no folder"):
        read_folder(tmp_path / "0.txt")


SPOKEN = "part: 2\nband: 6.5\naudio: talk.mp3\n---\nDescribe a book.\n\nWhy do you like it?\n"


def test_a_spoken_answer_names_its_recording_and_asks_a_question_a_line(folder: Callable[..., Path]) -> None:
    path = folder(a=SPOKEN)
    (path / "talk.mp3").write_bytes(b"sound")
    script = read_folder(path)[0]
    assert (script.task_type, script.band, script.audio) == ("PART_2", Decimal("6.5"), path / "talk.mp3")
    assert script.question.splitlines() == ["Describe a book.", "Why do you like it?"]
    before = script.digest
    (path / "talk.mp3").write_bytes(b"another sound")
    assert script.digest != before


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (SPOKEN.replace("part: 2", "part: 4"), "must be 1, 2 or 3"),
        (SPOKEN.replace("talk.mp3", "other.mp3"), "in the same folder"),
        (SPOKEN.replace("talk.mp3", "empty.mp3"), "of the size"),
        (SPOKEN.replace("audio: talk.mp3\n", ""), "names no audio"),
        (SPOKEN.partition("---")[0] + "---\n\n", "questions, one a line"),
        (SPOKEN.replace("band", "exam: ACADEMIC\nband"), "takes only"),
    ],
)
def test_a_bad_spoken_answer_is_named_with_what_is_wrong(
    folder: Callable[..., Path], content: str, message: str
) -> None:
    path = folder(a=content)
    (path / "talk.mp3").write_bytes(b"sound")
    (path / "empty.mp3").write_bytes(b"")
    with pytest.raises(ScriptsError, match=message):
        read_folder(path)
