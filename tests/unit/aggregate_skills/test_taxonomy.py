import pytest
from hypothesis import given
from hypothesis import strategies as st

from aggregate_skills.labels import JOINING, JUDGING, normalize_label, stem_label
from aggregate_skills.taxonomy import Taxonomy, load_taxonomy
from bandup.interview.ratings import RATED_SKILLS
from bandup.interview.taxonomy import OTHER, CanonicalSkill, load_skills


@pytest.mark.parametrize(
    ("label", "skill"),
    [
        ("communication", "communication"),
        ("Strong communication skills", "communication"),
        ("communicating clearly", "communication"),
        ("COMMUNICATION!", "communication"),
        ("system-design", "system_design"),
        ("Designing scalable systems", "system_design"),
        ("lack of concrete examples", "concrete_examples"),
        ("gave specific example", "concrete_examples"),
        ("time-management under pressure", "time_management"),
        ("Prioritization", "prioritization"),
        ("prioritising", "prioritization"),
        ("trade offs", "trade_offs"),
        ("unit tests", "testing"),
        ("resolving a conflict", "conflict_resolution"),
        ("poor debugging", "debugging"),
        ("the STAR method", "answer_structure"),
    ],
)
def test_variants_mean_one_skill(label: str, skill: str) -> None:
    found = load_taxonomy().find_skill(label)
    assert (found.id, found.known) == (skill, True)


def test_one_word_inside_a_longer_label_is_not_enough() -> None:
    assert not load_taxonomy().find_skill("communication protocols").known


def test_unknown_labels_keep_their_own_words() -> None:
    first, second = load_taxonomy().find_skill("Kafka  Streams"), load_taxonomy().find_skill("streaming with Kafka")
    assert (first.name, first.known) == ("kafka streams", False)
    assert first.id == second.id
    assert first.id != load_taxonomy().find_skill("Kafka").id


@pytest.mark.parametrize("label", ["poor", "not good", "ability", "!!!", "\u00e9"])
def test_a_label_that_names_nothing_is_still_one(label: str) -> None:
    found = load_taxonomy().find_skill(label)
    assert found.id
    assert found.name
    assert not found.known


def test_every_wording_of_the_taxonomy_means_its_skill() -> None:
    known = load_taxonomy()
    assert len({skill.id for skill in known._by_stems.values()}) >= 60
    for named, skill in known._by_stems.items():
        assert known.find_skill(" ".join(sorted(named))).id
        assert known.find_skill(skill.name) == skill


def test_every_skill_is_part_of_one_that_is_rated() -> None:
    parts = [skill.part_of for skill in load_skills()]
    assert set(parts) == set(RATED_SKILLS) - {"overall"}


def canonical(skill_id: str, name: str, *synonyms: str) -> CanonicalSkill:
    return CanonicalSkill(skill_id, name, "technical", synonyms)


def test_a_wording_of_two_skills_is_refused() -> None:
    with pytest.raises(ValueError, match="'testing code' means two skills"):
        Taxonomy([canonical("a", "Code tests"), canonical("b", "B", "testing code")])


def test_the_longest_wording_decides() -> None:
    few = Taxonomy([canonical("design", "design systems"), canonical("distributed", "design distributed systems")])
    assert few.find_skill("design of distributed systems in Go").id == "distributed"


@pytest.mark.parametrize(
    "label",
    ["Fehlersuche", "d\u00e9bogage", "\u8c03\u8bd5", "\u0921\u093f\u092c\u0917\u093f\u0902\u0917", "unit tests"],
)
def test_an_id_decides_in_any_language(label: str) -> None:
    assert load_taxonomy().find_skill(label, "debugging").id == "debugging"


@pytest.mark.parametrize("skill_id", [None, OTHER, "an_id_of_last_year"])
def test_without_an_id_the_label_decides(skill_id: str | None) -> None:
    assert load_taxonomy().find_skill("unit tests", skill_id).id == "testing"
    assert not load_taxonomy().find_skill("Fehlersuche", skill_id).known


@pytest.mark.parametrize(
    "word", ["\u0938\u0902\u091a\u093e\u0930", "\u0633\u064e\u0644\u0627\u0645", "na\u0308\u0308he"]
)
def test_vowel_signs_and_accents_part_no_word(word: str) -> None:
    assert len(stem_label(word)) == 1
    assert " " not in normalize_label(word)


LABELS = st.text(min_size=1, max_size=60).filter(str.strip)


@given(LABELS)
def test_case_and_blanks_do_not_matter(label: str) -> None:
    assert load_taxonomy().find_skill(f"  {label}\n").id == load_taxonomy().find_skill(label).id
    assert stem_label(label.casefold()) == stem_label(label)


@given(st.lists(st.sampled_from(["kafka", "rust", "golang", "terraform", "haskell", "unicorn"]), min_size=1), st.data())
def test_order_and_fillers_do_not_matter(words: list[str], data: st.DataObject) -> None:
    fillers = data.draw(st.lists(st.sampled_from(sorted(JOINING | JUDGING))))
    shuffled = data.draw(st.permutations(words + fillers))
    assert stem_label(" ".join(shuffled)) == stem_label(" ".join(words))


@given(LABELS)
def test_a_wording_is_its_own(label: str) -> None:
    assert normalize_label(normalize_label(label)) == normalize_label(label)
