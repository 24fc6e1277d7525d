"""Modules that are only checked, never applied."""

from pathlib import Path

from ops.paths import ROOT
from ops.progress import Say
from ops.terraform.commands import initialise, run, terraform_environment

PINNED = ROOT / "terraform" / "bootstrap"
"""A root module, which pins the provider. Other modules allow a range, and are checked with the version pinned here."""


def prepare_provider(say: Say) -> None:
    """Get the provider that `init_module` gives to each module.

    Raises:
        TerraformError: it cannot be had.
    """
    initialise(PINNED, say, ["-backend=false"], {})


def init_module(module: Path) -> None:
    """Make a module ready for `terraform validate` and `terraform test`, after `prepare_provider`.

    Raises:
        TerraformError: the module is wrong, or does not allow the provider's version.
    """
    command = ["terraform", f"-chdir={module}", "init", "-input=false", "-no-color", "-backend=false"]
    run([*command, f"-plugin-dir={PINNED / '.terraform' / 'providers'}"], terraform_environment({}))


def check_module(module: Path) -> str:
    """Validate a module and run its own tests, with their results under build/ as JUnit.

    Returns:
        The outcome, for a person.

    Raises:
        TerraformError: the module is not valid, or a test fails.
    """
    environment = terraform_environment({})
    init_module(module)
    run(["terraform", f"-chdir={module}", "validate", "-no-color"], environment)
    if not list((module / "tests").glob("*.tftest.hcl")):
        return "valid, has no tests of its own"
    report = ROOT / "build" / f"junit-terraform-{module_name(module).replace('/', '-')}.xml"
    report.parent.mkdir(exist_ok=True)
    shown = run(["terraform", f"-chdir={module}", "test", "-no-color", f"-junit-xml={report}"], environment)
    return shown.strip().splitlines()[-1]


def module_name(module: Path) -> str:
    """Where a module is below terraform/, such as `modules/queue`."""
    return module.relative_to(ROOT / "terraform").as_posix()
