"""Each picture shows what its question's data say. The SVG is read back; the PNG is the same drawing."""

import math
from pathlib import Path

import pytest

from bandup.questions.model import WritingQuestion
from bandup.questions.pictures import MAP_HEIGHT, MAP_WIDTH, Figures, Plan, Steps
from ops.paths import ROOT
from ops.pictures.drawing import draw_picture, read_stamp, stamp
from ops.pictures.files import PNG_FOLDER, SVG_FOLDER, list_drawn

from .drawn import Drawing

QUESTIONS = {question.id: question for question in list_drawn()}
MAX_PNG_BYTES = 40_000


def of_type(*types: str) -> list[str]:
    return [name for name, question in QUESTIONS.items() if question.type in types]


def drawn(name: str) -> Drawing:
    return Drawing(ROOT / SVG_FOLDER / f"{QUESTIONS[name].file_name}.svg")


def figures_of(name: str) -> Figures:
    data = QUESTIONS[name].figures
    assert data is not None
    return data


@pytest.mark.parametrize("name", of_type("BAR"))
def test_bars_are_as_high_as_their_values(name: str) -> None:
    drawing, data = drawn(name), figures_of(name)
    legend = drawing.legend()
    shown = {}
    for mark in drawing.ids("value-"):
        box = drawing.box(mark)
        assert drawing.value(box.bottom) == pytest.approx(0, abs=0.01)
        shown[legend[drawing.paint(mark)], drawing.label(box.middle[0])] = drawing.value(box.top)
    said = {
        (series.name, label): value
        for series in data.series
        for label, value in zip(data.labels, series.values, strict=True)
    }
    assert shown == pytest.approx(said, abs=0.01)


@pytest.mark.parametrize("name", of_type("LINE"))
def test_lines_go_through_their_values(name: str) -> None:
    drawing, data = drawn(name), figures_of(name)
    legend = drawing.legend()
    shown = {
        legend[drawing.paint(mark)]: [(drawing.label(x), drawing.value(y)) for x, y in drawing.points(mark)]
        for mark in drawing.ids("line-")
    }
    assert shown.keys() == {series.name for series in data.series}
    for series in data.series:
        assert [label for label, _ in shown[series.name]] == list(data.labels)
        assert [value for _, value in shown[series.name]] == pytest.approx(series.values, abs=0.01)


@pytest.mark.parametrize("name", of_type("BAR", "LINE"))
def test_axes_say_what_is_counted(name: str) -> None:
    assert figures_of(name).unit in [text for _, text in drawn(name).texts("axes_1")]


@pytest.mark.parametrize("name", of_type("PIE"))
def test_slices_take_their_shares(name: str) -> None:
    drawing, data = drawn(name), figures_of(name)
    legend = drawing.legend()
    assert len(drawing.ids("slice-")) == len(data.series) * len(data.labels)
    for number, series in enumerate(data.series):
        assert sum(series.values) == 100
        assert min(series.values) > 0
        assert series.name in [text for _, text in drawing.texts(f"axes_{number + 1}")]
        for position, (label, value) in enumerate(zip(data.labels, series.values, strict=True)):
            mark = f"slice-{number}-{position}"
            assert legend[drawing.paint(mark)] == label
            assert drawing.share(mark) == pytest.approx(value, abs=0.01)
            assert drawing.text(f"share-{number}-{position}") == f"{value:g}%"


@pytest.mark.parametrize("name", of_type("TABLE"))
def test_cells_say_their_values(name: str) -> None:
    drawing, data = drawn(name), figures_of(name)
    shown = [
        [drawing.text(f"cell-{row}-{column}") for column in range(len(data.series) + 1)]
        for row in range(len(data.labels) + 1)
    ]
    assert len(drawing.ids("cell-")) == (len(data.series) + 1) * (len(data.labels) + 1) - 1
    assert shown[0] == ["", *(f"{series.name} ({series.unit})" for series in data.series)]
    assert [row[0] for row in shown[1:]] == list(data.labels)
    for position, row in enumerate(shown[1:]):
        assert [float(cell.replace(",", "")) for cell in row[1:]] == [each.values[position] for each in data.series]


@pytest.mark.parametrize("name", of_type("MAP"))
def test_places_lie_where_the_plan_has_them(name: str) -> None:
    drawing, data = drawn(name), QUESTIONS[name].plan
    assert isinstance(data, Plan)
    for number, panel in enumerate(data.panels):
        axes = f"axes_{number + 1}"
        frame = drawing.box(next(each.get("id") for each in drawing.by_id[axes] if each.get("id").startswith("patch_")))
        scale = (frame.right - frame.left) / MAP_WIDTH
        assert (frame.bottom - frame.top) / MAP_HEIGHT == pytest.approx(scale, rel=0.001)
        texts = drawing.texts(axes)
        assert panel.name in [text for _, text in texts]
        assert len(drawing.ids(f"place-{number}-")) == len(panel.places)
        for position, place in enumerate(panel.places):
            box = drawing.box(f"place-{number}-{position}")
            edges = ((box.left - frame.left) / scale, (box.top - frame.top) / scale)
            assert edges == pytest.approx((place.x, place.y), abs=0.01)
            size = ((box.right - box.left) / scale, (box.bottom - box.top) / scale)
            assert size == pytest.approx((place.width, place.height), abs=0.01)
            assert place.name in [text for point, text in texts if box.holds(point)]


@pytest.mark.parametrize("name", of_type("MAP"))
def test_no_name_on_a_map_is_covered(name: str) -> None:
    plan = QUESTIONS[name].plan
    assert plan is not None
    for panel in plan.panels:
        for position, place in enumerate(panel.places):
            middle = (place.x + place.width / 2, place.y + place.height / 2)
            above = [
                each.name
                for each in panel.places[position + 1 :]
                if each.x < middle[0] + 0.9 and middle[0] - 0.9 < each.x + each.width
                if each.y < middle[1] < each.y + each.height
            ]
            assert above == []


@pytest.mark.parametrize("name", of_type("PROCESS"))
def test_arrows_lead_from_step_to_step(name: str) -> None:
    drawing, data = drawn(name), QUESTIONS[name].steps
    assert isinstance(data, Steps)
    boxes = [drawing.box(f"box-{number}") for number in range(len(data.boxes))]
    texts = drawing.texts("axes_1")
    for box, step in zip(boxes, data.boxes, strict=True):
        assert [text for point, text in texts if box.holds(point)] == [step.name]
    shown = set()
    for mark in drawing.ids("arrow-"):
        begin, *_, end = drawing.points(mark)
        from_box, to_box = (
            min(range(len(boxes)), key=lambda number: math.dist(boxes[number].middle, point)) for point in (begin, end)
        )
        head = drawing.points(mark, 1)
        assert end in head
        shown.add((from_box, to_box))
    assert shown == set(data.arrows)


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_title_stands_above(question: WritingQuestion) -> None:
    assert question.picture is not None
    assert question.picture.title in [text for _, text in drawn(question.id).texts("figure_1")]


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_the_png_is_small_and_of_the_same_data(question: WritingQuestion) -> None:
    png = (ROOT / PNG_FOLDER / f"{question.file_name}.png").read_bytes()
    assert len(png) <= MAX_PNG_BYTES
    assert read_stamp(png) == stamp(question)


def test_each_picture_belongs_to_a_question() -> None:
    names = sorted(question.file_name for question in QUESTIONS.values())
    for folder, ending in ((SVG_FOLDER, ".svg"), (PNG_FOLDER, ".png")):
        assert sorted(path.name for path in (ROOT / folder).iterdir()) == [f"{name}{ending}" for name in names]


def draws_the_same(question: WritingQuestion) -> bool:
    files = (Path(SVG_FOLDER, f"{question.file_name}.svg"), Path(PNG_FOLDER, f"{question.file_name}.png"))
    return draw_picture(question) == tuple((ROOT / file).read_bytes() for file in files)


@pytest.mark.slow
def test_a_picture_drawn_again_is_the_same_file() -> None:
    assert draws_the_same(QUESTIONS["bar-library-loans"])


@pytest.mark.nightly
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
def test_each_picture_drawn_again_is_the_same_file(question: WritingQuestion) -> None:
    assert draws_the_same(question)
