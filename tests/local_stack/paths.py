"""Where the local stage finds and keeps things."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
"""The repository."""

INSTALLED = ROOT / ".local"
"""What is installed or downloaded, kept between stages."""

STATE_DIR = ROOT / "build" / "local"
"""State of the stage that `make up` keeps running."""
