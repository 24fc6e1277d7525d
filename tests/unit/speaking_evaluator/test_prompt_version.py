"""No prompt changes unawares: each has a version, which holds a hash of all that a model is told."""

import pytest

from speaking_evaluator.prompt_version import VERSIONS, find_prompt_version
from speaking_evaluator.request import Part
from speaking_evaluator.rubric import PARTS


@pytest.mark.parametrize("part", PARTS)
def test_each_prompt_has_the_version_that_is_written_down(part: Part) -> None:
    found = find_prompt_version(part)
    name = f"speaking-{part.lower().replace('_', '-')}"
    assert found == f"{name}/{VERSIONS[part]}", (
        f"The instructions or the schema of {name} have changed. Write a new version into VERSIONS of "
        f"images/speaking_evaluator/prompt_version.py: today's date and the hash {found.rpartition('/')[2]}."
    )
