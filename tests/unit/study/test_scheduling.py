"""A card's memory is what its log comes to, in whichever order the reviews arrive."""

from random import Random

import fsrs
import fsrs.scheduler
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.dynamo import from_attributes, to_attributes
from bandup.study.card import Memory, Review
from study.scheduling import CURRENT, SCHEDULERS, continue_memory, fold_log

START = 1_800_000_000_000
MINUTE = 60_000
DAY = 24 * 60 * MINUTE

REVIEWS = st.lists(
    st.builds(
        lambda number, rating, offset: Review(f"{number:04d}", "card", rating, START + offset, CURRENT),
        st.integers(0, 9999),
        st.integers(1, 4),
        # Also several at the same moment, as two devices may have them.
        st.one_of(st.integers(0, 5), st.integers(0, 400).map(lambda days: days * DAY)),
    ),
    unique_by=lambda review: review.id,
    max_size=12,
)


@given(REVIEWS, st.randoms())
def test_the_order_of_arrival_never_matters(reviews: list[Review], random: Random) -> None:
    shuffled = [*reviews]
    random.shuffle(shuffled)
    assert fold_log(shuffled) == fold_log(reviews)


@given(REVIEWS)
def test_what_is_stored_is_what_the_log_comes_to(reviews: list[Review]) -> None:
    memory: Memory | None = None
    for review in sorted(reviews, key=lambda each: each.order):
        memory = continue_memory(memory, review)
        memory = Memory.parse(from_attributes(to_attributes(memory.as_stored())))
    assert memory == fold_log(reviews)


def test_the_same_reviews_are_due_at_the_same_time_in_each_run() -> None:
    log = [Review(f"{day}", "card", 3, START + day * DAY, CURRENT) for day in (0, 1, 4, 12, 40, 90)]
    assert len({fold_log(log) for _ in range(20)}) == 1


def test_the_written_parameters_are_the_packages_defaults() -> None:
    assert SCHEDULERS[CURRENT].parameters == fsrs.scheduler.DEFAULT_PARAMETERS
    assert not SCHEDULERS[CURRENT].enable_fuzzing


def test_a_card_is_learnt_in_minutes_and_then_in_days() -> None:
    first = continue_memory(None, Review("a", "card", 3, START, CURRENT))
    assert (first.phase, first.due - START, first.first, first.reviews) == (fsrs.State.Learning, 10 * MINUTE, START, 1)
    second = continue_memory(first, Review("b", "card", 3, START + 10 * MINUTE, CURRENT))
    assert (second.phase, second.step, second.last) == (fsrs.State.Review, None, (START + 10 * MINUTE, "b"))
    assert second.due >= START + DAY
    forgotten = continue_memory(second, Review("c", "card", 1, second.due, CURRENT))
    assert (forgotten.phase, forgotten.due - second.due) == (fsrs.State.Relearning, 10 * MINUTE)
    assert forgotten.stability < second.stability
