"""The rules from measures to bands: legal for any measures, and never better for worse ones."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.model_server.criteria import CRITERIA, judge
from ops.local_stage.model_server.measures import Measures

SHARE = st.floats(0, 1)

ANY_MEASURES = st.builds(
    Measures,
    words=st.integers(0, 5000),
    minimum=st.sampled_from((150, 250)),
    own_words=st.integers(0, 5000),
    copied_share=SHARE,
    repeated_share=SHARE,
    keyword_share=st.none() | SHARE,
    signs=st.sets(st.sampled_from(("a position", "an example", "a conclusion"))).map(tuple),
    expected_signs=st.just(3),
    english_share=SHARE,
    paragraphs=st.integers(0, 60),
    linkers=st.lists(st.sampled_from(("but", "so", "because", "although", "however")), unique=True).map(tuple),
    linkers_per_sentence=st.floats(0, 50),
    opener_share=SHARE,
    different_words=st.integers(0, 3000),
    diversity=SHARE,
    long_share=SHARE,
    spelling_rate=st.floats(0, 100),
    grammar_rate=st.floats(0, 100),
    sentences=st.integers(0, 400),
    sentence_length=st.floats(0, 5000),
    sentence_spread=st.floats(0, 2000),
    subordination=st.floats(0, 100),
)

# Measures of which less is never better, and those of which more is never better.
RISING = (
    "own_words",
    "english_share",
    "different_words",
    "diversity",
    "long_share",
    "subordination",
    "sentence_spread",
)
FALLING = ("spelling_rate", "grammar_rate", "opener_share", "linkers_per_sentence")


@given(ANY_MEASURES)
def test_every_criterion_has_a_half_band_and_a_reason(measures: Measures) -> None:
    judgements = judge(measures)
    assert tuple(judgements) == CRITERIA
    for judgement in judgements.values():
        assert 1 <= judgement.band <= 9
        assert judgement.band * 2 == int(judgement.band * 2)
        assert all(remark.fact and remark.advice for remark in judgement.remarks)


@pytest.mark.parametrize("name", RISING + FALLING)
@given(measures=ANY_MEASURES, more=st.floats(0.01, 1))
def test_a_better_measure_never_lowers_a_band(name: str, measures: Measures, more: float) -> None:
    value = getattr(measures, name)
    raised = replace(measures, **{name: type(value)(value + more * 100 if isinstance(value, int) else value + more)})
    worse, better = (measures, raised) if name in RISING else (raised, measures)
    lower, higher = judge(worse), judge(better)
    assert all(lower[criterion].band <= higher[criterion].band for criterion in CRITERIA)
