from io import StringIO

import pytest

from ops.console import make_console
from ops.images.sizes import MB, Size, table, too_large


@pytest.mark.parametrize(
    ("function", "target"),
    [
        ("job_api", 55),
        ("flashcard_generator", 260),
        ("writing_evaluator", 100),
        ("speaking_evaluator", 220),
        ("new_one", 55),
    ],
)
def test_an_image_may_reach_its_target_and_no_more(function: str, target: int) -> None:
    at, above = Size(function, {"a": target * MB}), Size(function, {"a": target * MB, "b": 1})

    assert list(too_large([at])) == []
    assert [message.split()[0] for message in too_large([at, above])] == [function]


def test_the_largest_parts_come_first_and_are_five() -> None:
    size = Size("job_api", {"a": 1, "b": 3, "c": 2, "d": 3, "e": 9, "f": 0})

    assert size.total == 18
    assert size.largest == [("e", 9), ("b", 3), ("d", 3), ("c", 2), ("a", 1)]


def test_the_table_says_what_takes_the_space() -> None:
    page = StringIO()
    make_console(width=120, file=page).print(table([Size("job_api", {"botocore": 5_250_000, "pydantic": 1_000_000})]))

    row = next(line for line in page.getvalue().splitlines() if "job_api" in line)
    assert [cell.strip() for cell in row.split("│")[1:-1]] == ["job_api", "6.2", "55", "botocore 5.2, pydantic 1.0"]
