"""The answer that the model must give: one definition for the provider's schema and for our own check of it."""

from decimal import Decimal
from typing import Annotated, Any

from pydantic import AfterValidator, Field, WithJsonSchema

from bandup.interview.taxonomy import OTHER, load_skills
from bandup.models.answer import AnswerPart
from bandup.models.orders import NamedOrders, NamesOrders
from bandup.models.sanitize import drop_invisible

from .ratings import Rating, SkillName

MAX_TEXT = 1_200
"""Characters of any one text; twice the longest that is asked for. A longer one is no feedback."""

MAX_POINTS = 5
"""Strengths, weaknesses or suggestions that are kept; two or three are asked for."""

MAX_QUOTES = 3
"""Quotes that are kept of each; one or two are asked for."""


MAX_LABEL = 80
"""Characters of a skill's name. It is kept in the small items that lists read."""


MAX_ANSWERS = 30
"""Answers that are judged by themselves: as many as an interview of 45 minutes has."""


def _clean_text(longest: int, *, may_be_empty: bool = False) -> AfterValidator:
    def clean(text: str) -> str:
        cleaned = drop_invisible(text).strip()
        if not cleaned and not may_be_empty:
            raise ValueError("must not be empty")
        if len(cleaned) > longest:
            raise ValueError(f"must have at most {longest} characters")
        return cleaned

    return AfterValidator(clean)


Text = Annotated[str, _clean_text(MAX_TEXT)]
Remark = Annotated[str, _clean_text(MAX_TEXT, may_be_empty=True)]
Label = Annotated[str, _clean_text(MAX_LABEL)]
"""Checked here and not by the schema: providers take no lengths in theirs."""

SKILL_IDS = (*(skill.id for skill in load_skills()), OTHER)

SkillId = Annotated[
    str,
    AfterValidator(lambda skill_id: skill_id if skill_id in SKILL_IDS else OTHER),
    WithJsonSchema({"type": "string", "enum": list(SKILL_IDS)}),
]
"""Which canonical skill a point is about. An id that does not exist costs no second answer: the label tells it too."""


class Quote(AnswerPart):
    """A passage of one of the candidate's answers."""

    turn: int = Field(description="number of the turn in which the candidate said it")
    quote: str = Field(description="copied from that turn character by character, 3 to 15 words")


class Point(AnswerPart):
    """One thing that is good, weak, or to be done, and what shows it."""

    quotes: list[Quote] = Field(description="one, or two where one does not show it")
    skill: Label = Field(description="the skill that it is about, in one to four words, such as: system design")
    skill_id: SkillId = Field(description="the same skill as one of these, whatever language it is named in, or: other")
    text: Text = Field(description="one sentence to the candidate, at most 25 words")


class Rated(AnswerPart):
    """One skill: why, and only then which rating."""

    reason: Text = Field(description="one sentence of at most 20 words: what in the answers decides it")
    rating: Rating


class RatedSkills(AnswerPart):
    """The four skills; there is no overall one, it is computed."""

    technical: Rated
    communication: Rated
    confidence: Rated
    problem_solving: Rated


class AnswerNote(AnswerPart):
    """One answer by itself. What it lacks needs no quote: what was not said cannot be quoted."""

    turn: int = Field(description="number of the turn")
    missing: Remark = Field(description="what this answer lacks, at most 15 words; empty if it lacks nothing")
    better: Text = Field(description="a better version of it in the candidate's voice, at most 45 words")
    rating: Rating


class BetterAnswer(AnswerPart):
    """How the weakest answer could have been."""

    turn: int = Field(description="number of the turn with the candidate's weakest answer")
    answer: Text = Field(description="a better one to the same question, at most 80 words, in the candidate's voice")


class Judgement(NamesOrders):
    """The whole answer. Providers write it in this order, so the evidence comes before the ratings."""

    orders: NamedOrders
    strengths: list[Point] = Field(description="two or three, the strongest first; fewer if there are fewer")
    weaknesses: list[Point] = Field(description="two or three, the most costly first")
    suggestions: list[Point] = Field(description="two or three, the most rewarding first; each mends what it quotes")
    answers: list[AnswerNote] = Field(description="one for each turn that is to be judged by itself, in their order")
    ratings: RatedSkills
    better_answer: BetterAnswer
    summary: Text = Field(description="two or three sentences to the candidate")
    language_note: Remark = Field(
        description="for who learns the language: the one or two things in it that cost most clarity, at most 40 words;"
        " empty if there are none"
    )

    def by_skill(self) -> dict[SkillName, Rated]:
        """The judgement of each skill."""
        rated = self.ratings
        return {
            "technical": rated.technical,
            "communication": rated.communication,
            "confidence": rated.confidence,
            "problem_solving": rated.problem_solving,
        }

    def ratings_by_skill(self) -> dict[str, Decimal]:
        """The rating of each skill."""
        return {skill: rated.rating for skill, rated in self.by_skill().items()}


SCHEMA: dict[str, Any] = Judgement.model_json_schema()
"""JSON Schema of the answer, told to the provider."""
