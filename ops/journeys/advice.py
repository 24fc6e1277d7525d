"""A learner's goals, how far they are, and what today is for."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from ops.client.api import Api, expect

WEEKS_AHEAD = 12

TARGET_BAND = 7


def advise(api: Api) -> dict[str, Any]:
    """Set goals, and read progress, plan and today."""
    date = (datetime.now(UTC) + timedelta(weeks=WEEKS_AHEAD)).date().isoformat()
    wanted = {"exam": "ACADEMIC", "target_band": TARGET_BAND, "date": date, "days_a_week": 5, "minutes_a_day": 60}
    goals = expect(api.call("PUT", "/goals", json=wanted), HTTPStatus.OK)
    answers = {name: expect(api.get(f"/{name}"), HTTPStatus.OK) for name in ("progress", "plan", "today")}
    return {"goals": goals, **answers}


def print_advice(console: Console, advice: Mapping[str, Any]) -> None:
    """Print progress by criterion, today's plan, and what the trend means for the goal."""
    for exam in advice["progress"]["exams"]:
        for skill, found in exam["skills"].items():
            _print_skill(console, f"{skill.capitalize()}, {exam['exam'].replace('_', ' ').lower()}", found)
    cards = advice["progress"]["cards"]
    console.print(
        f"  Cards: {cards['reviews']} reviews; of {cards['tested']} that came back {cards['recalled']} were known"
    )
    _print_today(console, advice["today"])
    for each in advice["plan"]["outlook"]:
        console.print(Text(f"  {each['text']}"))


def _print_skill(console: Console, title: str, found: Mapping[str, Any]) -> None:
    table = Table(title=f"Progress: {title}", title_justify="left")
    table.add_column("Criterion")
    for name in ("Latest", "Level of late", "Trend a piece"):
        table.add_column(name, justify="right")
    for name, rated in found["criteria"].items():
        trend = rated["trend"]
        slope = f"{trend['per_piece']:+.2f} {_show(trend['interval'])}, {trend['direction']}" if trend else "too little"
        level = f"{rated['recent_mean']:.1f} {_show(rated['recent_interval'])}"
        table.add_row(name.replace("_", " "), f"{rated['latest']:.1f}", level, slope)
    console.print()
    console.print(table)
    often = ", ".join(f"{each['error_type']} {each['per_100_words']}" for each in found["errors"]["kinds"][:4])
    console.print(f"  Errors per 100 words: {often or 'none found'}")


def _print_today(console: Console, today: Mapping[str, Any]) -> None:
    table = Table(title=f"Today, {today['date']}: {today['minutes']} minutes", title_justify="left", show_lines=True)
    for name in ("What", "Why", "Minutes"):
        table.add_column(name, justify="right" if name == "Minutes" else "left")
    for item in today["items"]:
        what = item["task"] or "cards"
        table.add_row(what.replace("_", " "), Text(item["reason"]), str(item["minutes"]))
    console.print()
    console.print(table)


def _show(interval: Mapping[str, Any] | None) -> str:
    return f"({interval['low']:.1f} to {interval['high']:.1f})" if interval else ""
