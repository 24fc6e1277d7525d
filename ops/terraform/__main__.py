"""Terraform for modules that are only checked: `python -m ops.terraform init|test DIR...`."""

import argparse
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from ops.paths import ROOT
from ops.progress import Say, silent, timed_lines
from ops.terraform.commands import initialise, run, terraform_environment
from ops.terraform.exceptions import TerraformError


PINNED = ROOT / "terraform" / "bootstrap"
"""A root module, which names one version of the provider. Other modules allow a range, and are checked with this one."""


def init(module: Path, say: Say) -> None:
    """Make a module ready for `terraform validate` and `terraform test`, with the provider that `PINNED` has.

    Raises:
        TerraformError: the module is wrong, or does not allow that version.
    """
    command = ["terraform", f"-chdir={module}", "init", "-input=false", "-no-color", "-backend=false"]
    run([*command, f"-plugin-dir={PINNED / '.terraform' / 'providers'}"], terraform_environment({}))
    say(f"{_name(module)}: ready")


def test(module: Path, say: Say) -> None:
    """Validate a module and run its own tests, with their results under build/ as JUnit.

    Raises:
        TerraformError: the module is not valid, or a test fails.
    """
    init(module, silent)
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
    try:
        initialise(PINNED, say, ["-backend=false"], {})
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            running = [pool.submit(action, module.resolve(), say) for module in arguments.modules]
            try:
                for module in running:
                    module.result()
            finally:
                pool.shutdown(cancel_futures=True)
    except TerraformError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
