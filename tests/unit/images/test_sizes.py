from io import StringIO

import pytest

from ops.console import make_console
from ops.images.sizes import MB, Size, describe_together, table, too_large


@pytest.mark.parametrize(
    ("function", "target"),
    [
        ("job_api", 50),
        ("flashcard_generator", 245),
        ("writing_evaluator", 90),
        ("speaking_evaluator", 220),
        ("new_one", 50),
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
    parts, layers = {"botocore": 5_250_000, "pydantic": 1_000_000}, {"base": 40 * MB, "code": 2 * MB}
    page = StringIO()
    make_console(width=120, file=page).print(table([Size("job_api", parts, layers)]))

    row = next(line for line in page.getvalue().splitlines() if "job_api" in line)
    assert [cell.strip() for cell in row.split("│")[1:-1]] == [
        "job_api",
        "6.2",
        "50",
        "42.0",
        "botocore 5.2, pydantic 1.0",
    ]


def test_a_layer_that_several_images_have_is_counted_once() -> None:
    sizes = [Size("a", {}, {"base": 40 * MB, "a": 2 * MB}), Size("b", {}, {"base": 40 * MB, "b": 3 * MB})]

    assert [size.compressed // MB for size in sizes] == [42, 43]
    assert describe_together(sizes) == "compressed, together: 45.0 MB, of which 40.0 MB are shared layers"
