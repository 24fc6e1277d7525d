"""Terraform for modules that are only checked: `python -m ops.terraform init|test DIR...`."""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops.paths import ROOT
from ops.progress import Say, timed_lines
from ops.terraform.commands import initialise, run, terraform_environment
from ops.terraform.exceptions import TerraformError


def init(module: Path, say: Say) -> None:
    """Make a module ready for `terraform validate` and `terraform test`.

    Raises:
        TerraformError: it is wrong, or its provider cannot be had.
    """
    initialise(module, say, ["-backend=false"], {})


def test(module: Path, say: Say) -> None:
    """Validate a module and run its own tests, with their results under build/ as JUnit.

    Raises:
        TerraformError: the module is not valid, or a test fails.
    """
    init(module, say)
    environment = terraform_environment({})
    run(["terraform", f"-chdir={module}", "validate", "-no-color"], environment)
    if not list((module / "tests").glob("*.tftest.hcl")):
        say(f"{_name(module)}: valid, has no tests of its own")
        return
    report = ROOT / "build" / f"junit-terraform-{_name(module).replace('/', '-')}.xml"
    report.parent.mkdir(exist_ok=True)
    shown = run(["terraform", f"-chdir={module}", "test", "-no-color", f"-junit-xml={report}"], environment)
    say(f"{_name(module)}: {shown.strip().splitlines()[-1]}")


def _name(module: Path) -> str:
    return module.relative_to(ROOT / "terraform").as_posix()


def main() -> None:
    """Check modules, as many at once as there are processors; the first that fails ends it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("action", choices=["init", "test"])
    parser.add_argument("modules", nargs="+", type=Path)
    arguments = parser.parse_args()
    say = timed_lines()
    action = {"init": init, "test": test}[arguments.action]
    first, *others = [module.resolve() for module in arguments.modules]
    try:
        action(first, say)  # alone: it finds out where the provider is
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [pool.submit(action, module, say) for module in others]
            try:
                for module in running:
                    module.result()
            finally:
                pool.shutdown(cancel_futures=True)
    except TerraformError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
