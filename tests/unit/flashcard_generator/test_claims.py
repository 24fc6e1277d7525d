"""What an answer claims against what its quote says: each fault is found, and what resembles it is kept."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.flashcards.options import CardType
from flashcard_generator.cards.checks import context, formulas, parallel, statement, support, turning
from flashcard_generator.cards.checks.card import Card
from flashcard_generator.cards.checks.checker import CardChecker, settle_doubts
from flashcard_generator.cards.checks.figures import has_figures
from flashcard_generator.cards.checks.numbers import find_figures
from flashcard_generator.cards.checks.reasons import RejectionReason
from flashcard_generator.cards.checks.rules import RULES, list_doubts
from flashcard_generator.cards.schema import CardDraft
from unit.flashcard_generator.passages import chunk

SPEED = "Sound travels faster in water than in air."
COSTS = "A bridge of wood costs 20,000 crowns, while a bridge of stone costs about 90,000 and lasts longer."
SALT = "Salt must not be stored in iron boxes."
MOST = "Most owls hunt at night, and some may hunt in the rain."

FAULTS: dict[str, tuple[str, str, str]] = {
    "a comparison": ("Where does sound travel faster?", "In air, faster than in water", SPEED),
    "an opposite": ("Is the gate open to carts?", "It is open to them", "The gate is closed to carts."),
    "a quantity": ("When do owls hunt?", "All of them hunt at night", MOST),
    "certainty": ("What has been found of owls and rain?", "It is proved that they hunt in the rain", MOST),
    "a negation": ("How must salt be stored?", "It must be stored in iron boxes", SALT),
    "a figure in words": ("How long is the wall?", "Forty miles", "The wall is fourteen miles long."),
    "the figure of another thing": ("What does a bridge of stone cost?", "20,000 crowns", COSTS),
    "the cause": ("Why was a telegram charged by the word?", "Because people wrote tersely",
                  "A telegram was charged by the word, and so people wrote tersely."),
    "a formula": ("What is the energy?", "E = ½kA", "The energy of the spring is E = ½kA²."),
    "one of two": ("What cools the reactor?", "water", "The reactor is cooled by water and helium."),
    "another sentence": ("Who built the tower?", "Anna Berg", "Karl Lind built the tower. Anna Berg painted pictures."),
    "a lower bound": ("How many must ask?", "At most six", "At least six members must ask in writing."),
    "another subject's word": ("What is port?", "The right side",
                               "Port is the left side of a ship; starboard is the right side."),
    "both sides of two comparisons": ("How fast is a hare?", "Slower than a fox but faster than a horse",
                                      "A hare is faster than a fox but slower than a horse."),
    "a yes for a no": ("May the tenant keep hens?", "Yes", "The tenant may keep a dog, but must not keep hens."),
    "a may that became a fact": ("What do ashes do to engines?", "They stop them", "Ashes may stop engines."),
    "no evidence": ("What was found of the drug?", "That it harms the liver",
                    "They found no evidence that the drug harms the liver."),
    "a member added": ("What do ashes set free?", "Potassium, phosphorus and nitrogen",
                       "Ashes set free potassium and phosphorus."),
    "the unit of another thing": ("For how many years does a bridge of wood last?", "30 years",
                                  "A bridge of wood costs 30 crowns and lasts 4 years."),
    "a never": ("When do owls not hunt?", "Never before dusk", "Owls hunt at night, and rest before dusk."),
    "a certainty of a may": ("What has been found of owls and rain?", "It is certain that they may hunt in the rain",
                             MOST),
    "a figure of a second place": ("What does a ship of the line cost?", "60,000 crowns",
                                   "A frigate costs 60,000 crowns, while a ship of the line costs 110,000."),
    "the answer of another thing": ("What was carried down the Orla?", "Salt",
                                    "Salt was carried down the Neva, and timber was carried down the Orla."),
    "words of another place": ("What drives the mill?", "The north wind",
                               "The mill is driven by a stream of the valley."),
    "no word of the quote": ("What drives the mill?", "Magnetism", "The mill is driven by a stream of the valley."),
    "more than the quote": ("Why does ice float?", "Because it is lighter, and salt bubbles carry it",
                            "Ice floats because it is lighter than water."),
}  # fmt: skip

ONE_RULE: dict[str, str] = {
    "a comparison": "turned", "a quantity": "all", "a never": "never", "a certainty of a may": "certainty",
    "a figure in words": "figures", "a formula": "formulas", "the cause": "cause", "one of two": "half",
    "another sentence": "elsewhere", "another subject's word": "mixed", "a yes for a no": "yes or no",
    "a may that became a fact": "doubt", "a member added": "part added", "more than the quote": "part added",
    "the unit of another thing": "figure of another", "the answer of another thing": "of another",
    "no word of the quote": "no word",
}  # fmt: skip
"""Faults that one rule alone finds: without it the card would be kept."""

LEFT_TO_THE_SECOND_LOOK = {
    "another sentence", "another subject's word", "a may that became a fact", "a member added", "more than the quote",
    "the cause", "the unit of another thing",
}  # fmt: skip
"""Faults that are found, and as often in right cards: without a second look they drop none."""

RIGHT: dict[str, tuple[str, str, str]] = {
    "the other side of a comparison": ("Where does sound travel more slowly, in water or in air?", "In air", SPEED),
    "the right figure": ("What does a bridge of stone cost?", "About 90,000 crowns", COSTS),
    "the first figure": ("What does a bridge of wood cost?", "20,000 crowns", COSTS),
    "other words": ("When do most owls hunt?", "During the night", MOST),
    "an exception": ("In what form must a notice be given?", "In writing", "No notice is valid unless in writing."),
    "digits": ("How long is the wall?", "14 miles", "The wall is fourteen miles long."),
    "a share": ("How much of the water may be used?", "50 %", "Half of the water may be used."),
    "six or more": ("How many must ask?", "6 or more", "At least six members must ask in writing."),
    "nine of ten": ("What share is heated?", "90 %", "Nine houses out of ten are heated."),
    "a member of its own": ("What do children pay?", "Nothing",
                            "Adults pay 40 euros, students 15 and nothing is asked of children."),
    "a yes": ("May the tenant keep a dog?", "Yes", "The tenant may keep a dog, but must not keep hens."),
    "both": ("What cools the reactor?", "Both water and helium", "The reactor is cooled by water and helium."),
    "two facts": ("Where is the speed zero, and where is it greatest?", "Zero at the ends and greatest in the middle",
                  "The speed is zero at the ends and greatest in the middle."),
    "a tuple": ("At which points does the curve turn?", "(0, 1, 2) and (3, 4, 5)",
                "The curve turns at (0, 1, 2) and (3, 4, 5)."),
    "a formula set otherwise": ("What is the frequency?", r"\( \omega = \sqrt{\frac{k}{m}} \)",
                                r"The frequency is \( \omega = \sqrt{k/m} \)."),
    "it is to": ("What is done with salt?", "It is necessary to keep it dry", "Salt must be kept dry."),
    "both X and Y": ("Who may vote?", "Both tenants and owners", "Tenants and owners may vote."),
    "it is best to": ("What is best done with salt?", "It is best to keep it dry", "Salt is best kept dry."),
    "a formula with other letters": ("What is the area?", r"\( A = \pi r^2 \)", "The area is A = πr²."),
    "case and marks": ("What did Lind call it?", "“The Dry-Gate”", 'Lind called it "the dry–gate".'),
    "accents": ("Où est le pont ?", "A l'ile Saint-Leger", "Le pont est à l’île Saint-Léger."),
    "a reason that tells how it works": (
        "Why can a meter not measure the voltage of a joint?", "Its contacts produce voltages that cancel it",
        "It cannot be measured with a meter, because the contacts produce voltages that cancel it."),
    "a reason behind a condition": (
        "Warum verlängern sich die Fristen, wenn das Haus unerwartet schließt?", "Eine Abgabe war nicht möglich",
        "Schließt das Haus unerwartet, so verlängern sich die Fristen, weil eine Abgabe nicht möglich war."),
    "a reason beside what is none": (
        "Why did carts leave a rider less room?", "They fill more of the lane",
        "Drivers of carts left less room because they fill more of the lane, not because they drove faster."),
    "the figure of a short clause": ("Wie hoch ist die ermäßigte Gebühr?", "12 Kronen",
                                     "Die Gebühr beträgt 24 Kronen, ermäßigt 12 Kronen."),
    "a choice with its figure": ("Which passed more closely, vans or cars?", "Vans, at 113 cm",
                                 "Carts passed at 101 cm, vans at 113 cm and cars at 120 cm."),
    "French": ("Combien de ponts y a-t-il ?", "Quatre-vingt-douze", "La ville compte 92 ponts et trois gares."),
    "Arabic": ("كم جسراً في المدينة؟", "48 جسراً", "في المدينة ثمانية وأربعون جسراً وثلاث محطات."),
    "Japanese": ("味噌の熟成には何か月かかるか。", "12か月", "味噌は十二か月かけて熟成させる。"),
}  # fmt: skip


DOUBTS: dict[str, tuple[str, str, str, str]] = {
    "only": ("only", "Which owls hunt at night?", "Only owls", MOST),
    "most words": ("most words", "What do bees do in winter?", "Huddling shelters queen",
                   "In winter the queen is surrounded by the workers, which heat the hive."),
    "a name": ("name", "Who built the tower?", "A builder from Lindau",
               "The tower was built by a builder from the south."),
    "many parts": ("answer has many parts", "Why does ice float?",
                   "When water freezes, it takes up more room, so that, for its size, ice weighs less, and it floats",
                   "When water freezes it takes up more room, so that ice weighs less for its size and floats."),
}  # fmt: skip
"""What is mostly found in right cards that are worded freely: name of the doubt, question, answer, quote."""


def dropped(question: str, answer: str, quote: str) -> dict[str, int]:
    checker = CardChecker(["COMPREHENSION"])  # type: ignore[list-item]
    draft = CardDraft(passage=0, quote=quote, type="COMPREHENSION", question=question, answer=answer)
    checker.keep(checker.examine([draft], [chunk(quote)]), 1)
    return checker.dropped


@pytest.mark.parametrize("name", sorted(FAULTS.keys() - LEFT_TO_THE_SECOND_LOOK))
def test_a_changed_claim_is_unsupported(name: str) -> None:
    assert dropped(*FAULTS[name]) == {"unsupported": 1}


@pytest.mark.parametrize("name", sorted(LEFT_TO_THE_SECOND_LOOK))
def test_a_claim_that_fails_for_right_cards_too_is_a_doubt(name: str) -> None:
    assert dropped(*FAULTS[name]) == {}
    assert list_broken(*FAULTS[name], FAULTS[name][2])


def list_broken(question: str, answer: str, quote: str, passage: str) -> list[str]:
    draft = CardDraft(passage=0, quote=quote, type="COMPREHENSION", question=question, answer=answer)
    card = CardChecker([draft.type]).read_card(draft, [chunk(passage)])
    assert card is not None
    return [rule.name for rule in RULES if not rule.holds(card)]


@pytest.mark.parametrize("name", ONE_RULE)
def test_each_claim_is_found_by_its_own_rule(name: str) -> None:
    assert list_broken(*FAULTS[name], FAULTS[name][2]) == [ONE_RULE[name]]


def test_what_is_said_of_another_thing_of_the_passage_is_found() -> None:
    mill = "The mill is driven by a stream of the valley."
    passage = f"{mill} The pump is driven by the north wind."
    assert list_broken("What drives the mill?", "The north wind of the valley", mill, passage) == ["from elsewhere"]
    assert list_broken("What drives the mill?", "A stream of the valley", mill, passage) == []
    completed = "A stream of the valley drives the mill, as the north wind does"
    assert "from elsewhere" not in list_broken("What drives the mill?", completed, mill, passage)


def test_every_claim_about_an_answer_has_a_fault_of_its_own() -> None:
    of_sentences = {"judgement", "false word for word", "called true", "called false", "sentence of a gap"}
    claims = {*support.TOLD, *support.SURE, *support.DOUBT_DROPS, *support.DOUBT_KEEPS} - of_sentences
    assert claims == {*ONE_RULE.values(), *(each[0] for each in DOUBTS.values()), "from elsewhere"} - {
        "answer has many parts"
    }


@pytest.mark.parametrize("name", DOUBTS)
def test_free_wording_is_a_doubt_that_keeps_a_card(name: str) -> None:
    rule, question, answer, quote = DOUBTS[name]
    draft = CardDraft(passage=0, quote=quote, type="COMPREHENSION", question=question, answer=answer)
    [examined] = CardChecker([draft.type]).examine([draft], [chunk(quote)])
    assert isinstance(examined.outcome, Card), examined.outcome
    assert [each.name for each in list_doubts(examined.outcome)] == [rule]
    assert settle_doubts(examined.outcome) is examined.outcome


def test_a_card_without_a_doubt_is_known_to_have_none() -> None:
    draft = CardDraft(passage=0, quote=SALT, type="COMPREHENSION", question="What must not be in iron?", answer="Salt")
    [examined] = CardChecker([draft.type]).examine([draft], [chunk(SALT)])
    assert isinstance(examined.outcome, Card), examined.outcome
    assert not examined.outcome.is_grounded
    settled = settle_doubts(examined.outcome)
    assert isinstance(settled, Card)
    assert settled.is_grounded


@pytest.mark.parametrize("name", RIGHT)
def test_a_right_claim_in_other_words_is_kept(name: str) -> None:
    assert dropped(*RIGHT[name]) == {}
    assert not {"cause", "figure of another"} & {*list_broken(*RIGHT[name], RIGHT[name][2])}


ABOUT: dict[str, str] = {
    "a section": "Which value does section 3.1 give?",
    "a figure": "Was zeigt Abbildung 4?",
    "a table": "What does Table 2 show?",
    "a French table": "Que montre le tableau 3 ?",
    "an Arabic table": "ماذا يبين الجدول ٢؟",
    "a Japanese figure": "図2は何を示すか。",
    "a theorem": "What does Theorem 4.2 prove?",
    "a step": "What is added in step 3?",
    "a clause": "Which clause governs the notice of termination?",
    "the page": "Which file is read in the example on the page?",
    "the authors": "What did the authors not adjust for?",
    "the study": "According to the study, what do owls eat?",
    "this book": "What does this book say of owls?",
    "above": "What is listed above?",
    "an Arabic text": "ماذا يذكر النص عن البوم؟",
}
"""The issue's list, each thing once, and some of them in other languages."""

SENTENCES = [
    ("CLOZE", "According to Table 2, ____ hunt at night.", "owls"),
    ("TRUE_FALSE", "The authors found that owls hunt at night.", "True"),
    ("DEFINITION", "What is meant by an owl in section 3.1?", "A bird that hunts at night"),
    ("VOCABULARY", "Which word does this book use for birds that hunt at night?", "owls"),
    ("FACT", "When do the birds listed above hunt?", "at night"),
    ("COMPREHENSION", "What did the study find of owls?", "They hunt at night"),
]


@pytest.mark.parametrize("name", ABOUT)
def test_a_question_about_the_document_is_known(name: str) -> None:
    assert context.is_about_the_document(ABOUT[name])


@pytest.mark.parametrize(("kind", "question", "answer"), SENTENCES)
def test_a_card_of_any_type_about_the_document_is_dropped(kind: CardType, question: str, answer: str) -> None:
    quote = "Most owls are birds that hunt at night."
    draft = CardDraft(passage=0, quote=quote, type=kind, question=question, answer=answer)
    [examined] = CardChecker(tuple(CardType)).examine([draft], [chunk(quote)])
    assert examined.outcome is RejectionReason.ABOUT_DOCUMENT


@pytest.mark.parametrize(
    "front",
    [
        "What is a periodic table?", "Which figure is missing here: “In … owls came.”?", "What makes a page yellow?",
        "الزخرفة حول النص من عمل الخطاط.",
    ],
)  # fmt: skip
def test_a_question_about_a_table_as_a_thing_is_none(front: str) -> None:
    assert not context.is_about_the_document(front)


@pytest.mark.parametrize(
    ("front", "alone"),
    [
        ("What must it not be used in?", False),
        ("What happens in this step?", False),
        ("When did it begin to grow, and how long is it now?", False),
        ("When are the two related closely?", False),
        ("What is it called when a plant turns light into energy?", True),
        ("Is it possible to keep salt dry?", True),
        ("Who was both a king and a monk?", True),
        ("¿Qué es la filoxera?", True),
        ("Who complained that it paralysed him?", False),
        ("Warum ist das die Ursache?", False),
        ("فيم تستعمل هذه الآبار؟", False),
        ("この工程では何が起きるか。", False),
        ("Why do bees return to their hive?", True),
        ("How long does it take to build a hive?", True),
        ("What does a bee do when it is cold?", True),
        ("What has to be open before they are entered?", False),
        ("What do bees do when they are cold?", True),
        ("When did Prussia and France open their lines?", True),
        ("What is done instead?", False),
        ("What do bees eat instead of honey?", True),
        ("ماذا يحدث فيها؟", False),
        ("ما الطريقة التي يكثر بها النخل؟", True),
        ("Wofür haftet ein Mitglied, das einen Schaden meldet?", True),
        ("When is it best to mow a meadow?", True),
        ("How was it decided whether bees wore grey or yellow?", True),
    ],
)
def test_a_pronoun_needs_what_it_stands_for(front: str, alone: bool) -> None:
    assert context.stands_alone(front, sentence=False) is alone


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("twenty-one of 1,284", [21, 1284]),
        ("two and a half hours", [Fraction(5, 2)]),
        ("einundzwanzig von 4.500", [21, 4500]),
        ("quatre-vingt-dix ou 30 000", [90, 30000]),
        ("٤١١٢ و ثمانية وأربعين", [4112, 48]),
        ("三十五度、二万人", [35, 20000]),
        ("3 km² of CO2", [3]),
        ("one of them", []),
        ("0.002 and 1.002", [Fraction(1, 500), 1002]),
    ],
)
def test_figures_are_read_however_they_are_written(text: str, values: list[object]) -> None:
    assert [each.value for each in find_figures(text)] == values


@given(st.integers(1, 10**6))
def test_marks_between_thousands_say_the_same(number: int) -> None:
    assert [each.value for each in find_figures(f"about {number:,} owls")] == [number]


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_no_text_breaks_a_rule(question: str, answer: str, quote: str) -> None:
    assert turning.is_turned(question, answer, quote) in (True, False)
    assert has_figures(answer, answer)
    assert isinstance(formulas.read_formula(quote), str)
    assert parallel.mixes_subjects(f"{question} {answer}", answer, quote) in (True, False)
    assert statement.is_judged_right(question, answer, quote) in (True, False)
    assert context.stands_alone(question, sentence=False) in (True, False)
