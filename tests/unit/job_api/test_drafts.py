"""What became of each finding: by hand for each rule, and over generated revisions."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from job_api.drafts.alignment import Alignment
from job_api.drafts.findings import Finding, compare_findings
from job_api.drafts.tokens import Draft, find_common

from .planted_edits import essays, seeds

SEEDS = 5_000
"""The rules were made while seeds below 200 were looked at."""

REVISIONS = 150
FEWEST_RIGHT = 0.98

BEGIN = "I live in a big city near the sea. "
END = " My family likes the beach and the old harbour very much."


def told(
    old: str,
    new: str,
    quote: str,
    *remedies: str,
    again: str | None = None,
    source: Any = "judge",
    error_type: str = "agreement",
) -> Any:
    """What became of one quote, in drafts that begin and end alike."""
    earlier, later = (f"{BEGIN}{text}{END}" for text in (old, new))
    found = [replace(at(earlier, quote, source, *remedies, behind=BEGIN), error_type=error_type)]
    found_later = [at(later, again, source, behind=BEGIN)] if again else []
    return next(compare_findings(Alignment(Draft(earlier), Draft(later)), found, found_later))


def at(text: str, quote: str, source: Any, *remedies: str, behind: str = "") -> Finding:
    start = text.index(quote, len(behind))
    return Finding(source, start, start + len(quote), "agreement", remedies)


OLD = "Every day she go to the market with her three childs."


@pytest.mark.parametrize(
    ("new", "quote", "remedies", "status", "now"),
    [
        ("Every day she goes to the market with her three childs.", "she go", ("she goes",), "fixed", "she goes"),
        ("Every day she walks to the market with her three childs.", "she go", ("she goes",), "fixed", "she walks"),
        ("Every day she go to the shops with her three childs.", "she go", ("she goes",), "still_there", "she go"),
        ("Every day she go to the market.", "her three childs", (), "deleted", None),
        ("Every day she go to the market with her.", "three childs", ("three children",), "deleted", None),
        ("Every day she go to the market with her three.", "three childs", ("three children",), "deleted", None),
        ("", "she go", ("she goes",), "deleted", None),
        ("There are parks and a theatre in it too, and people meet there.", "she go", (), "deleted", None),
        ("Once a day some bus to my town stops with its three doors open.", "she go", (), "deleted", None),
        ("There are parks and a theatre in it too, and people meet there.", OLD, (), "deleted", None),
        (
            "She takes her children to the market.",
            OLD,
            ("She takes her children to the market.",),
            "fixed",
            "She takes",
        ),
        ("Every day she go to market with her three childs.", "the", ("",), "fixed", ""),
        ("Every day she go to market with her three childs.", "the market", ("market",), "fixed", "market"),
    ],
)
def test_what_became_of_a_quote(new: str, quote: str, remedies: tuple[str, ...], status: str, now: str | None) -> None:
    finding = told(OLD, new, quote, *remedies)
    assert (finding["status"], finding["quote"]) == (status, quote)
    assert f"{BEGIN}{OLD}{END}"[finding["start"] : finding["end"]] == quote
    if now:
        assert f"{BEGIN}{new}{END}"[finding["new_start"] : finding["new_end"]].startswith(now)
    else:
        assert (finding["new_start"], finding["new_end"]) == (None, None)


@pytest.mark.parametrize(
    ("old", "new", "quote", "source", "status"),
    [
        ("The peoples is kind.", "The person is kind.", "is", "measured", "fixed"),
        ("The peoples is kind.", "The peoples is very kind.", "is", "judge", "still_there"),
        ("We swim , and play.", "We swim, and play.", ",", "measured", "fixed"),
        ("We swim , and play.", "We swim , and run.", ",", "measured", "still_there"),
        ("we swim and play.", "Often we swim and play.", "we", "judge", "still_there"),
        ("It\N{RIGHT SINGLE QUOTATION MARK}s are kind.", "It's are kind.", "are", "judge", "still_there"),
        ("We swim  and play.", "We swim and play.", "  ", "measured", "fixed"),
    ],
)
def test_words_blanks_and_capitals_beside_a_finding(old: str, new: str, quote: str, source: str, status: str) -> None:
    assert told(old, new, quote, source=source)["status"] == status


@pytest.mark.parametrize(
    ("drafts", "quote", "remedies", "error_type", "status"),
    [
        (("we swim and play.", "We swim and play."), "we", (), "punctuation", "fixed"),
        (("we swim and play.", "We swim and play."), "we", ("We",), "spelling", "fixed"),
        (("The english swim.", "The English swim."), "The english", ("The English",), "word_form", "fixed"),
        (("The english swim.", "THE ENGLISH SWIM."), "The english", ("The English",), "word_form", "still_there"),
        (("She go home.", "SHE GO HOME."), "She go", ("She goes",), "agreement", "still_there"),
        (("I beleive it.", "I BELEIVE it."), "beleive", ("believe",), "spelling", "still_there"),
        (("I beleive it.", "I Beleive it."), "beleive", (), "spelling", "still_there"),
        (("i beleive it.", "I beleive it."), "i beleive", ("I believe",), "spelling", "still_there"),
    ],
)
def test_other_capitals_mend_only_what_is_about_capitals(
    drafts: tuple[str, str], quote: str, remedies: tuple[str, ...], error_type: str, status: str
) -> None:
    assert told(*drafts, quote, *remedies, error_type=error_type)["status"] == status


def test_what_is_found_again_in_other_words_is_still_there() -> None:
    new = OLD.replace("she go", "they goes")
    assert told(OLD, new, "she go", again="they goes")["status"] == "still_there"
    assert told(OLD, new, "she go")["status"] == "fixed"


def test_a_sentence_that_was_moved_is_not_deleted() -> None:
    earlier = f"{OLD} {BEGIN}We have two cars and a dog.{END}"
    later = f"{BEGIN}We have two cars and a dog.{END} {OLD}"
    alignment = Alignment(Draft(earlier), Draft(later))
    [finding] = compare_findings(alignment, [at(earlier, "she go", "judge")], [])
    assert (finding["status"], later[finding["new_start"] : finding["new_end"]]) == ("still_there", "she go")


def test_what_is_new_says_whether_its_words_are() -> None:
    later = OLD.replace("the market", "the markets")
    alignment = Alignment(Draft(f"{BEGIN}{OLD}"), Draft(f"{BEGIN}{later}"))
    found = [at(f"{BEGIN}{later}", quote, "judge") for quote in ("she go", "markets")]
    first, second = compare_findings(alignment, [], found)
    assert (first["status"], first["text_is_new"], first["start"]) == ("new", False, None)
    assert (second["status"], second["text_is_new"], second["quote"]) == ("new", True, "markets")


def test_kinds_that_are_not_known_are_not_different() -> None:
    earlier, later = f"{BEGIN}{OLD}", f"{BEGIN}{OLD.replace('she go', 'they goes')}"
    [old], [new] = ([at(earlier, "she go", "judge")], [at(later, "they goes", "judge")])
    unknown = Finding(old.source, old.start, old.end, None, ())
    other = Finding(old.source, old.start, old.end, "tense", ())
    alignment = Alignment(Draft(earlier), Draft(later))
    assert [each["status"] for each in compare_findings(alignment, [unknown], [new])] == ["still_there"]
    assert [each["status"] for each in compare_findings(alignment, [other], [new])] == ["fixed", "new"]


def test_planted_fixes_deletions_and_leftovers_are_told_right(record_property: Callable[[str, object], None]) -> None:
    planted, right, new = Counter[str](), Counter[str](), Counter[str]()
    for revision in seeds(SEEDS, REVISIONS):
        alignment = Alignment(Draft(revision.earlier), Draft(revision.later))
        assert alignment.is_same_essay
        findings = [*compare_findings(alignment, revision.found, revision.found_later)]
        for truth, finding in zip(revision.truth, findings, strict=False):
            planted[truth] += 1
            right[truth] += finding["status"] == truth
        said = {(each["new_start"], each["new_end"]) for each in findings if each["status"] == "new"}
        new.update(planted=len(revision.new), right=len(said & {*revision.new}), said=len(said))
    shares = {truth: right[truth] / count for truth, count in planted.items()}
    shares |= {"new": new["right"] / new["planted"], "said to be new": new["right"] / new["said"]}
    for name, share in shares.items():
        record_property(f"told right: {name}", f"{share:.2%}")
    assert set(planted) == {"fixed", "deleted", "still_there"}
    assert min(planted.values()) > 300
    assert min(shares.values()) >= FEWEST_RIGHT


def test_the_same_text_again_has_nothing_fixed_or_deleted() -> None:
    for revision in seeds(SEEDS, 40):
        alignment = Alignment(Draft(revision.earlier), Draft(revision.earlier))
        for found_again in (revision.found, []):
            statuses = {each["status"] for each in compare_findings(alignment, revision.found, found_again)}
            assert statuses <= {"still_there"}


def test_another_essay_is_no_draft_of_this_one() -> None:
    texts = [" ".join(" ".join(sentence) for sentence in essay) for essay in essays()]
    assert len(texts) > 20
    assert not any(Alignment(Draft(one), Draft(other)).is_same_essay for one, other in [*combinations(texts, 2)][::5])


@given(st.lists(st.sampled_from("abcd"), max_size=12), st.lists(st.sampled_from("abcd"), max_size=12))
def test_what_two_texts_have_in_common_is_as_long_as_can_be(earlier: list[str], later: list[str]) -> None:
    found = find_common(earlier, later)
    assert [earlier[old] for old, _ in found] == [later[new] for _, new in found]
    assert all(one[0] < two[0] and one[1] < two[1] for one, two in pairwise(found))
    longest = [[0] * (len(later) + 1) for _ in range(len(earlier) + 1)]
    for row, old in enumerate(earlier, 1):
        for column, new in enumerate(later, 1):
            same = longest[row - 1][column - 1] + 1 if old == new else 0
            longest[row][column] = max(same, longest[row - 1][column], longest[row][column - 1])
    assert len(found) == longest[-1][-1]


@pytest.mark.parametrize(
    ("earlier", "later"),
    [("!" * 20_000, "?!" * 10_000), ("a " * 10_000, "b a " * 5_000), ("a. " * 6_600, "b. a, " * 3_300)],
)
def test_the_longest_texts_are_aligned_whatever_they_repeat(earlier: str, later: str) -> None:
    alignment = Alignment(Draft(earlier), Draft(later))
    found = [Finding("measured", place, place + 1, None, ("",)) for place in range(0, 240, 2)]
    assert len([*compare_findings(alignment, found, found)]) >= len(found)
