"""The cache of prompts, and that a growing interview is read from it."""

from itertools import pairwise
from typing import Any

from bandup.core.clock import Deadline
from bandup.interview.model import Move, Role, Turn
from bandup.models.converse import ConverseModel
from bandup.models.usage import Ledger
from generate_interview_question.interviewer import Interviewer
from generate_interview_question.plan import Plan
from generate_interview_question.prompt import RECENT_TURNS, WINDOW_STEP, build_prompt
from ops.local_stage.model_server.claude_cache import CachedTokens, PromptCache
from unit.model_server.converse_requests import ANSWER, HAIKU, live_model, marker, session

LONG = "a" * 4_000
MORE = "b" * 400


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_what_was_kept_is_read_as_far_as_the_prompt_is_the_same() -> None:
    cache = PromptCache(Clock())
    assert cache.count("m", [LONG, MORE], [1], 512) == CachedTokens(0, 1_000, 100)
    assert cache.count("m", [LONG, MORE], [1], 512) == CachedTokens(1_000, 0, 100)
    assert cache.count("m", [LONG, MORE, "new!"], [2], 512) == CachedTokens(1_000, 100, 1)
    assert cache.count("m", [f"{LONG}!", MORE], [1], 512) == CachedTokens(0, 1_001, 100), "another beginning"
    assert cache.count("n", [LONG, MORE], [1], 512) == CachedTokens(0, 1_000, 100), "another model"


def test_a_short_beginning_is_not_kept() -> None:
    cache = PromptCache(Clock())
    for _ in range(2):
        assert cache.count("m", [LONG, MORE], [1], 1_001) == CachedTokens(0, 0, 1_100)


def test_nothing_is_kept_longer_than_five_minutes_after_its_last_use() -> None:
    clock = Clock()
    cache = PromptCache(clock)
    read = []
    for clock.now in (0, 299, 598, 899):
        read.append(cache.count("m", [LONG], [1], 512).read)
    assert read == [0, 1_000, 1_000, 0]


def test_only_twenty_blocks_are_looked_back() -> None:
    cache = PromptCache(Clock())
    cache.count("m", [LONG], [1], 512)
    assert cache.count("m", [LONG, *["c"] * 20], [21], 512).read == 1_000
    cache.count("m", [LONG + "d"], [1], 512)
    assert cache.count("m", [LONG + "d", *["c"] * 21], [22], 512).read == 0


def turns(count: int) -> list[Turn]:
    """The last turns of an interview that has so many."""
    roles = (Role.INTERVIEWER, Role.CANDIDATE)
    first = max(1, count - RECENT_TURNS + 1)
    return [Turn(each, roles[(each - 1) % 2], f"Turn {each}: {ANSWER}", each) for each in range(first, count + 1)]


def test_from_turn_to_turn_the_prompt_begins_as_before() -> None:
    of = session()
    plan = Plan(8, answers=1, topics=("caching",))
    prompts = [build_prompt(of, turns(count), ANSWER, plan) for count in range(1, 61, 2)]
    same = [now.parts[: before.repeated] == before.parts[: before.repeated] for before, now in pairwise(prompts)]
    moved = [at for at, unchanged in enumerate(same) if not unchanged]
    assert len(moved) >= 3
    assert all(later - earlier == WINDOW_STEP // 2 for earlier, later in pairwise(moved))
    for count, built in zip(range(1, 61, 2), prompts, strict=True):
        assert f"Turn {count}: " in str(built.parts[built.repeated - 1])
        assert len(built.parts) >= min(count, RECENT_TURNS - WINDOW_STEP)


def test_a_growing_interview_is_read_from_the_cache(client: Any) -> None:
    live = live_model(HAIKU, native=False)
    interviewer = Interviewer(ConverseModel(client, live, answer_tokens=900, answer_seconds=3))
    of, said = session(resume_text=f"{marker()} {LONG}"), f"{ANSWER} {marker()}"
    answers = []

    def ask(count: int) -> None:
        ledger = Ledger()
        taken = interviewer.next_turn(of, turns(count), said, deadline=Deadline.after(29), ledger=ledger)
        assert taken.move is not Move.CLOSING
        answers.append(ledger.calls[0])

    ask(1)
    ask(3)
    first, second = answers
    assert second.input_tokens > first.input_tokens > 1_500
    assert second.usd < first.usd * 7 / 10, "most of it costs a tenth"
