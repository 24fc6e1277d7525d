"""What the trend says of a goal. It never promises a band, and says as kindly that one is far as that one is near."""

from typing import Any, Final, Literal

from bandup.ielts.practice import TASKS
from bandup.study.goals import Goals
from bandup.trends.description import describe_interval
from bandup.trends.interval import Interval

from ..progress.history import OVERALL, SCALE, SkillHistory
from .situation import Situation

Outlook = Literal["past", "unknown", "held", "open", "out_of_reach"]

PACE_MS: Final = 28 * 86_400_000
"""How much is practised is counted over four weeks."""


def list_outlooks(situation: Situation) -> list[dict[str, Any]]:
    """One for each skill that was practised for the goal's exam; none without goals."""
    goals = situation.goals
    if goals is None:
        return []
    histories = (situation.find_history(skill) for skill in TASKS)
    return [_describe(history, goals, situation.now) for history in histories if history]


def _describe(history: SkillHistory, goals: Goals, now: int) -> dict[str, Any]:
    expected = project(history, goals.ends_at, now)
    outlook = _judge(history, goals, expected, now)
    return {
        "skill": history.skill,
        "outlook": outlook,
        "expected": describe_interval(expected),
        "text": _explain(outlook, history, goals, expected),
    }


def project(history: SkillHistory, until: int, now: int) -> Interval | None:
    """Where the band would lie if the trend and the pace of the last four weeks went on; None if no trend can be told.

    The ends of level and trend are added, which is wider than either needs: who looks far ahead shall see little.

    Args:
        history: of one skill.
        until: epoch milliseconds.
        now: the same.
    """
    level, trend = history.levels.get(OVERALL), history.trend
    if level is None or level.interval is None or trend is None:
        return None
    recent = sum(each.time > now - PACE_MS for each in history.counted)
    ahead = recent * max(0, until - now) / PACE_MS
    low, high = (
        end + ahead * slope
        for end, slope in (
            (level.interval.low, trend.interval.low),
            (level.interval.high, trend.interval.high),
        )
    )
    return Interval(low, high).clip(*SCALE)


def _judge(history: SkillHistory, goals: Goals, expected: Interval | None, now: int) -> Outlook:
    if goals.ends_at <= now:
        return "past"
    if expected is None:
        return "unknown"
    level = history.levels[OVERALL].interval
    if level and level.low >= goals.target_band:
        return "held"
    return "out_of_reach" if expected.high < goals.target_band else "open"


def _explain(outlook: Outlook, history: SkillHistory, goals: Goals, expected: Interval | None) -> str:
    name, target = history.skill.capitalize(), f"{goals.target_band:.1f}"
    between = f"between {expected.low:.1f} and {expected.high:.1f}" if expected else ""
    match outlook:
        case "past":
            return "The day that you aimed at has passed. Set a new one whenever you like; your work is all still here."
        case "unknown":
            return f"There is too little {name} yet to tell a trend. A few more pieces of work will show one."
        case "held":
            return f"Your recent {name} lies at {target} or above as it is graded here. The test is another day."
        case "open":
            return (
                f"If {name} went on as of late, it would be graded {between} here by {goals.date}, and {target} does "
                "not lie above that. Nobody can tell it more exactly."
            )
    return (
        f"If {name} went on as of late, it would be graded {between} here by {goals.date}, so {target} asks for more "
        "than that. That is arithmetic and no verdict: practice on what is weakest, or a later day, changes it, and "
        "each half band on the way is worth having."
    )
