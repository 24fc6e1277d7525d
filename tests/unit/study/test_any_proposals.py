"""What holds of proposals of any evaluation."""

import itertools
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.options import GAP
from bandup.ielts.error_types import SPOKEN_ONLY, ErrorType
from bandup.study.card import prefix_of
from study.proposals import MOST_OF_ONE, Proposal, propose_of_evaluation

WORDS = st.sampled_from(
    ["he", "go", "goes", "the", "cars", "a", "mistake", "do", "make", "\u00e9t\u00e9", GAP, "{{c1::x}}"]
)
BLANKS = st.sampled_from([" ", " ", " ", ". ", "? ", "\n", ", ", "  "])
TEXTS = st.lists(st.tuples(WORDS, BLANKS), min_size=1, max_size=20).map(lambda pairs: "".join(map("".join, pairs)))
SHOWN = [each for each in ErrorType if each not in SPOKEN_ONLY]


@st.composite
def evaluations(draw: st.DrawFn) -> dict[str, Any]:
    """An evaluation whose quotes and findings are where they say, but for a few."""
    text = draw(TEXTS)

    def error() -> dict[str, Any]:
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        said = text[start:end] if draw(st.integers(0, 9)) else draw(TEXTS)
        return {"quote": said, "start": start, "end": end, "error_type": draw(st.sampled_from(SHOWN))}

    mended = st.one_of(TEXTS, st.just(""))
    quotes = [error() | {"suggestion": draw(mended), "issue": "Look."} for _ in range(draw(st.integers(0, 4)))]
    found = [error() | {"suggestions": [draw(mended)], "message": "Look."} for _ in range(draw(st.integers(0, 4)))]
    return {
        "evaluation_id": "an-essay",
        "evaluation_type": "writing",
        "task_type": "TASK_2",
        "essay_content": text,
        "feedback": {"quoted_examples": quotes},
        "measured": {"findings": found},
    }


def line(text: str) -> str:
    return " ".join(text.split())


def place_of(proposal: Proposal) -> tuple[int, int]:
    start, _, end = proposal.source.place.rpartition("/")[2].partition("-")
    return int(start), int(end)


@given(evaluations())
def test_each_proposal_is_of_a_quote_and_its_correction(evaluation: dict[str, Any]) -> None:
    text = evaluation["essay_content"]
    errors = [*evaluation["feedback"]["quoted_examples"], *evaluation["measured"]["findings"]]
    made = propose_of_evaluation(evaluation)
    assert len(made) <= MOST_OF_ONE
    for proposal in made:
        start, end = place_of(proposal)
        mended = {
            line(each.get("suggestion", "") or each.get("suggestions", [""])[0])
            for each in errors
            if (each["start"], each["end"]) == (start, end) and each["quote"] == text[start:end]
        }
        if proposal.kind == "what_is_wrong":
            assert line(text[start:end]) in proposal.front
            assert any(each in proposal.back for each in mended)
        else:
            assert proposal.front.count(GAP) == 1
            assert any(each in proposal.front.replace(GAP, proposal.back) for each in mended)


@given(evaluations())
def test_ids_are_of_source_and_place_and_each_is_made_once(evaluation: dict[str, Any]) -> None:
    made = propose_of_evaluation(evaluation)
    again = propose_of_evaluation(evaluation)
    other = propose_of_evaluation(evaluation | {"evaluation_id": "another"})
    ids = [each.source.card_id for each in made]
    assert ids == [each.source.card_id for each in again]
    assert len(set(ids)) == len(ids)
    assert all(each.startswith(prefix_of("an-essay")) for each in ids)
    assert not set(ids) & {each.source.card_id for each in other}
    places = sorted(map(place_of, made))
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(places)), "none overlap"
