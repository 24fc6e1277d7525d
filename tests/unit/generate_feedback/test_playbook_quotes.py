"""What a careful coach quotes of whole interviews is found however it is copied, and nothing else is.

The judgements, the habits of copying and the wrong points were written without sight of the checks.
"""

import json
import unicodedata
from collections.abc import Mapping
from functools import cache, reduce
from itertools import combinations
from typing import Any

import pytest

from bandup.interview.model import Move, Role, Turn
from generate_feedback.quote_check import FoundQuote, check_points, find_quote
from generate_feedback.schema import Point, Quote
from generate_feedback.transcript import Transcript
from ops.paths import ROOT

SAMPLES = ROOT / "tests" / "samples" / "interviews"
LISTS = frozenset({"habits.json", "planted.json"})


def read(folder: str, name: str) -> Any:
    return json.loads((SAMPLES / folder / name).read_text(encoding="utf-8"))


@cache
def transcript_of(name: str) -> Transcript:
    """An interview of the playbook as it is stored."""
    turns: list[Turn] = []
    for exchange in read("playbook", name)["exchanges"]:
        if exchange["candidate"] is not None:
            turns.append(Turn(len(turns) + 1, Role.CANDIDATE, exchange["candidate"], 1))
        move = Move.CLARIFY if exchange["reply"]["move"] == "clarify" else Move.FOLLOW_UP
        turns.append(Turn(len(turns) + 1, Role.INTERVIEWER, exchange["reply"]["message"], 1, move=move))
    return Transcript.of(turns)


JUDGED = sorted(path.name for path in (SAMPLES / "judgements").glob("*.json") if path.name not in LISTS)
HABITS, PLANTED = read("judgements", "habits.json"), read("judgements", "planted.json")


def copy_by(habit: Mapping[str, Any], quote: str) -> str:
    copied = quote.rstrip(habit.get("strip_end", "")) if "strip_end" in habit else quote
    change = {"upper": str.upper, "lower": str.lower}.get(habit.get("first", ""), str)
    copied = change(copied[:1]) + copied[1:]
    for before, after in habit.get("replace", ()):
        copied = copied.replace(before, after)
    if form := habit.get("normalise"):
        copied = unicodedata.normalize(form, copied)
    return str(habit.get("prefix", "") + copied + habit.get("suffix", ""))


@pytest.mark.parametrize("name", JUDGED)
def test_no_honest_point_is_lost_by_a_habit_of_copying(name: str) -> None:
    answers = transcript_of(name).answers
    judgement = read("judgements", name)
    points = [*judgement["strengths"], *judgement["improvements"]]
    assert points
    lost = [
        (habit["name"], point["quote"])
        for habit in ({"name": "none"}, *HABITS)
        for point in points
        if not _is_stored(find_quote(Quote(turn=point["turn"], quote=copy_by(habit, point["quote"])), answers), point)
    ]
    assert lost == []


@pytest.mark.parametrize("name", JUDGED)
def test_no_honest_point_is_lost_by_all_habits_together(name: str) -> None:
    """A careless copy has several at once, and a point is dropped for nothing but what the original says."""
    judgement = read("judgements", name)
    transcript, honest = transcript_of(name), [*judgement["strengths"], *judgement["improvements"]]
    orders = transcript.find_orders()

    def check(*habits: Mapping[str, Any]) -> list[tuple[int, int]]:
        copies = [reduce(lambda quote, habit: copy_by(habit, quote), habits, each["quote"]) for each in honest]
        points = [
            Point(quotes=[Quote(turn=each["turn"], quote=quote)], skill="x", skill_id="other", text="x")
            for each, quote in zip(honest, copies, strict=True)
        ]
        checked = [check_points([each], transcript.answers, orders) for each in points]
        return [(len(each.points), each.points_on_orders) for each in checked]

    verbatim = check()
    assert all(kept or on_orders for kept, on_orders in verbatim)
    for one, other in combinations(HABITS, 2):
        assert check(one, other) == verbatim, (one["name"], other["name"])


def _is_stored(found: FoundQuote | None, point: Mapping[str, Any]) -> bool:
    """Whether what was found is the quoted passage as it is stored; marks around it may be left out."""
    return (
        found is not None
        and found.turn == point["turn"]
        and found.quote.strip(".,;:!?\"'\u201d\u201c ") in point["quote"]
    )


@pytest.mark.parametrize(
    "planted", PLANTED, ids=lambda each: f"{each['reason']}-{each['interview'][:-5]}-{each['turn']}"
)
def test_no_wrong_point_is_kept(planted: Mapping[str, Any]) -> None:
    quote = Quote(turn=planted["turn"], quote=planted["quote"])
    assert find_quote(quote, transcript_of(planted["interview"]).answers) is None
