"""The folder of scripts: one text file each, in the format of docs/use/accuracy.md."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import get_args

from bandup.ielts.bands import BANDS
from bandup.ielts.exams import DEFAULT_EXAM, Exam
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from bandup.storage.upload_rules import RULES
from bandup.storage.uploads import UploadType
from speaking_evaluator.request import Part
from writing_evaluator.picture import detect_media_type

from .exceptions import ScriptsError

MINIMUM_SCRIPTS = 10
"""With fewer scripts every number would be chance, and no baseline could be fitted."""

MAX_QUESTION_CHARACTERS = 4_000
MAX_QUESTIONS = 20
MAX_SPOKEN_QUESTION_CHARACTERS = 500
"""As in the API."""

_TASKS = {"1": "TASK_1", "2": "TASK_2"}
_PARTS: dict[str, Part] = {"1": "PART_1", "2": "PART_2", "3": "PART_3"}
_CHART = "chart"
_EXAM = "exam"
_WRITING, _SPEAKING = ("task", "band"), ("part", "band", "audio")
_SEPARATOR = re.compile(r"^---[^\S\n]*$\n?", re.MULTILINE)


@dataclass(frozen=True)
class Script:
    """One answer to a Writing task or in a Speaking part, and the band that a person gave it.

    Attributes:
        id: the file's name without `.txt`.
        task_type: TASK_1 or TASK_2, or PART_1, PART_2 or PART_3.
        band: the known band of the task or part, 1 to 9 in halves.
        question: the task as it was set, or the part's questions, one a line.
        text: the answer; empty if it is spoken.
        chart: the picture that a Task 1 is about, or None.
        exam: whether a Task 1 is a report or a letter.
        audio: the recording of a spoken answer.
    """

    id: str
    task_type: str
    band: Decimal
    question: str
    text: str
    chart: Path | None = None
    exam: Exam = DEFAULT_EXAM
    audio: Path | None = None

    @property
    def digest(self) -> str:
        """SHA-256 of all that is graded, in hexadecimal."""
        found = hashlib.sha256("\0".join((self.task_type, self.exam, self.question, self.text)).encode())
        for file in filter(None, (self.chart, self.audio)):
            found.update(file.read_bytes())
        return found.hexdigest()


def read_folder(folder: Path) -> list[Script]:
    """Every `*.txt` of `folder` as a script, in the order of their names; other files are left alone.

    Raises:
        ScriptsError: no folder, too few scripts, or a file that breaks the format; all problems are named at once.
    """
    if not folder.is_dir():
        raise ScriptsError(f"{folder} is no folder")
    scripts: list[Script] = []
    problems: list[str] = []
    for path in sorted(folder.glob("*.txt")):
        try:
            scripts.append(parse(path.stem, _content(path), folder))
        except ScriptsError as error:
            problems.append(f"{path.name}: {error}")
    problems += _find_repeated(scripts)
    if not problems and len(scripts) < MINIMUM_SCRIPTS:
        problems.append(f"{folder} holds {len(scripts)} scripts (*.txt); at least {MINIMUM_SCRIPTS} are needed")
    if problems:
        raise ScriptsError("\n".join(problems))
    return scripts


def parse(name: str, content: str, folder: Path) -> Script:
    """The script in one file's content.

    Args:
        name: its id.
        content: the file.
        folder: where its chart would be.

    Raises:
        ScriptsError: it breaks the format; the message says how. What the API would refuse is refused here too.
    """
    blocks = _SEPARATOR.split(content, maxsplit=2)
    if len(blocks) == 2 and re.search(r"(?mi)^\s*part\s*:", blocks[0]):
        return _parse_spoken(name, blocks[0], blocks[1], folder)
    if len(blocks) != 3:
        raise ScriptsError("needs three blocks (header, question, answer) with a line --- between them")
    header = _header(blocks[0], _WRITING, (_CHART, _EXAM))
    question, text = blocks[1].strip(), blocks[2].strip()
    _check_length("question", question, MAX_QUESTION_CHARACTERS)
    _check_length("answer", text, MAX_ESSAY_CHARACTERS)
    task_type = _task(header["task"])
    exam = _exam(header[_EXAM]) if _EXAM in header else DEFAULT_EXAM
    chart = _chart(folder, header[_CHART], task_type, exam) if _CHART in header else None
    return Script(name, task_type, _band(header["band"]), question, text, chart, exam)


def _parse_spoken(name: str, head: str, questions: str, folder: Path) -> Script:
    header = _header(head, _SPEAKING, ())
    asked = [line.strip() for line in questions.splitlines() if line.strip()]
    if not 1 <= len(asked) <= MAX_QUESTIONS or any(len(each) > MAX_SPOKEN_QUESTION_CHARACTERS for each in asked):
        raise ScriptsError(
            f"needs 1 to {MAX_QUESTIONS} questions, one a line, of at most {MAX_SPOKEN_QUESTION_CHARACTERS} characters"
        )
    if header["part"] not in _PARTS:
        raise ScriptsError("the part must be 1, 2 or 3")
    audio = folder / header["audio"]
    if Path(header["audio"]).name != header["audio"] or not audio.is_file():
        raise ScriptsError("the audio must be the name of a file in the same folder")
    if not 0 < audio.stat().st_size <= RULES[UploadType.SPEAKING_AUDIO].max_bytes:
        raise ScriptsError("the audio must be a recording of the size that the API takes")
    return Script(name, _PARTS[header["part"]], _band(header["band"]), "\n".join(asked), "", audio=audio)


def _content(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise ScriptsError("is no UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ScriptsError(f"cannot be read ({error.strerror})") from None


def _header(block: str, required: Sequence[str], optional: Sequence[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(str.strip, block.splitlines()):
        key, colon, value = line.partition(":")
        key = key.strip().lower()
        if not colon or key not in (*required, *optional):
            lines = ", ".join(f"`{name}: …`" for name in (*required, *optional))
            raise ScriptsError(f"the header takes only the lines {lines}")
        if key in found:
            raise ScriptsError(f"the header names {key} twice")
        found[key] = value.strip()
    if missing := [key for key in required if key not in found]:
        raise ScriptsError(f"the header names no {' and no '.join(missing)}")
    return found


def _task(value: str) -> str:
    if value not in _TASKS:
        raise ScriptsError("the task must be 1 or 2")
    return _TASKS[value]


def _band(value: str) -> Decimal:
    try:
        return BANDS[BANDS.index(Decimal(value))]
    except (InvalidOperation, ValueError):
        raise ScriptsError("the band must be 1 to 9 in steps of 0.5, such as 6.5") from None


def _exam(value: str) -> Exam:
    exams: tuple[Exam, ...] = get_args(Exam)
    for exam in exams:
        if value == exam:
            return exam
    raise ScriptsError(f"the exam must be {' or '.join(exams)}")


def _chart(folder: Path, name: str, task_type: str, exam: Exam) -> Path:
    if task_type != "TASK_1" or exam != "ACADEMIC":
        raise ScriptsError("only Task 1 of the Academic exam has a chart")
    path = folder / name
    if Path(name).name != name or not path.is_file():
        raise ScriptsError("the chart must be the name of a file in the same folder")
    if path.stat().st_size > RULES[UploadType.WRITING_IMAGE].max_bytes or detect_media_type(path.read_bytes()) is None:
        raise ScriptsError("the chart must be a PNG, JPEG or WebP picture of the size that the API takes")
    return path


def _check_length(block: str, text: str, limit: int) -> None:
    if not text:
        raise ScriptsError(f"the {block} is empty")
    if len(text) > limit:
        raise ScriptsError(f"the {block} has more than {limit:,} characters")


def _find_repeated(scripts: Iterable[Script]) -> Iterator[str]:
    """A script that is there twice would count twice, and tell each baseline its own band."""
    first: dict[str, str] = {}
    for script in scripts:
        key = script.digest
        if (original := first.setdefault(key, script.id)) != script.id:
            yield f"{script.id}.txt: the same script as {original}.txt"
