"""Reads one PDF with the code that the path of modules leads to, and prints the processor time that it took."""

import json
import resource
import sys
from contextlib import closing
from pathlib import Path

from bandup.core.clock import Deadline
from flashcard_generator.pdf.reader import PdfReader


def main(path: Path) -> None:
    """Read the file, and print seconds."""
    with closing(PdfReader()) as reader, reader.open(path.read_bytes(), Deadline.after(120)) as pdf:
        for _ in pdf:
            pass
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(json.dumps(spent.ru_utime + spent.ru_stime))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
