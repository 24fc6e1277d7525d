"""How all pictures look, and what makes two drawings of the same data the same file."""

from typing import Any, Final

from matplotlib.typing import RcKeyType

INK: Final = "#222222"
PALE: Final = "#f2f2f2"
COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Okabe and Ito's colours, which readers with any kind of colour vision tell apart."""

FORMS: Final = {
    "BUILDING": "#d9a273",
    "GREEN": "#a8cf9a",
    "PAVED": "#d0d0d0",
    "ROAD": "#f3e3a1",
    "WATER": "#a6cdea",
}

SETTINGS: Final[dict[RcKeyType, Any]] = {
    "axes.edgecolor": INK,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "font.family": ["DejaVu Sans"],  # comes with matplotlib, so that no machine has another one
    "font.size": 10,
    "grid.color": "#dddddd",
    "path.simplify": False,
    "svg.fonttype": "none",  # text stays text: for who reads with a screen reader, and for the tests
    "svg.hashsalt": "bandup",
    "text.color": INK,
}
