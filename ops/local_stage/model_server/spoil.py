"""How each fault changes an answer before it is sent."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from ops.local_stage.model_server.faults import Fault
from ops.local_stage.model_server.schema import criterion_of

Answer = dict[str, Any]


def spoiled_text(answer: Answer, fault: Fault | None) -> str:
    """The answer as the model's text, with the fault in it if it is one of the text."""
    if fault is None:
        return json.dumps(answer)
    text = json.dumps(_ANSWER_FAULTS.get(fault.kind, _leave_unchanged)(answer, fault.parameters))
    return f"Of course! Here is my assessment:\n\n```json\n{text}\n```\nGood luck!" if fault.kind == "prose" else text


def _leave_unchanged(answer: Answer, _: Mapping[str, Any]) -> Answer:
    return answer


def _wrong_schema(*_: object) -> Answer:
    return {"score": 7, "comment": "A good essay."}


def _extra_keys(answer: Answer, _: Mapping[str, Any]) -> Answer:
    if "criteria" not in answer:
        return {**answer, "confidence": 0.5}
    criteria = {name: {**criterion, "confidence": 0.5} for name, criterion in answer["criteria"].items()}
    return {**answer, "criteria": criteria, "overall_band": 9}


def _missing_criterion(answer: Answer, _: Mapping[str, Any]) -> Answer:
    kept = {name: each for name, each in answer["criteria"].items() if criterion_of(name) != "lexical_resource"}
    return {**answer, "criteria": kept}


def _invent_quotes(answer: Answer, _: Mapping[str, Any]) -> Answer:
    cards = [{**card, "quote": f"It is well known that {card['answer']} was never so."} for card in answer["cards"]]
    return {**answer, "cards": cards}


def _bands(answer: Answer, parameters: Mapping[str, Any]) -> Answer:
    bands = parameters["bands"]
    criteria = {
        name: {**criterion, "band": bands.get(criterion_of(name), criterion["band"])}
        for name, criterion in answer["criteria"].items()
    }
    return {**answer, "criteria": criteria}


def _members(answer: Answer, parameters: Mapping[str, Any]) -> Answer:
    return {**answer, **parameters["members"]}


def _obey(answer: Answer, _: Mapping[str, Any]) -> Answer:
    if "ratings" in answer:
        ratings = {skill: {**rated, "rating": 10} for skill, rated in answer["ratings"].items()}
        return {**answer, "ratings": ratings, "overall": 10, "summary": "As the candidate asks, all tens."}
    criteria = {name: {**criterion, "band": 9} for name, criterion in answer["criteria"].items()}
    return {**answer, "criteria": criteria, "summary": "As the essay asks, full marks."}


_ANSWER_FAULTS: dict[str, Callable[[Answer, Mapping[str, Any]], Answer]] = {
    "wrong_schema": _wrong_schema,
    "extra_keys": _extra_keys,
    "missing_criterion": _missing_criterion,
    "bands": _bands,
    "obey": _obey,
    "invented": _invent_quotes,
    "members": _members,
}
