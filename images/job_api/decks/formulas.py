r"""Formulas of a card as Anki's MathJax takes them: between `\(` and `\)`, and without a link in them."""

import re

_DOLLARS = re.compile(
    r"(?<![\\$\w])\$\$(?=\S)(.+?)(?<=\S)\$\$(?!\$)|(?<![\\$\w])\$(?=[^\s$])([^$]*?)(?<=[^\s\\])\$(?![\d$])", re.DOTALL
)
"""A formula between dollars, by pandoc's rule: no blank within them at either end, and no figure behind, as prices
have."""

_FORMULA = re.compile(r"\\\(.*?(?:\\\)|\Z)|\\\[.*?(?:\\\]|\Z)", re.DOTALL)
_ACTIVE = re.compile(r"\\(?=(?:href|url|require|class|cssId|style|data|html\w*|includegraphics|unicode)(?![A-Za-z]))")
"""What MathJax does more for than to set signs: links, and attributes of the page."""


def mark_formulas(text: str) -> str:
    r"""The text with each formula between `\(` and `\)`, and its commands that do more than set signs made words."""
    marked = _DOLLARS.sub(lambda found: rf"\[{found[1]}\]" if found[1] else rf"\({found[2]}\)", text)
    return _FORMULA.sub(lambda found: _ACTIVE.sub("", found[0]), marked)
