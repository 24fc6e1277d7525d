"""What the demo prints and draws of a learner's progress."""

from io import StringIO
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from bandup.interview.feedback_history import FeedbackHistory
from ops.client.api import Answer, Api
from ops.console import make_console
from ops.journeys.advice import advise, print_advice
from ops.journeys.progress_chart import draw_progress
from study.goals import GoalsRequest
from study.plan.schedule import build_plan
from study.plan.situation import Cards, Situation
from study.progress.history import split_history
from study.progress.report import Learner, build_progress
from support.learners import NOW, draw_learner
from unit.study.test_plan import TODAY


class Stub(Api):
    """Answers by the function's own logic."""

    def __init__(self) -> None:
        self.practices = draw_learner(np.random.default_rng(1), 12, weaker=2)

    def call(self, method: str, path: str, **options: Any) -> Answer:
        if method == "PUT":
            goals = GoalsRequest.model_validate(options["json"]).to_goals(TODAY.replace(year=2026, month=1), NOW)
            self.goals = goals
            return Answer(200, {}, goals.as_fields())
        if path == "/progress":
            learner = Learner(NOW, self.practices, FeedbackHistory(), [], self.goals)
            return Answer(200, {}, build_progress(learner))
        plan = build_plan(Situation(NOW, TODAY, split_history(self.practices), Cards({}, 4, {}), self.goals))
        return Answer(200, {}, plan if path == "/plan" else plan["today"])


def test_progress_and_today_are_told_and_drawn(tmp_path: Path) -> None:
    advice = advise(Stub())
    told = StringIO()
    console = make_console(wrap=True)
    console.file = told
    print_advice(console, advice)
    text = told.getvalue()
    assert "Progress: Writing, academic" in text
    assert "lexical resource" in text
    assert f"Today, {TODAY}" in text
    draw_progress(advice["progress"], tmp_path / "chart.png")
    with Image.open(tmp_path / "chart.png") as drawn:
        assert drawn.format == "PNG"
        assert len(drawn.convert("RGB").getcolors(1 << 20) or []) > 10


def test_who_has_done_nothing_gets_an_empty_chart(tmp_path: Path) -> None:
    draw_progress({"exams": []}, tmp_path / "chart.png")
    assert (tmp_path / "chart.png").stat().st_size > 0
