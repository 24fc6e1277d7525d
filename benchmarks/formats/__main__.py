"""Run it: `make formats`. It reads each form of recording as the worker does, and writes down what came of it."""

import json
import subprocess
import sys
from typing import Any

from rich.table import Table

from ops.console import make_console
from ops.paths import ROOT
from support import sounds
from support.sound_formats import FORMS, STORED, read_stored, write

SHORT = sounds.pcm([(1.0, False), (20.0, True), (1.5, False), (30.0, True), (1.0, False)])
LONG = sounds.pcm([(50.0, True), (10.0, False)]) * 14
LONG_FORMS = (
    *("WAV, 16 bit", "MP3, 64 kbit/s", "AIFF, 16 bit", "AAC, ADTS", "Ogg, Vorbis", "Ogg, Opus", "FLAC", "M4A, AAC"),
    *("MP4, with pictures", "MOV, AAC", "3GP, AMR", "AMR", "CAF, IMA ADPCM", "WMA 2", "WebM, Opus"),
)
MAX_BYTES = 64 * 1024 * 1024


def main() -> int:
    """Read every form; 0 only if each is accepted, or refused at the upload form."""
    rows = [
        *(_read(name, write(name, SHORT)) for name in FORMS),
        *(_read(name, read_stored(name)) for name in STORED),
        *(_read(name, write(name, LONG)) for name in LONG_FORMS),
    ]
    folder = ROOT / "build"
    folder.mkdir(exist_ok=True)
    (folder / "formats.json").write_text(json.dumps(rows, indent=1) + "\n")
    columns = ("form", "sent as", "seconds", "processor seconds", "MB", "MiB of file")
    table = Table(*columns)
    for row in rows:
        table.add_row(*map(str, row.values()))
    make_console().print(table)
    lines = [columns, ("---",) * len(columns), *(row.values() for row in rows)]
    text = "".join(f"| {' | '.join(map(str, line))} |\n" for line in lines)
    (folder / "formats.md").write_text(text)
    return 0 if all(row["sent as"].startswith(("audio/", "upload_too_large")) for row in rows) else 1


def _read(name: str, data: bytes) -> dict[str, Any]:
    if len(data) > MAX_BYTES:
        return {"form": name, "sent as": "upload_too_large"}
    finished = subprocess.run(  # our own interpreter and module
        [sys.executable, "-m", "formats.reading"], input=data, capture_output=True, check=True
    )
    read = json.loads(finished.stdout)
    return {
        "form": name,
        "sent as": read["outcome"],
        "seconds": round(read["seconds"], 1),
        "processor seconds": round(read["cpu_seconds"], 1),
        "MB": round(read["peak_mb"]),
        "MiB of file": round(len(data) / 2**20, 1),
    }


if __name__ == "__main__":
    raise SystemExit(main())
