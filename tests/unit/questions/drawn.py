"""Reads back from an SVG what it shows, knowing nothing of how it was drawn but the ids of its marks."""

import math
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from pathlib import Path
from typing import Any

from defusedxml import ElementTree

Point = tuple[float, float]

_SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(frozen=True)
class Box:
    """What a mark covers; y grows downwards."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def middle(self) -> Point:
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def holds(self, point: Point) -> bool:
        return self.left <= point[0] <= self.right and self.top <= point[1] <= self.bottom


class Drawing:
    """One SVG."""

    def __init__(self, path: Path) -> None:
        self.root: Any = ElementTree.fromstring(path.read_bytes())

    @cached_property
    def by_id(self) -> dict[str, Any]:
        return {each.get("id"): each for each in self.root.iter(f"{_SVG}g")}

    def ids(self, begin: str) -> set[str]:
        return {name for name in self.by_id if name and name.startswith(begin)}

    def points(self, name: str, number: int = 0) -> list[Point]:
        """The points that a mark's path goes through, without those that only bend it."""
        path = self.by_id[name].findall(f"{_SVG}path")[number]
        found = []
        for step in re.findall(r"[MLQC][^MLQCz]*", path.get("d")):
            x, y = _NUMBER.findall(step)[-2:]
            found.append((float(x), float(y)))
        return found

    def box(self, name: str) -> Box:
        across, down = zip(*self.points(name), strict=True)
        return Box(min(across), min(down), max(across), max(down))

    def text(self, name: str) -> str:
        """What a group says; an empty text is not drawn at all."""
        return " ".join(str(each.text) for each in self.by_id[name].iter(f"{_SVG}text")) if name in self.by_id else ""

    def texts(self, name: str) -> list[tuple[Point, str]]:
        """The texts in a group, each with the place where its first line begins or has its middle."""
        groups = [each for each in self.by_id[name].iter(f"{_SVG}g") if each.find(f"{_SVG}text") is not None]
        return [(_place(each), " ".join(str(line.text) for line in each.findall(f"{_SVG}text"))) for each in groups]

    def paint(self, name: str) -> str:
        """The colour of a mark."""
        style = self.by_id[name].find(f"{_SVG}path").get("style")
        fill, stroke = (re.search(rf"{what}: (#\w+)", style) for what in ("fill", "stroke"))
        found = fill or stroke
        assert found
        return found[1]

    def ticks(self, axis: str) -> list[tuple[Point, str]]:
        """The marks along an axis, `xtick` or `ytick`, each with its label."""
        names = sorted(self.ids(f"{axis}_"), key=lambda name: int(name.rpartition("_")[2]))
        found = []
        for name in names:
            use = next(self.by_id[name].iter(f"{_SVG}use"))
            found.append(((float(use.get("x")), float(use.get("y"))), self.text(name)))
        return found

    def value(self, y: float) -> float:
        """What a height means by the labels of the y axis."""
        ((_, low), lowest), *_, ((_, high), highest) = self.ticks("ytick")
        return float(lowest) + (low - y) / (low - high) * (float(highest) - float(lowest))

    def label(self, x: float) -> str:
        """The label of the x axis that is nearest."""
        return min(self.ticks("xtick"), key=lambda tick: abs(tick[0][0] - x))[1]

    def legend(self) -> dict[str, str]:
        """From the colours to what they stand for."""
        children = list(self.by_id["legend_1"])
        marks = [each.get("id") for each in children if each.find(f"{_SVG}path") is not None]
        names = [each.get("id") for each in children if each.find(f"{_SVG}text") is not None]
        return {self.paint(mark): self.text(name) for mark, name in zip(marks, names, strict=True)}

    def share(self, name: str) -> float:
        """The part of its circle that a slice takes, in per cent."""
        *arc, middle = self.points(name)
        turned = [math.atan2(y - middle[1], x - middle[0]) for x, y in arc]
        steps = (abs(math.remainder(after - before, math.tau)) for before, after in pairwise(turned))
        return 100 * sum(steps) / math.tau


def _place(group: Any) -> Point:
    first = group.find(f"{_SVG}text")
    if first.get("x"):
        return float(first.get("x")), float(first.get("y"))
    x, y = _NUMBER.findall(first.get("transform"))
    return float(x), float(y)
