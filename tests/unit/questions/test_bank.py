"""What must be true of every question, and what the reader refuses."""

import hashlib
import json
import re
from collections import Counter
from copy import deepcopy
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from bandup.ielts.length import find_copied
from bandup.interview.categories import KNOWN_CATEGORIES
from bandup.questions.bank import parse_questions, read_bank
from bandup.questions.model import TYPES, Question, QuestionKind, SpeakingQuestion, WritingQuestion
from ops.paths import ROOT

BANK = read_bank()

FEWEST = {
    QuestionKind.ACADEMIC_TASK_1: (18, 3),
    QuestionKind.GENERAL_TASK_1: (12, 4),
    QuestionKind.TASK_2: (20, 4),
    QuestionKind.SPEAKING: (20, 7),
    QuestionKind.INTERVIEW: (16, 4),
}
"""Of each kind, how many questions there are at least, and how many of each type."""

PUBLISHED = json.loads(Path(__file__).with_name("published.json").read_bytes())
"""Each question's version, and a digest of what it says."""

PRINTED_ON_PAPERS = (
    "you should spend about 20 minutes on this task",
    "you should spend about 40 minutes on this task",
    "write at least 150 words",
    "write at least 250 words",
    "summarise the information by selecting and reporting the main features",
    "make comparisons where relevant",
    "give reasons for your answer and include any relevant examples",
    "from your own knowledge or experience",
    "to what extent do you agree or disagree",
    "discuss both these views and give your own opinion",
    "you do not need to write any addresses",
    "begin your letter as follows",
    "you will have to talk about the topic for one to two minutes",
    "you have one minute to think about what you are going to say",
    "you can make some notes to help you if you wish",
    "you should say",
)
"""What stands on the test's own papers: our words for the same are others."""


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.casefold())


def told(question: Question) -> str:
    """All that a candidate reads or hears of a question."""
    asked = question.asked if isinstance(question, SpeakingQuestion) else []
    return "\n".join((question.text, *asked))


def digest(question: Question) -> str:
    """Of all that makes an answer to it another answer."""
    said = question.model_dump(mode="json", exclude={"id", "version", "level"})
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:12]


@pytest.mark.parametrize("kind", QuestionKind)
def test_each_type_has_enough(kind: QuestionKind) -> None:
    in_all, of_each = FEWEST[kind]
    found = Counter(question.type for question in BANK.values() if question.kind is kind)
    assert found.total() >= in_all
    assert found.keys() == set(TYPES[kind])
    assert min(found.values()) >= of_each
    levels = {question.level for question in BANK.values() if question.kind is kind}
    assert levels == {"EASY", "MEDIUM", "HARD"}


def test_there_are_eighty_in_all() -> None:
    assert len(BANK) >= 80


def test_the_categories_of_interviews_are_those_of_the_interviewer() -> None:
    assert set(TYPES[QuestionKind.INTERVIEW]) == KNOWN_CATEGORIES


def test_no_two_say_the_same() -> None:
    texts = {question.id: words(told(question)) for question in BANK.values()}
    like = [
        (one, other)
        for one, other in combinations(texts, 2)
        if len(find_copied(texts[one], texts[other])) > 0.4 * len(texts[one])
    ]
    assert like == []


@pytest.mark.parametrize("question", BANK.values(), ids=BANK)
def test_no_words_of_the_papers(question: Question) -> None:
    said = " ".join(words(f"{told(question)} {question.instructions}"))
    assert [phrase for phrase in PRINTED_ON_PAPERS if phrase in said] == []


@pytest.mark.parametrize("question", BANK.values(), ids=BANK)
def test_each_is_as_long_as_its_kind_is(question: Question) -> None:
    least, most = {
        QuestionKind.ACADEMIC_TASK_1: (10, 45),
        QuestionKind.GENERAL_TASK_1: (40, 90),
        QuestionKind.TASK_2: (20, 70),
        QuestionKind.SPEAKING: (20, 70),
        QuestionKind.INTERVIEW: (12, 40),
    }[question.kind]
    assert least <= len(words(told(question))) <= most


def test_a_letter_has_three_points() -> None:
    letters = [each for each in BANK.values() if each.kind is QuestionKind.GENERAL_TASK_1]
    assert {each.text.count("\n- ") for each in letters} == {3}


def test_a_card_is_one_question_with_its_points() -> None:
    card = BANK["part-2-plan-given-up"]
    assert isinstance(card, SpeakingQuestion)
    assert [asked.split("\n") for asked in card.asked] == [
        [
            "Describe a plan that you gave up.",
            "Say",
            "- what you had planned",
            "- how far you had come with it",
            "- what made you stop",
            "and explain how you think about that decision today.",
        ]
    ]


def test_each_card_is_followed_by_one_discussion() -> None:
    cards = [each.id for each in BANK.values() if each.type == "PART_2"]
    followed = [each.follows for each in BANK.values() if isinstance(each, SpeakingQuestion) and each.follows]
    assert sorted(followed) == sorted(cards)


def test_what_is_published_changes_only_with_its_version() -> None:
    now = {question.id: [question.version, digest(question)] for question in BANK.values()}
    assert now == PUBLISHED, (
        "A question was added, or says something else. Raise its version if it is not new, run `make pictures` if it "
        "has a picture, and write it into tests/unit/questions/published.json. Results name it, so none may go: "
        f"{dict(item for item in now.items() if item not in PUBLISHED.items())}"
    )


def test_exams_and_tasks() -> None:
    found = {
        (each.kind.value, each.task_type, each.exam) for each in BANK.values() if isinstance(each, WritingQuestion)
    }
    assert found == {
        ("ACADEMIC_TASK_1", "TASK_1", "ACADEMIC"),
        ("GENERAL_TASK_1", "TASK_1", "GENERAL_TRAINING"),
        ("TASK_2", "TASK_2", None),
    }


FIGURES = {"title": "T", "unit": "%", "labels": ["a", "b"], "series": [{"name": "s", "values": [1, 2]}]}
CHART = {"id": "one", "version": 1, "type": "BAR", "level": "EASY", "text": "The chart.", "figures": FIGURES}
PART = {"id": "one", "version": 1, "type": "PART_1", "level": "EASY", "text": "T", "questions": ["Is it so, then?"] * 3}
BOXES = [{"name": str(row), "column": 0, "row": row} for row in range(4)]
STEPS = {"title": "T", "boxes": BOXES, "arrows": [[0, 1], [1, 2], [2, 3]]}
PROCESS = {**CHART, "type": "PROCESS", "figures": None, "steps": STEPS}
PLACE = {"name": "p", "form": "ROAD", "x": 0, "y": 0, "width": 12, "height": 1}
PANELS = [{"name": name, "places": [PLACE] * 3} for name in "ab"]
MAP = {**CHART, "type": "MAP", "figures": None, "plan": {"title": "T", "panels": PANELS}}
GOOD = [("ACADEMIC_TASK_1", CHART), ("ACADEMIC_TASK_1", PROCESS), ("ACADEMIC_TASK_1", MAP), ("SPEAKING", PART)]


def read(kind: str, entry: dict[str, Any]) -> list[Question]:
    return list(parse_questions({"kind": kind, "instructions": "Do it.", "questions": [entry]}))


@pytest.mark.parametrize(("kind", "entry"), GOOD)
def test_a_sound_question_is_read(kind: str, entry: dict[str, Any]) -> None:
    [question] = read(kind, entry)
    assert question.instructions == "Do it."


BAD: dict[str, tuple[str, dict[str, Any], tuple[str | int, ...], Any]] = {
    "an id with a path": ("ACADEMIC_TASK_1", CHART, ("id",), "../one"),
    "an id in capitals": ("ACADEMIC_TASK_1", CHART, ("id",), "One"),
    "a version of none": ("ACADEMIC_TASK_1", CHART, ("version",), 0),
    "a type of another kind": ("ACADEMIC_TASK_1", CHART, ("type",), "PART_1"),
    "an unknown level": ("ACADEMIC_TASK_1", CHART, ("level",), "HARDEST"),
    "a field too much": ("ACADEMIC_TASK_1", CHART, ("note",), "x"),
    "a chart without figures": ("ACADEMIC_TASK_1", CHART, ("figures",), None),
    "a map drawn from figures": ("ACADEMIC_TASK_1", CHART, ("type",), "MAP"),
    "an essay with a picture": ("TASK_2", {**CHART, "type": "OPINION"}, (), None),
    "a value too few": ("ACADEMIC_TASK_1", CHART, ("figures", "series", 0, "values"), [1]),
    "a negative value": ("ACADEMIC_TASK_1", CHART, ("figures", "series", 0, "values"), [1, -2]),
    "a label twice": ("ACADEMIC_TASK_1", CHART, ("figures", "labels"), ["a", "a"]),
    "two units": ("ACADEMIC_TASK_1", CHART, ("figures", "series", 0, "unit"), "km"),
    "no unit": ("ACADEMIC_TASK_1", CHART, ("figures", "unit"), None),
    "two steps at one place": ("ACADEMIC_TASK_1", PROCESS, ("steps", "boxes", 1, "row"), 0),
    "a step without an arrow": ("ACADEMIC_TASK_1", PROCESS, ("steps", "arrows"), [[0, 1], [1, 2], [2, 0]]),
    "an arrow to nowhere": ("ACADEMIC_TASK_1", PROCESS, ("steps", "arrows", 2), [2, 4]),
    "a place off the map": ("ACADEMIC_TASK_1", MAP, ("plan", "panels", 0, "places", 0, "x"), 0.1),
    "a part with two questions": ("SPEAKING", PART, ("questions",), ["Is it so, then?"] * 2),
    "a conversation with a card": ("SPEAKING", PART, ("points",), ["a", "b", "c"]),
    "a conversation that follows": ("SPEAKING", PART, ("follows",), "one"),
    "a discussion that follows nothing": ("SPEAKING", PART, ("type",), "PART_3"),
    "a card of questions": ("SPEAKING", PART, ("type",), "PART_2"),
}


@pytest.mark.parametrize("name", BAD)
def test_an_unsound_question_is_refused(name: str) -> None:
    kind, entry, place, value = BAD[name]
    changed: Any = deepcopy(entry)
    if place:
        inner = changed
        for step in place[:-1]:
            inner = inner[step]
        inner[place[-1]] = value
    with pytest.raises(ValidationError):
        read(kind, changed)


def test_the_page_counts_them() -> None:
    page = (ROOT / "docs/use/practice-questions.md").read_text(encoding="utf-8")
    counts = Counter(question.kind.value for question in BANK.values())
    rows = dict(re.findall(r"^\| `([A-Z_0-9]+)` \| (\d+) \| (?=`)", page, re.MULTILINE))
    assert {kind: int(count) for kind, count in rows.items()} == counts
    for kind in QuestionKind:
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{kind}` |")]
        assert set(TYPES[kind]) == set(re.findall(r"`([A-Za-z0-9_]+)`", row)) - {kind, "follows", "category"}
