"""Each rule of a good card by itself: what passes, and what is rejected for which reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.kinds import CardType
from flashcard_generator.cards.checks import cloze
from flashcard_generator.cards.checks.examine import Examination, Reason
from flashcard_generator.cards.checks.terms import containment, content, numbers, share, terms
from unit.flashcard_generator.passages import CHINESE, PLANTS, SPANISH, chunk, chunks, draft

STOMATA = "Stomata close at noon because the plant would lose too much water."
OAK = "A mature oak tree releases about 100 kilograms of oxygen in a year."
INGENHOUSZ = "In 1779 Jan Ingenhousz showed that plants give off oxygen only in the light."

GOOD: dict[str, dict[str, Any]] = {
    "definition": {},
    "comprehension": {
        "type": "COMPREHENSION",
        "quote": STOMATA,
        "question": "Why do stomata close at noon?",
        "answer": "Because the plant would lose too much water.",
    },
    "reworded": {
        "type": "COMPREHENSION",
        "quote": STOMATA,
        "question": "Why do stomata close at noon?",
        "answer": "so that the plant does not lose water",
    },
    "fact": {
        "type": "FACT",
        "quote": OAK,
        "question": "How much oxygen does a mature oak release in a year?",
        "answer": "about 100 kilograms",
    },
    "cloze": {
        "type": "CLOZE",
        "quote": OAK,
        "question": "A mature oak tree releases about ______ of oxygen in a year.",
        "answer": "100 kilograms",
    },
    "cloze of a clause": {
        "type": "CLOZE",
        "quote": INGENHOUSZ,
        "question": "plants give off ____ only in the light",
        "answer": "oxygen",
    },
    "true": {"type": "TRUE_FALSE", "quote": OAK, "question": OAK, "answer": "True"},
    "false": {
        "type": "TRUE_FALSE",
        "quote": OAK,
        "question": "A mature oak tree releases about 900 kilograms of oxygen in a year.",
        "answer": "false.",
    },
    "vocabulary": {
        "type": "VOCABULARY",
        "quote": "A stoma is a small opening in the surface of a leaf.",
        "question": "Which word means a small opening in the surface of a leaf?",
        "answer": "stoma",
    },
    "the wrong passage's number": {"passage": 7},
    "a dash in the answer": {"answer": "the process by which green plants turn sunlight into energy - chemical energy"},
    "the answer begins like another word": {
        "type": "CLOZE",
        "quote": "It takes place in the chloroplasts, which hold a green pigment called chlorophyll.",
        "question": "chloroplasts, which hold a green pigment called ____",
        "answer": "chlorophyll",
    },
}

BAD: dict[str, tuple[Reason, dict[str, Any]]] = {
    "an invented quote": (Reason.QUOTE_NOT_FOUND, {"quote": "Photosynthesis was discovered in Atlantis."}),
    "no quote": (Reason.QUOTE_NOT_FOUND, {"quote": "  "}),
    "two words as a quote": (Reason.QUOTE_UNFIT, {"quote": "green plants"}),
    "a whole page as a quote": (Reason.QUOTE_UNFIT, {"quote": PLANTS}),
    "an empty answer": (Reason.EMPTY, {"answer": " ... "}),
    "an empty question": (Reason.EMPTY, {"question": ""}),
    "no answer": (Reason.EMPTY, {"answer": "N/A"}),
    "no answer in the text": (Reason.EMPTY, {"answer": "Not specified in the text."}),
    "an essay as an answer": (Reason.TOO_LONG, {"answer": "the process by which plants " * 20}),
    "a long question": (Reason.TOO_LONG, {"question": "What is photosynthesis " * 20}),
    "about the text": (Reason.ABOUT_DOCUMENT, {"question": "According to the text, what is photosynthesis?"}),
    "about a page": (Reason.ABOUT_DOCUMENT, {"question": "What process is shown on page 3?"}),
    "about the passage": (Reason.ABOUT_DOCUMENT, {"question": "What does this passage say of photosynthesis?"}),
    "a sentence that leans on another": (
        Reason.NEEDS_CONTEXT,
        {
            "type": "CLOZE",
            "quote": "It takes place in the chloroplasts, which hold a green pigment called chlorophyll.",
            "question": "It takes place in the ____, which hold a green pigment called chlorophyll.",
            "answer": "chloroplasts",
        },
    ),
    "two questions": (Reason.SEVERAL_FACTS, {"question": "What is photosynthesis and where does it happen?"}),
    "two question marks": (Reason.SEVERAL_FACTS, {"question": "What is photosynthesis? Who found it?"}),
    "a list": (Reason.SEVERAL_FACTS, {"answer": "plants, sunlight, energy, process"}),
    "a numbered list": (Reason.SEVERAL_FACTS, {"answer": "1. plants 2. sunlight"}),
    "the answer in the question": (
        Reason.ANSWER_IN_QUESTION,
        {
            "type": "FACT",
            "question": "What is it called when green plants turn sunlight into energy: photosynthesis?",
            "answer": "Photosynthesis",
        },
    ),
    "two gaps": (
        Reason.GAP_UNFIT,
        {
            "type": "CLOZE",
            "quote": OAK,
            "question": "A mature ____ tree releases about ____ of oxygen.",
            "answer": "oak",
        },
    ),
    "no gap": (Reason.GAP_UNFIT, {"type": "CLOZE", "quote": OAK, "question": OAK, "answer": "oak"}),
    "another word in the gap": (
        Reason.GAP_UNFIT,
        {
            "type": "CLOZE",
            "quote": OAK,
            "question": "A mature ____ tree releases about 100 kilograms of oxygen in a year.",
            "answer": "beech",
        },
    ),
    "a figure that is not there": (
        Reason.UNSUPPORTED,
        {
            "type": "FACT",
            "quote": OAK,
            "question": "How much oxygen does an oak release?",
            "answer": "about 150 kilograms",
        },
    ),
    "knowledge from elsewhere": (
        Reason.UNSUPPORTED,
        {"type": "FACT", "question": "Who described photosynthesis first?", "answer": "Joseph Priestley"},
    ),
    "true with a figure of its own": (
        Reason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK.replace("100", "900"), "answer": "True"},
    ),
    "false although it stands there": (
        Reason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK, "answer": "False"},
    ),
    "neither true nor false": (
        Reason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK, "answer": "Perhaps"},
    ),
    "another language": (
        Reason.OTHER_LANGUAGE,
        {"question": "¿Qué proceso convierte luz solar verde energía química?"},
    ),
    "another script": (Reason.OTHER_LANGUAGE, {"question": "什么是光合作用？"}),
}


def examined(types: tuple[CardType, ...] = tuple(CardType), text: str = PLANTS, **changes: Any) -> Examination:
    examination = Examination(types)
    examination.add([draft(**changes)], [chunk(text)], 1)
    return examination


@pytest.mark.parametrize("name", GOOD)
def test_a_good_card_is_kept(name: str) -> None:
    examination = examined(**GOOD[name])
    assert examination.dropped == {}
    [card] = examination.kept
    assert card.quote in PLANTS


@pytest.mark.parametrize("name", BAD)
def test_a_bad_card_is_rejected_for_its_reason(name: str) -> None:
    reason, changes = BAD[name]
    examination = examined(**changes)
    assert (examination.kept, examination.dropped) == ([], {reason: 1})


def test_a_type_that_was_not_asked_for_is_rejected() -> None:
    assert examined(types=(CardType.CLOZE,)).dropped == {Reason.TYPE_NOT_ASKED: 1}


def test_english_cards_of_a_text_in_another_language_are_rejected() -> None:
    spanish: dict[str, Any] = {
        "quote": "La fotosíntesis convierte la luz del sol en energía química",
        "answer": "energía química",
    }
    assert examined(text=SPANISH, **spanish, question="What does this turn the light into?").dropped == {
        Reason.OTHER_LANGUAGE: 1
    }
    assert examined(text=SPANISH, **spanish, question="¿En qué se convierte la luz del sol?").dropped == {}


SLIDES = """\
Mitochondria: powerhouse of cell. ATP production, respiration. Inner membrane folds (cristae) raise surface area.
Ribosomes: protein synthesis. Free ribosomes: cytosol proteins. Bound ribosomes: rough endoplasmic reticulum."""


def test_a_text_of_notes_without_small_words_still_gets_english_cards() -> None:
    card: dict[str, Any] = {
        "type": "FACT",
        "quote": "Inner membrane folds (cristae) raise surface area.",
        "question": "What are the folds of the inner membrane called?",
        "answer": "cristae",
    }
    assert examined(text=SLIDES, **card).dropped == {}


def test_a_text_in_two_languages_gets_cards_in_either() -> None:
    both = f"{PLANTS}\n{SPANISH}"
    spanish: dict[str, Any] = {
        "type": "FACT",
        "quote": "La fotosíntesis convierte la luz del sol en energía química dentro de las plantas verdes.",
        "question": "¿En qué tipo de energía convierte la fotosíntesis la luz del sol?",
        "answer": "energía química",
    }
    assert examined(text=both, **spanish).dropped == {}
    assert examined(text=both).dropped == {}


def test_neighbouring_figures_are_two_figures() -> None:
    assert numbers("In 1779 12 men drew 3.5 tons, 12 000 in all; 1.000.000 more") == {
        "1779",
        "12",
        "3.5",
        "12000",
        "1.000.000",
    }


def test_cards_of_a_text_without_blanks_are_judged_alike() -> None:
    quote = "光合作用是绿色植物将光能转化为化学能的过程"
    good: dict[str, Any] = {
        "quote": quote,
        "question": "什么是光合作用？",
        "answer": "绿色植物将光能转化为化学能的过程",
    }
    assert examined(text=CHINESE, **good).dropped == {}
    assert examined(text=CHINESE, **good | {"answer": "动物在夜间睡觉休息"}).dropped == {Reason.UNSUPPORTED: 1}
    assert examined(text=CHINESE, **good | {"answer": "光合作用"}).dropped == {Reason.ANSWER_IN_QUESTION: 1}


def test_an_example_is_kept_only_if_it_stands_there() -> None:
    [there] = examined(example="a mature oak tree").kept
    [nowhere] = examined(example="such as a cactus").kept
    assert (there.example, nowhere.example) == ("a mature oak tree", "")


def test_more_than_was_asked_for_is_surplus() -> None:
    examination = Examination(tuple(CardType))
    examination.add([draft(**GOOD["definition"]), draft(**GOOD["fact"])], [chunk()], 1)
    assert (len(examination.kept), examination.dropped) == (1, {Reason.SURPLUS: 1})


SAME = {
    "the very same": {},
    "other words for the question": {"type": "COMPREHENSION", "question": "How would you explain photosynthesis?"},
    "the same answer for another kind": {"type": "FACT", "question": "What happens in photosynthesis?"},
    "the sentence to be judged": {
        "type": "TRUE_FALSE",
        "question": "Photosynthesis is the process by which green plants turn sunlight into chemical energy.",
        "answer": "True",
    },
}


@pytest.mark.parametrize("name", SAME)
def test_the_same_fact_is_not_asked_twice(name: str) -> None:
    examination = examined()
    examination.add([draft(**SAME[name])], [chunk()], 1)
    assert (len(examination.kept), examination.dropped) == (1, {Reason.DUPLICATE: 1})


def test_the_same_fact_in_overlapping_passages_is_found() -> None:
    examination = examined()
    later = chunk("Some words before. " + PLANTS, number=1)
    examination.add([draft(passage=1, question="What does the word photosynthesis mean?")], [later], 1)
    assert examination.dropped == {Reason.DUPLICATE: 1}


def test_facts_of_the_same_form_are_different_facts() -> None:
    text = (
        "The city of Arlen has 12,000 people. The city of Boren has 15,000 people. The city of Arlen lies on a river."
    )
    examination = Examination(tuple(CardType))
    cards = [
        draft(
            type="FACT",
            quote="The city of Arlen has 12,000 people.",
            question="How many people has Arlen?",
            answer="12,000",
        ),
        draft(
            type="FACT",
            quote="The city of Boren has 15,000 people.",
            question="How many people has Boren?",
            answer="15,000",
        ),
        draft(
            type="FACT",
            quote="The city of Arlen lies on a river.",
            question="What does Arlen lie on?",
            answer="a river",
        ),
    ]
    examination.add(cards, [chunk(text)], 3)
    assert examination.dropped == {}


def test_a_quote_is_kept_from_the_passage_where_it_stands() -> None:
    examination = Examination(tuple(CardType))
    examination.add([draft(passage=2)], chunks(), 1)
    assert [card.chunk.number for card in examination.kept] == [0]


@given(st.data())
def test_any_words_taken_out_of_a_sentence_make_a_gap(data: st.DataObject) -> None:
    words = OAK.split()
    start = data.draw(st.integers(0, len(words) - 2))
    end = data.draw(st.integers(start + 1, len(words) - 1))
    question = " ".join([*words[:start], "_____", *words[end:]])
    answer = " ".join(words[start:end])
    assert cloze.fits(cloze.tidied(question), answer, OAK)
    assert not cloze.fits(cloze.tidied(question), f"{answer} quickly", OAK)


@given(st.text(), st.text())
def test_shares_are_shares(one: str, other: str) -> None:
    left, right = content(one), content(other)
    assert 0 <= share(left, right) <= 1
    assert containment(left, right) == containment(right, left)
    assert share(left, left) == (1 if left else 0)


@given(st.integers(0, 10**9))
def test_marks_between_thousands_do_not_count(number: int) -> None:
    assert numbers(f"about {number:,} people") == numbers(str(number)) == {str(number)}


@given(st.permutations(sorted(SAME)), st.booleans())
def test_of_the_same_fact_one_card_is_kept_in_any_order(names: list[str], overlapping: bool) -> None:
    passages = [chunk(), chunk(f"Some words before. {PLANTS}", number=1)] if overlapping else [chunk()]
    examination = Examination(tuple(CardType))
    for at, name in enumerate(names):
        examination.add([draft(**{"passage": at % len(passages), **SAME[name]})], passages, 1)
    assert len(examination.kept) == 1


def test_terms_of_any_script() -> None:
    assert terms("The ﬁrst Étude, 3.5 km") == ["the", "first", "étude", "3", "5", "km"]
    assert terms("光合作用") == ["光合", "合作", "作用"]
    assert terms("हिन्दी भाषा") == ["हिन्दी", "भाषा"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Chapter 4 The story of green plants ........... 31", False),
        ("Chapter 4 The story of green plants . . . . . . 31", False),
        ("The story of green plants ends ... with chapter 4.", True),
    ],
)
def test_a_line_of_a_table_of_contents_is_no_quote(line: str, kept: bool) -> None:
    card = draft(quote=line, type="FACT", question="Which chapter tells the story of green plants?", answer="4")
    examination = Examination([CardType.FACT])
    examination.add([card], [chunk(f"{line}\n{PLANTS}")], 1)
    assert examination.dropped == ({} if kept else {"quote_unfit": 1})
