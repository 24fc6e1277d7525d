"""Long interviews: all parts are shown, the end above all, and nothing goes beyond the budget."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.interview.model import MAX_TURNS, Role
from generate_feedback import prompt
from generate_feedback.excerpt import (
    BUDGET,
    FIRST_PAIRS,
    LAST_PAIRS,
    QUESTION_FLOOR,
    Excerpt,
    ExcerptLine,
    drop_middle,
    make_excerpt,
)
from generate_feedback.transcript import Line, sanitize
from unit.generate_feedback.samples import SAID, SESSION, transcript_of

SMALL_BUDGET = 12_000

words = st.text(st.sampled_from("abcde  \n"), min_size=1, max_size=60)
lengths = st.one_of(st.integers(1, 200), st.integers(1, 9_000))
turn = st.tuples(st.sampled_from(Role), words, lengths)
interviews = st.lists(turn, max_size=120).map(
    lambda turns: [(role, (text * (size // len(text) + 1))[:size]) for role, text, size in turns]
)


def lines_of(turns: Sequence[tuple[Role, str]]) -> list[Line]:
    return [Line(number, role, text, sanitize(text)) for number, (role, text) in enumerate(turns, start=1)]


def alternating(count: int, length: int) -> list[Line]:
    roles = (Role.INTERVIEWER, Role.CANDIDATE)
    return lines_of([(roles[number % 2], f"turn{number} " + "word " * (length // 5)) for number in range(count)])


def size(shown: Excerpt) -> int:
    [text] = prompt.build_prompt(SESSION, shown).parts
    [empty] = prompt.build_prompt(SESSION, Excerpt((), 0)).parts
    return len(str(text)) - len(str(empty))


def ends_match(shown: ExcerptLine) -> bool:
    """Whether a turn is whole, or its beginning and its end are there with a mark between them."""
    before, mark, after = shown.text.partition(" [... ")
    whole = shown.line.sanitized.text
    if not mark:
        return shown.text == whole
    _, _, after = after.partition(" left out ...] ")
    return bool(before and after) and whole.startswith(before) and whole.endswith(after)


def test_a_short_interview_is_shown_in_full() -> None:
    shown = make_excerpt(transcript_of().lines)
    assert [each.text for each in shown.lines] == list(SAID)
    assert shown.as_fields() == {"turns": 5, "turns_shown": 5, "turns_shortened": 0}


@settings(deadline=None, max_examples=60)
@given(interviews, st.sampled_from([SMALL_BUDGET, BUDGET]))
def test_any_interview_fits_and_keeps_its_two_ends(turns: list[tuple[Role, str]], budget: int) -> None:
    lines = lines_of(turns)
    shown = make_excerpt(lines, budget)
    assert size(shown) <= budget
    assert all(ends_match(each) for each in shown.lines)
    numbers = [each.line.turn for each in shown.lines]
    assert numbers == sorted(set(numbers))
    assert set(map(id, lines[-1:])) <= {id(each.line) for each in shown.lines}, "the last turn is always there"
    answers = [line.turn for line in lines if line.role is Role.CANDIDATE]
    assert set(answers[:FIRST_PAIRS] + answers[1 - LAST_PAIRS :]) <= set(numbers)


@settings(deadline=None, max_examples=60)
@given(interviews)
def test_what_fits_is_not_touched_and_what_does_not_uses_the_room(turns: list[tuple[Role, str]]) -> None:
    roles = (Role.INTERVIEWER, Role.CANDIDATE)
    lines = lines_of([(roles[number % 2], text) for number, (_, text) in enumerate(turns)])
    whole = Excerpt(tuple(ExcerptLine(line, line.sanitized.text) for line in lines), len(lines))
    shown = make_excerpt(lines, SMALL_BUDGET)
    if size(whole) <= SMALL_BUDGET - 64 * len(lines):
        assert shown == whole
    if size(whole) > SMALL_BUDGET:
        assert size(shown) >= SMALL_BUDGET / 3


def test_beginning_middle_and_end_of_the_longest_interview_are_shown() -> None:
    shown = make_excerpt(alternating(MAX_TURNS, 8_000))
    assert size(shown) <= BUDGET
    tenths = {(each.line.turn - 1) * 10 // MAX_TURNS for each in shown.lines if each.line.role is Role.CANDIDATE}
    assert tenths == set(range(10))
    assert [each.line.turn for each in shown.lines[-12:]] == list(range(MAX_TURNS - 11, MAX_TURNS + 1))


def test_a_long_answer_gives_way_before_short_ones() -> None:
    exchanges = [(Role.INTERVIEWER, "Why?"), (Role.CANDIDATE, "long " * 20_000), (Role.INTERVIEWER, "And?")]
    shown = make_excerpt(lines_of([*exchanges, (Role.CANDIDATE, "short " * 100)] * 3))
    assert [each.text == each.line.sanitized.text for each in shown.lines] == [True, False, True, True] * 3


def test_the_last_answers_keep_more_than_the_others() -> None:
    shown = make_excerpt(alternating(40, 8_000))
    kept = [len(each.text) for each in shown.lines if each.line.role is Role.CANDIDATE]
    assert min(kept[-LAST_PAIRS:]) > 1.8 * max(kept[:-LAST_PAIRS])


def test_what_says_nothing_is_left_out_first() -> None:
    lines = lines_of(
        [
            pair
            for number in range(400)
            for pair in (
                (Role.INTERVIEWER, "And then? " * 10),
                (Role.CANDIDATE, "No." if number % 8 else "I measured it and it was fine. " * 20),
            )
        ]
    )
    shown = make_excerpt(lines, 60_000)
    full = {line.turn for line in lines if len(line.sanitized.text) > 300}
    assert full <= {each.line.turn for each in shown.lines}


@given(st.text(st.sampled_from("ab \n"), max_size=3_000), st.integers(2 * QUESTION_FLOOR, 1_000))
def test_a_shortened_text_is_no_longer_than_allowed(text: str, allowed: int) -> None:
    assert len(drop_middle(text, allowed)) <= max(allowed, min(len(text), allowed))


def test_a_text_with_few_blanks_keeps_as_much_as_any_other() -> None:
    assert len(drop_middle("a " + "b" * 5_000 + " c", 400)) > 390


def test_words_are_not_cut() -> None:
    before, mark, after = drop_middle("alpha beta gamma delta " * 100, 400).partition("[...")
    assert mark
    after = after.partition("...]")[2]
    assert set(before.split()) | set(after.split()) == {"alpha", "beta", "gamma", "delta"}


def test_a_transcript_knows_the_answers_and_their_questions() -> None:
    found = transcript_of(["First?", "Yes, 3.", "Second?", "... \u200b!", "Third?", "9"])
    assert list(found.answers) == [2, 6]
    assert found.find_question_before(6) == "Third?"
    assert found.find_question_before(1) == ""
