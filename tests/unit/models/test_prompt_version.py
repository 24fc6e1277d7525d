from bandup.models.prompt_version import hash_prompt

SCHEMA = {"type": "object", "properties": {"reason": {"type": "string"}, "band": {"type": "number"}}}


def test_the_hash_is_the_same_on_every_machine() -> None:
    assert hash_prompt(["Judge: strictly, é.", "Task: {task}"], SCHEMA) == "bf914e23"


def test_every_change_of_what_is_told_shows() -> None:
    turned = {**SCHEMA, "properties": dict(reversed(SCHEMA["properties"].items()))}  # type: ignore[attr-defined]
    told = [
        (["Judge.", "Task"], SCHEMA),
        (["Judge!", "Task"], SCHEMA),
        (["Judge.", "Tasks"], SCHEMA),
        (["Judge.Task"], SCHEMA),
        (["Judge.", "Task"], turned),
        (["Judge.", "Task"], {**SCHEMA, "description": "x"}),
    ]
    assert len({hash_prompt(texts, schema) for texts, schema in told}) == len(told)
