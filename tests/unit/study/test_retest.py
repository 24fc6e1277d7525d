"""Later work tells whether a mistake is still made: its card retires, and wakes."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.ielts.error_types import SPOKEN_ONLY, ErrorType
from bandup.study.card import CardState
from study.cards import StudyCardPatch
from study.retest.mistakes import NEVER, Mistake, describe_mistake
from study.retest.occasions import count_occasions, is_shown
from study.retest.verdict import ENOUGH_OCCASIONS, MistakeCard, Retest, retest_cards
from study.retest.work import FoundError, Work, read_work
from support.study_cards import make_card

ARTICLE = Mistake("article", ("is", "doctor"))
DEPENDS = Mistake("preposition", ("depends", "of"), ("depends", "on"))
OCCASIONS = {
    "article": "She found a job in the big city. The problem has an important reason.",
    "agreement": "He works hard. It is late. People often want cars. Students live here. The car which I saw was red.",
    "tense": "He has gone. They will improve. It was cold. She went home.",
    "sentence_structure": "I stay because it rains. He left when she came, although it was late.",
    "reference": "It is theirs. They said that this helps them.",
    "punctuation": "One. Two! Three?",
    "linking": "However, it is so. For example, cars. In conclusion, no.",
}


def work(number: int, text: str = "", errors: Iterable[FoundError] = (), *, is_revision: bool = False) -> Work:
    return Work(f"work-{number}", number, text, tuple(errors), is_revision)


def card(name: str = "one", mistake: Mistake = ARTICLE, state: CardState = CardState.ACTIVE) -> MistakeCard:
    return MistakeCard(name, "work-0", state, mistake)


def follow(cards: Sequence[MistakeCard], *works: Work) -> dict[str, MistakeCard]:
    held = {each.card_id: each for each in cards}
    for each in works:
        held |= {changed.card_id: changed for changed in retest_cards(list(held.values()), each)}
    return held


@pytest.mark.parametrize("kind", OCCASIONS)
def test_a_text_has_the_occasion_or_has_not(kind: str) -> None:
    mistake = Mistake(kind, ("x",))
    assert count_occasions(mistake, work(1, OCCASIONS[kind])) >= ENOUGH_OCCASIONS
    assert count_occasions(mistake, work(1, "Yes")) == (kind == "punctuation")


def test_what_a_phrase_is_counts_exactly() -> None:
    text = "A bicycle is the cheapest way. Bicycles and a very quick brown zorb are in the city."
    assert count_occasions(ARTICLE, work(1, text)) == 3  # a bicycle, the cheapest way, the city; `zorb` is not known
    agreement = Mistake("agreement", ("he", "go"))
    assert count_occasions(agreement, work(1, "He goes. To help them, he can go. She never goes. They go.")) == 3


def test_each_kind_of_error_has_a_rule_or_never_retires() -> None:
    assert {"task", "register", "collocation"} <= set(map(str, NEVER))
    for kind in set(ErrorType) - NEVER:
        count_occasions(Mistake(kind, ("a",), ("b",)), work(1, "Some text."))
    assert {describe_mistake(kind, "", "do a mistake", "make a mistake") for kind in NEVER} == {None}
    assert SPOKEN_ONLY <= NEVER


@pytest.mark.parametrize(
    ("kind", "before", "quote", "mended", "described"),
    [
        ("spelling", "In our ", "enviroment", "environment", ("enviroment", "environment")),
        ("preposition", "It ", "depends of the weather", "depends on the weather", ("depends of", "depends on")),
        ("preposition", "It depends ", "of", "on", ("depends of", "depends on")),
        ("preposition", "I ", "listen music", "listen to music", ("listen music", "listen to")),
        ("preposition", "We ", "discuss about it", "discuss it", ("discuss about", "discuss")),
        ("word_form", "It is important to ", "protecting", "protect", ("to protecting", "to protect")),
        ("article", "He ", "is doctor", "is a doctor", ("is doctor", "")),
    ],
)
def test_a_mistake_is_its_words_with_what_tells_them(
    kind: str, before: str, quote: str, mended: str, described: tuple[str, str]
) -> None:
    found = describe_mistake(kind, before, quote, mended)
    assert found is not None
    assert found.as_stored() == dict(zip(("wrong", "right"), described, strict=True))
    assert Mistake.parse(kind, found.as_stored()) == found


@pytest.mark.parametrize(
    ("kind", "quote", "mended"),
    [
        ("preposition", "listen", "listen to"),  # nothing behind it tells that `to` is missing
        ("word_choice", "the same", "the same"),
        ("word_choice", "one two three four five six", "seven eight nine ten eleven twelve"),
        ("article", "?", "!"),
    ],
)
def test_what_no_later_text_can_tell_is_not_tested(kind: str, quote: str, mended: str) -> None:
    assert describe_mistake(kind, "", quote, mended) is None


def test_words_that_are_right_elsewhere_are_no_mistake_by_themselves() -> None:
    there = Mistake("spelling", ("there",), ("their",))
    assert not is_shown(there, work(1, "There is a car."))
    assert is_shown(there, work(1, "There car is red.", [FoundError("spelling", ("there",))]))
    assert is_shown(DEPENDS, work(1, "Much depends of it."))


def test_a_card_retires_after_three_occasions_and_not_before() -> None:
    held = follow([card(mistake=DEPENDS)], work(1, "It depends on me."), work(2, "All depends on you."))
    assert held["one"] == replace(card(mistake=DEPENDS), retest=Retest(2, (2, "work-2")))
    assert follow(list(held.values()), work(3, "It depends on us."))["one"].state is CardState.RETIRED


def test_what_shows_the_mistake_between_begins_anew() -> None:
    right = [work(number, "It depends on me.") for number in (1, 2, 4, 5)]
    held = follow([card(mistake=DEPENDS)], *right[:2], work(3, "It depends of me."), *right[2:])
    assert (held["one"].state, held["one"].retest.occasions) == (CardState.ACTIVE, 2)


def test_a_revised_draft_is_no_occasion_and_may_show_the_mistake() -> None:
    copied = work(1, OCCASIONS["article"], is_revision=True)
    assert follow([card()], copied)["one"] == card()
    still = replace(copied, errors=(FoundError("article", ("a", "cars")),))
    assert follow([card(state=CardState.RETIRED)], still)["one"].state is CardState.ACTIVE


def test_the_mistakes_own_source_and_earlier_work_say_nothing() -> None:
    own = replace(work(1, OCCASIONS["article"]), id="work-0")
    assert follow([card()], own)["one"] == card()
    tested = replace(card(), retest=Retest(1, (5, "work-5")))
    assert follow([tested], work(4, OCCASIONS["article"]))["one"] == tested


@pytest.mark.parametrize(("state", "shows"), [(CardState.ACTIVE, False), (CardState.RETIRED, True)])
def test_work_from_before_its_owner_decided_says_nothing_of_a_card(state: CardState, shows: bool) -> None:
    stored = make_card("me", 1, state=CardState.PROPOSED, mistake=ARTICLE.as_stored())
    decided = StudyCardPatch(version=1, state=state.value).apply(stored, 50)  # type: ignore[arg-type]
    held = replace(card(state=decided.state), retest=Retest.parse(decided.retest))
    errors = [FoundError("article", ("is", "doctor"))] if shows else []
    before, after = (work(number, OCCASIONS["article"], errors) for number in (49, 51))
    assert follow([held], before) == {"one": held}
    assert follow([held], before, after)["one"].state is not state


def test_what_is_no_mistake_is_not_tested_when_its_owner_decides() -> None:
    assert StudyCardPatch(version=1, state="active").apply(make_card("me", 1), 50).retest is None


def test_a_mistake_that_returns_wakes_its_own_cards_or_else_the_last_of_its_kind() -> None:
    cards = [
        replace(card(name, Mistake("article", (name,)), CardState.RETIRED), retest=Retest(3, (time, "w")))
        for name, time in (("one", 1), ("two", 3), ("three", 2))
    ]
    own = follow(cards, work(9, "", [FoundError("article", ("one", "more"))]))
    assert [name for name, each in own.items() if each.state is CardState.ACTIVE] == ["one"]
    other = follow(cards, work(9, "", [FoundError("article", ("another",))]))
    assert [name for name, each in other.items() if each.state is CardState.ACTIVE] == ["two"]


def test_a_whole_test_is_one_work_without_what_was_judged_before() -> None:
    quote = {"quote": "Is Doctor", "start": 0, "end": 9, "error_type": "article"}
    strength = {**quote, "error_type": None}
    new = {"task_type": "TASK_1", "essay_content": "New.", "feedback": {"quoted_examples": [quote, strength]}}
    old = {"task_type": "TASK_2", "essay_content": "Old.", "feedback": {"quoted_examples": [quote]}, "sealed_from": "x"}
    found = read_work({"evaluation_id": "e", "created_at": 5, "tasks": [new, old], "revises": "d"})
    assert found == Work("e", 5, "New.", (FoundError("article", ("is", "doctor")),), is_revision=True)


KINDS = st.sampled_from(sorted(set(ErrorType) - NEVER))
MISTAKES = st.builds(lambda kind, number: Mistake(kind, (f"w{number}", "x"), (f"r{number}",)), KINDS, st.integers(0, 2))
TEXTS = st.lists(st.sampled_from([*OCCASIONS.values(), "r0 r1 r2.", "w0 x.", "w1 x.", "Yes."]), max_size=4).map(
    " ".join
)
ERRORS = st.lists(
    st.builds(FoundError, KINDS.map(str), st.sampled_from([("w0", "x"), ("w1", "x"), ("other",)])), max_size=3
)


@given(st.lists(MISTAKES, min_size=1, max_size=5), st.lists(st.tuples(TEXTS, ERRORS, st.booleans()), max_size=8))
def test_whatever_is_written_cards_follow_the_rule(
    mistakes: list[Mistake], written: list[tuple[str, list[FoundError], bool]]
) -> None:
    held = {str(place): card(str(place), each) for place, each in enumerate(mistakes)}
    clean = dict.fromkeys(held, 0)
    for number, (text, errors, is_revision) in enumerate(written, start=1):
        each, before = work(number, text, errors, is_revision=is_revision), held
        held = follow(list(held.values()), each)
        assert follow(list(held.values()), each) == held  # looking twice changes nothing
        for name, now in held.items():
            shown = is_shown(now.mistake, each)
            clean[name] = 0 if shown else clean[name] + (0 if is_revision else count_occasions(now.mistake, each))
            if before[name].state is CardState.ACTIVE and now.state is CardState.RETIRED:
                assert not shown
                assert clean[name] >= ENOUGH_OCCASIONS
            if now.state is CardState.ACTIVE and before[name].state is CardState.RETIRED:
                assert shown
            if shown and is_shown(now.mistake, each) and now.mistake.is_of_words:
                assert now.state is CardState.ACTIVE
        for kind in {error.kind for error in errors} - set(map(str, NEVER)):
            of_kind = [now for now in held.values() if now.mistake.kind == kind and not now.mistake.is_of_words]
            assert not of_kind or any(now.state is CardState.ACTIVE for now in of_kind)
