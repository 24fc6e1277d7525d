"""The arguments of a command."""

import argparse
from typing import NoReturn


class ArgumentParser(argparse.ArgumentParser):
    """Tells what is wrong in one line; `--help` shows how it is meant."""

    def error(self, message: str) -> NoReturn:
        """End the command with code 2."""
        self.exit(2, f"{self.prog}: {message}\n")
