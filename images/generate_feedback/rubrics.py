"""What the four skills mean in each kind of interview."""

from typing import Final

_TECHNICAL: Final = """\
technical: what was said about the subject is right, specific and deep enough for the level.
communication: answers the question that was asked, from the general to the detail, in words that a colleague follows.
confidence: takes positions and says plainly what is not known; bluster without substance speaks against it.
problem_solving: takes problems apart, weighs alternatives, gives reasons, checks results."""

_TOLD: Final = """\
technical: the candidate knows the work that is told about: its terms, its difficulties, what was done exactly.
communication: answers the question that was asked, in a clear order (situation, task, action, result), at a fitting
  length; the candidate's own part can be told from the team's.
confidence: takes ownership of decisions and of mistakes; bluster without substance speaks against it.
problem_solving: says why it was done so, what else was weighed, and what came of it, best in figures."""

_RUBRICS: Final = {
    "technical": _TECHNICAL,
    "system_design": """\
technical: the parts, their data and their interfaces fit the load and the failures that were named; figures are
  estimated where they decide something.
communication: clarifies what is wanted first, then goes from the whole to the parts, and says which part is spoken of.
confidence: decides and names the price of the decision; changes it for a reason, not because it is questioned.
problem_solving: weighs alternatives by their costs, finds the bottleneck and what fails first, and how to check it.""",
    "behavioural": _TOLD,
    "situational": """\
technical: what the candidate would do fits the work and its rules.
communication: answers the situation that was described, in a clear order, and says what would be done first.
confidence: decides although not all is known, and says whom to ask or tell.
problem_solving: sees whom it concerns, weighs what could be done, and says what would show that it worked.""",
}

_ANY: Final = """\
technical: what was said about the subject is right, specific and deep enough. In an interview without technical
  questions: how well the candidate knows the work that is told about.
communication: answers the question that was asked, in a clear order (situation, task, action, result), at a fitting
  length.
confidence: takes ownership and positions; bluster without substance speaks against it.
problem_solving: takes problems apart, weighs alternatives, gives reasons, checks results."""


def get_rubric(category: str) -> str:
    """What the four skills mean in a kind of interview; one of the candidate's own naming has the general rubric."""
    return _RUBRICS.get(category, _ANY)
