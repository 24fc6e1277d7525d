"""Essays and model answers for these tests; all written for them."""

from typing import Any

QUESTION = "Some people think that cities should ban private cars. To what extent do you agree or disagree?"

ESSAY = """\
Nowadays many city have too much cars, and the air is bad for the people who lives there. I agree that private cars \
should be banned in the center, but not everywhere.

First, buses and trains can carry more people then cars. If the goverment invest in them, nobody need to drive to \
work. For example, in my hometown the tram comes every five minutes and it is full of students.

However, a total ban is not fair. Old people and families with small children often depend on there car, especially in \
the villages around the city. They would be lose their freedom.

In conclusion, I beleive that the center should be free of cars, while other places should give people a choice.
"""

TASK_1_QUESTION = "The chart below shows how many people cycled to work in one city. Summarise the information."

TASK_1_ESSAY = """\
The line graph illustrates the number of commuters who rode a bicycle between 2000 and 2020.

Overall, cycling became more popular over these two decades, although there was a small drop after the middle of the
period. The figure for women started lower than that for men, but it caught up at the end.

In 2000 about four thousand men and two thousand women cycled to work. Both numbers had doubled by 2010, after which
they fell slightly for three years. In the final year, nine thousand people of each group used this means of transport.
"""


def answer(
    bands: Any = (6, 6, 6, 7), quotes: tuple[str, ...] = ("too much cars",), kind: Any = "agreement", **more: Any
) -> dict[str, Any]:
    """A whole answer of a model, in which each quote has an error of one kind."""
    names = ("task", "coherence_cohesion", "lexical_resource", "grammatical_range_accuracy")
    return {
        "orders": [],
        "quoted_examples": [
            {
                "quote": quote,
                "issue": "count noun",
                "suggestion": "too many cars",
                "criterion": names[3],
                "error_type": kind,
            }
            for quote in quotes
        ],
        "relevance": "It answers the question.",
        "off_topic": False,
        "criteria": {
            name: {"reason": f"because of {name}", "band": band} for name, band in zip(names, bands, strict=True)
        },
        "summary": "A clear position.",
        "strengths": ["Paragraphs"],
        "improvements": ["Agreement of subject and verb"],
        **more,
    }
