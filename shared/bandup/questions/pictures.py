"""What the pictures of Academic Task 1 are drawn from."""

from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

MAP_WIDTH = 12
MAP_HEIGHT = 8

Name = Annotated[str, StringConstraints(min_length=1, max_length=60)]


class BankData(BaseModel):
    """Base of what stands in the bank: no unknown fields, and nothing is changed after it was read."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        defer_build=True,  # no start needs the bank
    )


class Series(BankData):
    """One line of a graph, one colour of bars, one pie, or one column of a table.

    Attributes:
        name: as it stands in the picture.
        values: one for each label of its figures.
        unit: its own, in a table.
    """

    name: Name
    values: tuple[Annotated[float, Field(ge=0)], ...]
    unit: Name | None = None


class Figures(BankData):
    """What a bar chart, a line graph, a pie chart or a table shows.

    Attributes:
        title: the picture's.
        unit: of every value; None in a table, where each column has its own.
        labels: along the axis, of a pie's slices, or of a table's rows.
        series: at least one.
    """

    title: Name
    unit: Name | None
    labels: Annotated[tuple[Name, ...], Field(min_length=2, max_length=12)]
    series: Annotated[tuple[Series, ...], Field(min_length=1, max_length=6)]

    @model_validator(mode="after")
    def _require_complete(self) -> Self:
        if any(len(each.values) != len(self.labels) for each in self.series):
            raise ValueError("a series needs one value for each label")
        if any((each.unit is None) == (self.unit is None) for each in self.series):
            raise ValueError("a unit is that of all values or one of each series")
        if len(set(self.labels)) < len(self.labels) or len({each.name for each in self.series}) < len(self.series):
            raise ValueError("a label or a name stands there twice")
        return self


class Place(BankData):
    """A rectangle on a map, in units of its grid from the upper left corner.

    Attributes:
        name: as it stands in the picture.
        form: what it looks like.
        x: its left edge.
        y: its upper edge.
        width: from west to east.
        height: from north to south.
    """

    name: Name
    form: Literal["BUILDING", "GREEN", "PAVED", "ROAD", "WATER"]
    x: Annotated[float, Field(ge=0)]
    y: Annotated[float, Field(ge=0)]
    width: Annotated[float, Field(gt=0)]
    height: Annotated[float, Field(gt=0)]

    @model_validator(mode="after")
    def _require_on_map(self) -> Self:
        if self.x + self.width > MAP_WIDTH or self.y + self.height > MAP_HEIGHT:
            raise ValueError("a place stands off its map")
        return self


class Panel(BankData):
    """One state of the place that a map shows.

    Attributes:
        name: when it was or will be so.
        places: what covers others comes after them.
    """

    name: Name
    places: Annotated[tuple[Place, ...], Field(min_length=3)]


class Plan(BankData):
    """What a map shows: one place in two states."""

    title: Name
    panels: Annotated[tuple[Panel, ...], Field(min_length=2, max_length=2)]


class Box(BankData):
    """One step of a process, and where it stands in the grid of steps, counted from the upper left one."""

    name: Name
    column: Annotated[int, Field(ge=0, le=2)]
    row: Annotated[int, Field(ge=0, le=3)]


class Steps(BankData):
    """What the diagram of a process shows.

    Attributes:
        title: the picture's.
        boxes: the steps.
        arrows: pairs of positions in `boxes`, from one step to the next.
    """

    title: Name
    boxes: Annotated[tuple[Box, ...], Field(min_length=4)]
    arrows: Annotated[tuple[tuple[int, int], ...], Field(min_length=3)]

    @model_validator(mode="after")
    def _require_drawable(self) -> Self:
        if len({(box.column, box.row) for box in self.boxes}) < len(self.boxes):
            raise ValueError("two steps stand at one place")
        if {end for arrow in self.arrows for end in arrow} != set(range(len(self.boxes))):
            raise ValueError("an arrow leads nowhere, or a step has none")
        return self
