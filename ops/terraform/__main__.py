"""Tests Terraform modules without a cloud: `python -m ops.terraform test DIR...`."""

import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops.arguments import ArgumentParser
from ops.progress import timed_lines
from ops.terraform.exceptions import TerraformError
from ops.terraform.modules import check_module, module_name, prepare_provider


def main() -> None:
    """Test modules, as many at once as there are processors; the first that fails ends it."""
    parser = ArgumentParser(prog="terraform", description=__doc__)
    parser.add_argument("action", choices=["test"])
    parser.add_argument("modules", nargs="+", type=Path)
    arguments = parser.parse_args()
    say = timed_lines()

    def test(module: Path) -> None:
        say(f"{module_name(module)}: {check_module(module)}")

    try:
        prepare_provider(say)
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [pool.submit(test, module.resolve()) for module in arguments.modules]
            try:
                for module in running:
                    module.result()
            finally:
                pool.shutdown(cancel_futures=True)
    except TerraformError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
