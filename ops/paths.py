"""Where things are in the repository."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The repository."""

INSTALLED = ROOT / ".local"
"""What is installed or downloaded, kept between stages."""

BUILD = ROOT / "build"
"""What commands leave behind: reports, records, state."""

STATE_DIR = BUILD / "local"
"""State of the local stage that `make up` keeps running."""
