"""Each rule of a good card by itself: what passes, and what is rejected for which reason."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.options import CardType
from flashcard_generator.cards.checks import cloze
from flashcard_generator.cards.checks.checker import CardChecker
from flashcard_generator.cards.checks.reasons import RejectionReason
from flashcard_generator.cards.checks.terms import (
    extract_content,
    find_numbers,
    measure_containment,
    measure_share,
    split_terms,
)
from flashcard_generator.cards.schema import CardDraft
from flashcard_generator.pdf.chunks import Chunk
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

BAD: dict[str, tuple[RejectionReason, dict[str, Any]]] = {
    "an invented quote": (RejectionReason.QUOTE_NOT_FOUND, {"quote": "Photosynthesis was discovered in Atlantis."}),
    "no quote": (RejectionReason.QUOTE_NOT_FOUND, {"quote": "  "}),
    "two words as a quote": (RejectionReason.QUOTE_UNFIT, {"quote": "green plants"}),
    "a whole page as a quote": (RejectionReason.QUOTE_UNFIT, {"quote": PLANTS}),
    "an empty answer": (RejectionReason.EMPTY, {"answer": " ... "}),
    "an empty question": (RejectionReason.EMPTY, {"question": ""}),
    "no answer": (RejectionReason.EMPTY, {"answer": "N/A"}),
    "no answer in the text": (RejectionReason.EMPTY, {"answer": "Not specified in the text."}),
    "an essay as an answer": (RejectionReason.TOO_LONG, {"answer": "the process by which plants " * 20}),
    "a long question": (RejectionReason.TOO_LONG, {"question": "What is photosynthesis " * 20}),
    "about the text": (RejectionReason.ABOUT_DOCUMENT, {"question": "According to the text, what is photosynthesis?"}),
    "about a page": (RejectionReason.ABOUT_DOCUMENT, {"question": "What process is shown on page 3?"}),
    "about the passage": (
        RejectionReason.ABOUT_DOCUMENT,
        {"question": "What does this passage say of photosynthesis?"},
    ),
    "a sentence that leans on another": (
        RejectionReason.NEEDS_CONTEXT,
        {
            "type": "CLOZE",
            "quote": "It takes place in the chloroplasts, which hold a green pigment called chlorophyll.",
            "question": "It takes place in the ____, which hold a green pigment called chlorophyll.",
            "answer": "chloroplasts",
        },
    ),
    "two questions": (RejectionReason.SEVERAL_FACTS, {"question": "What is photosynthesis and where does it happen?"}),
    "two question marks": (RejectionReason.SEVERAL_FACTS, {"question": "What is photosynthesis? Who found it?"}),
    "a list": (RejectionReason.SEVERAL_FACTS, {"answer": "plants, sunlight, energy, process"}),
    "a numbered list": (RejectionReason.SEVERAL_FACTS, {"answer": "1. plants 2. sunlight"}),
    "the answer in the question": (
        RejectionReason.ANSWER_IN_QUESTION,
        {
            "type": "FACT",
            "question": "What is it called when green plants turn sunlight into energy: photosynthesis?",
            "answer": "Photosynthesis",
        },
    ),
    "two gaps": (
        RejectionReason.GAP_UNFIT,
        {
            "type": "CLOZE",
            "quote": OAK,
            "question": "A mature ____ tree releases about ____ of oxygen.",
            "answer": "oak",
        },
    ),
    "no gap": (RejectionReason.GAP_UNFIT, {"type": "CLOZE", "quote": OAK, "question": OAK, "answer": "oak"}),
    "another word in the gap": (
        RejectionReason.GAP_UNFIT,
        {
            "type": "CLOZE",
            "quote": OAK,
            "question": "A mature ____ tree releases about 100 kilograms of oxygen in a year.",
            "answer": "beech",
        },
    ),
    "a figure that is not there": (
        RejectionReason.UNSUPPORTED,
        {
            "type": "FACT",
            "quote": OAK,
            "question": "How much oxygen does an oak release?",
            "answer": "about 150 kilograms",
        },
    ),
    "knowledge from elsewhere": (
        RejectionReason.UNSUPPORTED,
        {"type": "FACT", "question": "Who described photosynthesis first?", "answer": "Joseph Priestley"},
    ),
    "true with a figure of its own": (
        RejectionReason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK.replace("100", "900"), "answer": "True"},
    ),
    "false although it stands there": (
        RejectionReason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK, "answer": "False"},
    ),
    "neither true nor false": (
        RejectionReason.UNSUPPORTED,
        {"type": "TRUE_FALSE", "quote": OAK, "question": OAK, "answer": "Perhaps"},
    ),
    "another language": (
        RejectionReason.OTHER_LANGUAGE,
        {"question": "¿Qué proceso convierte luz solar verde energía química?"},
    ),
    "another script": (RejectionReason.OTHER_LANGUAGE, {"question": "什么是光合作用？"}),
}


def keep(checker: CardChecker, drafts: list[CardDraft], passages: list[Chunk], wanted: int) -> None:
    checker.keep(checker.examine(drafts, passages), wanted)


def check(types: tuple[CardType, ...] = tuple(CardType), text: str = PLANTS, **changes: Any) -> CardChecker:
    checker = CardChecker(types)
    keep(checker, [draft(**changes)], [chunk(text)], 1)
    return checker


@pytest.mark.parametrize("name", GOOD)
def test_a_good_card_is_kept(name: str) -> None:
    checker = check(**GOOD[name])
    assert checker.dropped == {}
    [card] = checker.kept
    assert card.quote in PLANTS


@pytest.mark.parametrize("name", BAD)
def test_a_bad_card_is_rejected_for_its_reason(name: str) -> None:
    reason, changes = BAD[name]
    checker = check(**changes)
    assert (checker.kept, checker.dropped) == ([], {reason: 1})


def test_a_type_that_was_not_asked_for_is_rejected() -> None:
    assert check(types=(CardType.CLOZE,)).dropped == {RejectionReason.TYPE_NOT_ASKED: 1}


def test_english_cards_of_a_text_in_another_language_are_rejected() -> None:
    spanish: dict[str, Any] = {
        "quote": "La fotosíntesis convierte la luz del sol en energía química",
        "answer": "energía química",
    }
    assert check(text=SPANISH, **spanish, question="What does photosynthesis turn the light into?").dropped == {
        RejectionReason.OTHER_LANGUAGE: 1
    }
    assert check(text=SPANISH, **spanish, question="¿En qué se convierte la luz del sol?").dropped == {}


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
    assert check(text=SLIDES, **card).dropped == {}


def test_a_text_in_two_languages_gets_cards_in_either() -> None:
    both = f"{PLANTS}\n{SPANISH}"
    spanish: dict[str, Any] = {
        "type": "FACT",
        "quote": "La fotosíntesis convierte la luz del sol en energía química dentro de las plantas verdes.",
        "question": "¿En qué tipo de energía convierte la fotosíntesis la luz del sol?",
        "answer": "energía química",
    }
    assert check(text=both, **spanish).dropped == {}
    assert check(text=both).dropped == {}


def test_neighbouring_figures_are_two_figures() -> None:
    assert find_numbers("In 1779 12 men drew 3.5 tons, 12 000 in all; 1.000.000 more") == {
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
    assert check(text=CHINESE, **good).dropped == {}
    assert check(text=CHINESE, **good | {"answer": "动物在夜间睡觉休息"}).dropped == {RejectionReason.UNSUPPORTED: 1}
    assert check(text=CHINESE, **good | {"answer": "光合作用"}).dropped == {RejectionReason.ANSWER_IN_QUESTION: 1}


def test_an_example_is_kept_only_if_it_stands_there() -> None:
    [there] = check(example="a mature oak tree").kept
    [nowhere] = check(example="such as a cactus").kept
    assert (there.example, nowhere.example) == ("a mature oak tree", "")


def test_more_than_was_asked_for_is_surplus() -> None:
    checker = CardChecker(tuple(CardType))
    keep(checker, [draft(**GOOD["definition"]), draft(**GOOD["fact"])], [chunk()], 1)
    assert (len(checker.kept), checker.dropped) == (1, {RejectionReason.SURPLUS: 1})


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
    checker = check()
    keep(checker, [draft(**SAME[name])], [chunk()], 1)
    assert (len(checker.kept), checker.dropped) == (1, {RejectionReason.DUPLICATE: 1})


def test_the_same_fact_in_overlapping_passages_is_found() -> None:
    checker = check()
    later = chunk("Some words before. " + PLANTS, number=1)
    keep(checker, [draft(passage=1, question="What does the word photosynthesis mean?")], [later], 1)
    assert checker.dropped == {RejectionReason.DUPLICATE: 1}


def test_facts_of_the_same_form_are_different_facts() -> None:
    text = (
        "The city of Arlen has 12,000 people. The city of Boren has 15,000 people. The city of Arlen lies on a river."
    )
    checker = CardChecker(tuple(CardType))
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
    keep(checker, cards, [chunk(text)], 3)
    assert checker.dropped == {}


def test_a_quote_is_kept_from_the_passage_where_it_stands() -> None:
    checker = CardChecker(tuple(CardType))
    keep(checker, [draft(passage=2)], chunks(), 1)
    assert [card.chunk.number for card in checker.kept] == [0]


@given(st.data())
def test_any_words_taken_out_of_a_sentence_make_a_gap(data: st.DataObject) -> None:
    words = OAK.split()
    start = data.draw(st.integers(0, len(words) - 2))
    end = data.draw(st.integers(start + 1, len(words) - 1))
    question = " ".join([*words[:start], "_____", *words[end:]])
    answer = " ".join(words[start:end])
    front = cloze.normalize_gaps(question)
    assert cloze.has_gap(front, answer, OAK)
    assert cloze.is_told(front, answer, OAK, OAK)
    assert not cloze.has_gap(front, f"{answer} quickly", OAK)


@given(st.text(), st.text())
def test_shares_are_shares(one: str, other: str) -> None:
    left, right = extract_content(one), extract_content(other)
    assert 0 <= measure_share(left, right) <= 1
    assert measure_containment(left, right) == measure_containment(right, left)
    assert measure_share(left, left) == (1 if left else 0)


@given(st.integers(0, 10**9))
def test_marks_between_thousands_do_not_count(number: int) -> None:
    assert find_numbers(f"about {number:,} people") == find_numbers(str(number)) == {str(number)}


@given(st.permutations(sorted(SAME)), st.booleans())
def test_of_the_same_fact_one_card_is_kept_in_any_order(names: list[str], overlapping: bool) -> None:
    passages = [chunk(), chunk(f"Some words before. {PLANTS}", number=1)] if overlapping else [chunk()]
    checker = CardChecker(tuple(CardType))
    for at, name in enumerate(names):
        keep(checker, [draft(**{"passage": at % len(passages), **SAME[name]})], passages, 1)
    assert len(checker.kept) == 1


def test_terms_of_any_script() -> None:
    assert split_terms("The ﬁrst Étude, 3.5 km") == ["the", "first", "étude", "3", "5", "km"]
    assert split_terms("光合作用") == ["光合", "合作", "作用"]
    assert split_terms("हिन्दी भाषा") == ["हिन्दी", "भाषा"]


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("Chapter 4 The story of green plants ........... 31", False),
        ("Chapter 4 The story of green plants . . . . . . 31", False),
        ("The story of green plants ends ... with chapter 4.", True),
    ],
)
def test_a_line_of_a_table_of_contents_is_no_quote(line: str, kept: bool) -> None:
    card = draft(quote=line, type="FACT", question="With what does the story of green plants end?", answer="chapter 4")
    checker = CardChecker([CardType.FACT])
    keep(checker, [card], [chunk(f"{line}\n{PLANTS}")], 1)
    assert checker.dropped == ({} if kept else {"quote_unfit": 1})
