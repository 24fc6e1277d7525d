"""The routes that show how one gets on, and what to do next."""

from typing import Any, Final

from aws_lambda_powertools.event_handler import Response

from bandup.http.api import RestApi
from bandup.http.responses import json_response
from bandup.ielts.practice import Practice

from .learning import Learning
from .mistakes import Mistakes
from .plan.schedule import build_plan
from .progress.report import build_progress
from .zones import read_zone

LATEST_SHOWN: Final = 3
"""Results that today shows."""


def add_advice(api: RestApi, learning: Learning, mistakes: Mistakes) -> None:

    @api.get("/progress")
    def show_progress() -> Response[str]:
        return json_response(200, build_progress(learning.read_learner(api.user_id)))

    @api.get("/plan")
    def show_plan() -> Response[str]:
        zone = read_zone(api.received)
        mistakes.look_through(api.user_id)
        return json_response(200, build_plan(learning.read_situation(api.user_id, zone)))

    @api.get("/today")
    def show_today() -> Response[str]:
        zone = read_zone(api.received)
        mistakes.look_through(api.user_id)
        situation = learning.read_situation(api.user_id, zone)
        plan = build_plan(situation)
        practices = [practice for history in situation.histories for practice in history.practices]
        latest = sorted(practices, key=lambda each: each.time, reverse=True)[:LATEST_SHOWN]
        body = {
            **plan["today"],
            "exam": plan["exam"],
            "goals": plan["goals"],
            "cards": {"due": situation.cards.due[situation.today], "new": situation.cards.new},
            "latest": [_describe_result(each) for each in latest],
        }
        return json_response(200, body)


def _describe_result(practice: Practice) -> dict[str, Any]:
    only = practice.pieces[0] if practice.band is None else None
    return {
        "evaluation_id": practice.id,
        "skill": practice.skill,
        "exam": practice.exam,
        "task": only.task if only else None,
        "band": only.band if only else practice.band,
        "ts": practice.time,
    }
