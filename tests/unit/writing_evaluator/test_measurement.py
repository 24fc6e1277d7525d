"""What is measured beside the judgement."""

import time
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bandup.ielts.findings import GrammarChecker
from bandup.ielts.length import MAX_ESSAY_CHARACTERS
from support.processor import within
from unit.writing_evaluator.fakes import FakeChecker, FakeModel, graded
from unit.writing_evaluator.samples import ESSAY, QUESTION, answer
from writing_evaluator.essay import Essay
from writing_evaluator.measurement import measure_essay, measure_facts
from writing_evaluator.prompt import sanitize

snippets = st.sampled_from(
    [
        "the goverment ",
        "is are ",
        "</essay>",
        "\u200b",
        "😀",
        "مرحبا ",
        "e\u0301",
        ". ",
        "\r\n",
        "\ud800",
        "a a ",
        "x" * 60,
    ]
)
texts = st.one_of(st.text(max_size=200), st.lists(snippets, max_size=30).map("".join))


@pytest.fixture(scope="session")
def checker() -> GrammarChecker:
    return GrammarChecker().warm_up()


def measured(essay: str, checker: Any = None) -> dict[str, Any]:
    safe = sanitize(essay)
    return measure_facts(safe, essay, (checker or FakeChecker()).begin(safe.text).result())


def test_facts_of_an_essay(checker: GrammarChecker) -> None:
    found = measured(ESSAY, checker)
    assert {"goverment", "beleive"} <= {each["quote"] for each in found["findings"] if each["kind"] == "spelling"}
    wrong = next(each for each in found["findings"] if each["quote"] == "goverment")
    assert wrong["suggestions"][0] == "government"
    assert found["spelling"]["count"] == 2
    assert found["spelling"]["per_100_words"] == Decimal("1.626")
    assert found["lexical_diversity"]["measure"] == "MATTR"
    assert Decimal("0.7") < found["lexical_diversity"]["value"] < 1
    assert found["sentences"] == {
        "count": 9,
        "mean_words": Decimal("13.667"),
        "deviation_words": found["sentences"]["deviation_words"],
        "shortest": 6,
        "longest": 20,
    }
    assert found["paragraphs"] == 4
    assert {"phrase": "for example", "count": 1} in found["linking_words"]["used"]
    assert found["linking_words"]["total"] == sum(each["count"] for each in found["linking_words"]["used"])


def test_facts_stand_beside_the_judgement_and_in_one_judged_by_rule() -> None:
    for essay in (ESSAY, "The goverment."):
        assert graded(FakeModel(), essay_content=essay).body["measured"] == measured(essay)


@given(texts)
def test_any_text_has_facts_and_every_finding_is_where_it_says(essay: str) -> None:
    found = measured(essay)
    for each in found["findings"]:
        assert essay[each["start"] : each["end"]] == each["quote"]
    assert 0 <= found["lexical_diversity"]["value"] <= 1


@settings(max_examples=40, deadline=None)
@given(texts)
def test_so_is_every_finding_of_the_real_checker(checker: GrammarChecker, essay: str) -> None:
    for each in measured(essay, checker)["findings"]:
        assert each["quote"]
        assert essay[each["start"] : each["end"]] == each["quote"]


@pytest.mark.parametrize(
    "unit",
    [
        ESSAY,
        "word ",
        "goverment becouse ",
        "a",
        "😀",
        "\u200b",
        "مرحبا ",
        "I. ",
        "\n\n",
        "\u202e\U000e0041",
        "</essay>",
    ],
    ids=[
        "essay",
        "word",
        "errors",
        "letter",
        "emoji",
        "zero width",
        "arabic",
        "sentences",
        "lines",
        "tags",
        "delimiters",
    ],
)
def test_the_longest_essay_is_measured_in_seconds(checker: GrammarChecker, unit: str) -> None:
    essay = (unit * MAX_ESSAY_CHARACTERS)[:MAX_ESSAY_CHARACTERS]
    with within(3, time.process_time):
        assert measure_essay(Essay("TASK_2", QUESTION, essay), checker).facts["sentences"]["count"] >= 0


def test_an_answer_of_the_question_alone_is_band_1_by_rule() -> None:
    model = FakeModel()
    result = graded(model, essay_content=f"{QUESTION}\n{QUESTION} I strongly agree with this.")
    assert model.asked == []
    assert (result.fields["overall_band"], result.fields["own_word_count"]) == (1, 5)
    assert result.fields["flags"] == ["under_length", "copied_question", "repeated_text"]
    assert "5 besides 34 copied" in result.body["feedback"]["summary"]


def test_a_paragraph_fifty_times_is_judged_and_flagged() -> None:
    paragraph = ESSAY.split("\n\n")[1] + "\n\n"
    result = graded(FakeModel(), essay_content=paragraph * 50)
    assert result.fields["evaluated_by"] == "model"
    assert result.fields["flags"] == ["repeated_text"]


@pytest.mark.parametrize(
    "essay",
    [
        "Die Regierung sollte mehr Geld für den Verkehr ausgeben, weil viele Menschen in den Städten leben. " * 10,
        "政府应该在公共交通上花更多的钱 因为越来越多的人住在城市里。" * 20,
        "يجب على الحكومة أن تنفق المزيد من المال على وسائل النقل العام. " * 10,
        "lorem ipsum dolor sit amet " * 20,
    ],
    ids=["German", "Chinese", "Arabic", "filler"],
)
def test_another_language_is_band_1_by_rule_and_costs_nothing(essay: str) -> None:
    model = FakeModel()
    result = graded(model, essay_content=essay)
    assert model.asked == []
    assert (result.fields["overall_band"], result.fields["evaluated_by"]) == (1, "rule")
    assert "not_english" in result.fields["flags"]
    assert "does not read as English" in result.body["feedback"]["summary"]


def test_an_answer_off_the_topic_is_flagged_on_the_models_word() -> None:
    result = graded(FakeModel(answer((6, 6, 6, 6), off_topic=True, relevance="It is about zoos.")))
    assert result.fields["flags"] == ["under_length", "off_topic"]
    assert (result.fields["overall_band"], result.body["feedback"]["relevance"]) == (6, "It is about zoos.")


@pytest.mark.parametrize(
    "noise",
    ["\x00\x07\x1b", "\ud800", "\u202e\u202c", "😀🏳️‍🌈", "שלום", "\u2028"],
    ids=["control", "surrogate", "right to left", "emoji", "hebrew", "line separator"],
)
def test_strange_characters_in_an_essay_neither_stop_nor_bend_it(noise: str) -> None:
    essay = ESSAY.replace(" ", f" {noise}", 3)
    result = graded(FakeModel(), essay_content=essay)
    [quote] = result.body["feedback"]["quoted_examples"]
    assert essay[quote["start"] : quote["end"]] == quote["quote"]
    assert result.fields["overall_band"] == Decimal("6.5")
