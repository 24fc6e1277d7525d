from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from aggregate_skills.feedback_history import Mention
from aggregate_skills.merging import MAX_EXAMPLES, merge_mentions
from aggregate_skills.taxonomy import load_taxonomy

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


def skill_of(mention: Mention) -> str:
    return next(skill for skill, labels in VARIANTS.items() if mention.label in labels)


@given(MENTIONS)
def test_each_skill_once_with_all_its_mentions(mentions: list[Mention]) -> None:
    found = merge_mentions(mentions, load_taxonomy())
    expected = Counter(skill_of(mention) for mention in mentions)
    assert {entry.skill.id: len(entry.mentions) for entry in found} == expected
    for entry in found:
        mine = [mention for mention in mentions if skill_of(mention) == entry.skill.id]
        assert list(entry.mentions) == mine
        assert entry.sessions == len({mention.session_id for mention in mine})
        fields = entry.as_fields()
        assert fields["count"] == len(mine)
        newest = [mention.turn for mention in reversed(mine)][:MAX_EXAMPLES]
        assert [example["turn"] for example in fields["examples"]] == newest


@given(MENTIONS)
def test_those_of_most_sessions_come_first(mentions: list[Mention]) -> None:
    found = merge_mentions(mentions, load_taxonomy())
    order = [(-entry.sessions, -entry.mentions[-1].turn) for entry in found]
    assert order == sorted(order)


def test_an_unknown_skill_is_named_as_it_is_worded_most() -> None:
    labels = ["Kafka streams", "streaming with Kafka", "streaming with Kafka"]
    (entry,) = merge_mentions([Mention("weakness", label, "s", 2, "q") for label in labels], load_taxonomy())
    fields = entry.as_fields()
    assert (fields["name"], fields["known"]) == ("streaming with kafka", False)
    assert fields["wordings"] == ["streaming with kafka", "kafka streams"]
