"""Our own patterns: the notation, the forms of words, and that every rule can be right."""

import re

import pytest

from bandup.ielts.learner_errors import RULES, find_learner_errors
from bandup.ielts.learner_errors.lexicon import gerund, participle, past, pluralise, third_person
from bandup.ielts.learner_errors.patterns import _REFERENCE, CLASSES, Rule
from bandup.ielts.learner_errors.tokens import TaggedText


def matched(rule: Rule, text: str) -> list[tuple[str, str | None]]:
    return [(text[start:end], right) for start, end, right in rule.find_matches(TaggedText.read(text))]


def rule(pattern: str, right: str | None = None, **chosen: object) -> Rule:
    return Rule("a-rule", (pattern,), "A message.", right, **chosen)  # type: ignore[arg-type]


def test_a_text_is_a_line_of_tagged_words() -> None:
    assert TaggedText.read("Students saw Rome,\n2 km\N{RIGHT SINGLE QUOTATION MARK}s!").line.split()[2:] == [
        "^rome",
        ",",
        "9",
        "km's",
        "!",
        ".",
    ]


def test_a_place_is_that_of_the_text_whatever_its_quotes_and_breaks() -> None:
    assert matched(
        rule("many [ SINGULAR ]", "{w:plural}"), "“They\N{RIGHT SINGLE QUOTATION MARK}d” see\nmany\nCAR! many car."
    ) == [("car", "cars")]


def test_elements_may_be_missing_forbidden_or_only_looked_at() -> None:
    found = rule("much ADJECTIVE? [ PLURAL ] !of >NEXT")
    assert matched(found, "much big cars are") == [("cars", None)]
    assert matched(found, "much cars of") == []
    assert matched(found, "much cars blue") == []


def test_a_clause_begins_after_a_mark_or_a_word_that_opens_one() -> None:
    found = rule("^ people [ is ]")
    for opened in ("People is", "If people is", "It is so, people is", "It is so, and people is"):
        assert matched(found, opened) == [("is", None)], opened
    for inside in ("Having people is", "The number of people is", "Dogs and people is"):
        assert matched(found, inside) == [], inside


def test_a_sentence_begins_only_at_its_beginning() -> None:
    found = rule("^^ [ is ] easy")
    assert matched(found, "Is easy. That is easy, is easy.") == [("Is", None)]


def test_what_stands_before_or_a_question_may_forbid_a_match() -> None:
    assert matched(rule("go", not_after=frozenset(["saw"])), "I saw go. I go") == [("go", None)]
    assert matched(rule("go", unless=frozenset(["let"])), "Let him often go. They go.") == [("go", None)]
    assert matched(rule("he go", statement=True), "Did he go? Then he go.") == [("he go", None)]


@pytest.mark.parametrize(
    ("right", "put_right"),
    [("{w:is}", "goes"), ("{w:past}", "went"), ("{w:ing}", "going"), ("{w:participle}", "gone"), ("to {w}", "to go")],
)
def test_a_replacement_is_a_form_of_what_was_written(right: str, put_right: str) -> None:
    assert matched(rule("he [ go ]", right), "he go") == [("go", put_right)]


def test_a_capital_letter_is_kept() -> None:
    assert matched(rule("there own", "their own"), "There own way") == [("There own", "Their own")]


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("study", ("studies", "studied", "studied", "studying")),
        ("stop", ("stops", "stopped", "stopped", "stopping")),
        ("go", ("goes", "went", "gone", "going")),
        ("see", ("sees", "saw", "seen", "seeing")),
        ("use", ("uses", "used", "used", "using")),
        ("teach", ("teaches", "taught", "taught", "teaching")),
        ("play", ("plays", "played", "played", "playing")),
    ],
)
def test_forms_of_verbs(verb: str, forms: tuple[str, ...]) -> None:
    assert (third_person(verb), past(verb), participle(verb), gerund(verb)) == forms


@pytest.mark.parametrize(
    ("noun", "plural"),
    [("city", "cities"), ("boy", "boys"), ("child", "children"), ("class", "classes"), ("car", "cars")],
)
def test_plurals(noun: str, plural: str) -> None:
    assert pluralise(noun) == plural


def test_every_pattern_is_written_in_known_words() -> None:
    names = {part for each in RULES for pattern in each.patterns for part in pattern.replace("?", "").split()}
    capitals = {word for part in names for word in part.lstrip("!>").split("|") if word.isupper() and len(word) > 1}
    assert capitals - set(CLASSES) == {"NEXT"}
    assert all(each.compiled for each in RULES)


def test_what_is_put_right_is_made_of_the_wrong_words_alone() -> None:
    """What stands beside the place stays there, so a correction that takes from it writes it twice."""
    for each in RULES:
        wanted = {f"e{number}" for number, _ in _REFERENCE.findall(each.right or "") if number != "w"}
        for compiled, _ in each.compiled:
            pattern = compiled.pattern
            begin = pattern.index("(?P<wrong>")
            before = set(re.findall(r"\(\?P<(e\d)>", pattern[:begin]))
            assert not wanted & before, (each.name, pattern[:80])


def test_rules_have_names_of_their_own() -> None:
    names = [each.name for each in RULES if not each.name.startswith("preposition-")]
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("I am agree with them.", "I agree with them."),
        ("They was late.", "They were late."),
        ("He don't know.", "He doesn't know."),
        ("I have went home.", "I have gone home."),
        ("We discuss about it.", "We discuss it."),
        ("People which live there know.", "People who live there know."),
        ("He is doctor.", "He is a doctor."),
        ("They could to play there.", "They could play there."),
        ("We must to go home.", "We must go home."),
    ],
)
def test_a_sentence_is_put_right(wrong: str, right: str) -> None:
    first = next(find_learner_errors(wrong))
    assert first.replacement is not None
    assert wrong[: first.start] + first.replacement + wrong[first.end :] == right
