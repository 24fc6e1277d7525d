"""What is counted beside the judgement."""

from generate_feedback.facts import count_facts
from unit.generate_feedback.samples import transcript_of

STORY = (
    "Last year we had to move 3 services. First I wrote a test, then I moved them one by one. As a result the bill fell"
    " from 9,000 to 1,200 a month. I think we could have begun earlier."
)
GERMAN = (
    "Wir mussten letztes Jahr 3 Dienste umziehen, und ich habe zuerst einen Test geschrieben, weil wir vorher schon"
    " einmal zwei Tage lang nicht erreichbar waren."
)


def test_a_story_is_counted() -> None:
    assert count_facts(transcript_of(["Why?", STORY])) == {
        "words": [{"turn": 2, "words": 41}],
        "figures": 3,
        "hedges": 1,
        "i": 3,
        "we": 2,
        "star": ["situation", "task", "action", "result"],
    }


def test_of_other_languages_only_words_and_figures_are_counted() -> None:
    assert count_facts(transcript_of(["Warum?", GERMAN])) == {"words": [{"turn": 2, "words": 25}], "figures": 1}


def test_what_is_no_answer_is_not_counted() -> None:
    facts = count_facts(transcript_of(["I did 4 things, I did.", "No."]))
    assert (facts["words"], facts["figures"], facts["i"]) == ([{"turn": 2, "words": 1}], 0, 0)
