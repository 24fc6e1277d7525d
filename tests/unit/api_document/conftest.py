from pathlib import Path

from ops.api_document.tools import Ended
from ops.paths import ROOT


class Tools:
    """Programs that end as a test says; Redocly's page is what the test has `written`."""

    def __init__(self, *endings: Ended) -> None:
        self.endings = list(endings)
        self.ran: list[tuple[str, ...]] = []
        self.written = ""

    def __call__(self, program: str, *arguments: str, cwd: Path = ROOT) -> Ended:
        assert cwd.is_dir()
        self.ran.append((program, *arguments))
        if "build-docs" in arguments:
            Path(arguments[arguments.index("--output") + 1]).write_text(self.written)
        return self.endings.pop(0) if self.endings else Ended(0, "", "")
