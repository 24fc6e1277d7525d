from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregate_skills.merging import FADED, MAX_EXAMPLES, MergedSkill, drop_faded, drop_overcome, merge_mentions
from aggregate_skills.taxonomy import load_taxonomy
from bandup.interview.feedback_history import Mention

VARIANTS = {
    "debugging": ["Debugging", "troubleshooting", "strong debugging skills"],
    "testing": ["testing", "unit tests", "test coverage"],
    "kafka": ["Kafka", "good Kafka knowledge of it".replace(" knowledge", "")],
}
MENTIONS = st.lists(
    st.tuples(st.sampled_from(sorted(VARIANTS)), st.integers(0, 2), st.integers(1, 5)), max_size=40
).map(
    lambda drawn: [
        Mention("strength", VARIANTS[skill][which % len(VARIANTS[skill])], f"session-{number}", position + 1, "quote")
        for position, (skill, which, number) in enumerate(drawn)
    ]
)


WEIGHTS = {f"session-{number}": 2.0 ** (number - 5) for number in range(1, 6)}


def skill_of(mention: Mention) -> str:
    return next(skill for skill, labels in VARIANTS.items() if mention.label in labels)


@given(MENTIONS)
def test_each_skill_once_with_all_its_mentions(mentions: list[Mention]) -> None:
    found = merge_mentions(mentions, load_taxonomy(), WEIGHTS)
    expected = Counter(skill_of(mention) for mention in mentions)
    assert {entry.skill.id: len(entry.mentions) for entry in found} == expected
    for entry in found:
        mine = [mention for mention in mentions if skill_of(mention) == entry.skill.id]
        assert list(entry.mentions) == mine
        assert entry.sessions == {mention.session_id for mention in mine}
        fields = entry.as_fields()
        assert fields["count"] == len(mine)
        assert entry.weight == pytest.approx(sum(WEIGHTS[session_id] for session_id in entry.sessions))
        newest = [mention.turn for mention in reversed(mine)][:MAX_EXAMPLES]
        assert [example["turn"] for example in fields["examples"]] == newest


@given(MENTIONS)
def test_those_that_count_most_today_come_first(mentions: list[Mention]) -> None:
    found = merge_mentions(mentions, load_taxonomy(), WEIGHTS)
    order = [(-entry.weight, -entry.mentions[-1].turn) for entry in found]
    assert order == sorted(order)


def test_an_unknown_skill_is_named_as_it_is_worded_most() -> None:
    labels = ["Kafka streams", "streaming with Kafka", "streaming with Kafka"]
    mentions = [Mention("weakness", label, "session-1", 2, "q") for label in labels]
    (entry,) = merge_mentions(mentions, load_taxonomy(), WEIGHTS)
    fields = entry.as_fields()
    assert (fields["name"], fields["known"]) == ("streaming with kafka", False)
    assert fields["wordings"] == ["streaming with kafka", "kafka streams"]


def test_one_skill_in_four_languages_is_one_entry() -> None:
    labels = ["Hedging", "Relativierungen", "vacilaciones", "\u542b\u7cca\u5176\u8f9e"]
    mentions = [Mention("weakness", label, "session-1", 2, "q", "confidence") for label in labels]
    (entry,) = merge_mentions(mentions, load_taxonomy(), WEIGHTS)
    assert (entry.skill.id, len(entry.mentions)) == ("confidence", 4)


def test_items_with_and_without_an_id_are_one_entry() -> None:
    mentions = [
        Mention("weakness", "Debugging", "session-1", 2, "q"),
        Mention("weakness", "Fehlersuche", "session-2", 2, "q", "debugging"),
        Mention("weakness", "troubleshooting", "session-3", 2, "q", "other"),
    ]
    (entry,) = merge_mentions(mentions, load_taxonomy(), WEIGHTS)
    assert entry.as_fields()["count"] == 3


def test_what_no_longer_counts_is_dropped() -> None:
    skills = [MergedSkill(load_taxonomy().find_skill("testing"), [], weight) for weight in (FADED, FADED * 0.99)]
    assert drop_faded(skills) == skills[:1]


@pytest.mark.parametrize(
    ("history", "is_left"),
    [
        ("W", True),
        ("WS", True),
        ("WSS", False),
        ("WWWSS", False),
        ("SSW", True),
        ("SSWSS", False),
        ("SWSWSW", True),
        ("SWSWS", True),
        ("W SS", False),
        ("W  S", True),
        ("WB", True),
        ("WSBS", True),
        ("WSSB", True),
        ("BSS", False),
    ],
)
def test_a_weakness_leaves_when_it_became_a_strength(history: str, is_left: bool) -> None:
    """Session by session: a weakness, a strength, both, or not mentioned."""
    ids = [f"session-{number}" for number in range(len(history))]
    weights = dict.fromkeys(ids, 1.0)

    def merge(kind: str, shown: str) -> list[MergedSkill]:
        said = [Mention("strength", kind, ids[number], 2, "q") for number, each in enumerate(history) if each in shown]
        return merge_mentions(said, load_taxonomy(), weights)

    weaknesses, strengths = merge("testing", "WB"), merge("unit tests", "SB")
    unrelated = merge("debugging", "WSB ")
    assert drop_overcome(weaknesses, [*strengths, *unrelated], ids) == (weaknesses if is_left else [])
