"""Where the pictures lie: each form in the image of the function that needs it."""

from collections.abc import Iterator
from pathlib import Path

from bandup.questions.bank import read_bank
from bandup.questions.model import WritingQuestion
from ops.paths import ROOT

from .drawing import draw_picture

SVG_FOLDER = Path("images/study/question_pictures")
PNG_FOLDER = Path("images/writing_evaluator/question_pictures")


def list_drawn() -> Iterator[WritingQuestion]:
    """Yield the questions that have a picture."""
    for question in read_bank().values():
        if isinstance(question, WritingQuestion) and question.picture is not None:
            yield question


def write_pictures(root: Path = ROOT) -> int:
    """Draw all pictures anew, in place of those that lie there.

    Returns:
        How many questions have one.
    """
    for folder, ending in ((SVG_FOLDER, "svg"), (PNG_FOLDER, "png")):
        (root / folder).mkdir(parents=True, exist_ok=True)
        for old in (root / folder).glob(f"*.{ending}"):
            old.unlink()
    questions = list(list_drawn())
    for question in questions:
        svg, png = draw_picture(question)
        (root / SVG_FOLDER / f"{question.file_name}.svg").write_bytes(svg)
        (root / PNG_FOLDER / f"{question.file_name}.png").write_bytes(png)
    return len(questions)
