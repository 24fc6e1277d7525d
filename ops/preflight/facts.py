"""What a stage's Terraform files say of it, as far as the checks need it."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import hcl2

from ops.paths import ROOT
from ops.preflight.exceptions import PreflightError
from ops.terraform.hcl import read_blocks, source, text
from ops.terraform.stages import STAGES, find_stage, region_of

PLATFORM = ROOT / "terraform" / "platform"

SETTINGS = "settings.auto.tfvars"

_PLAIN = hcl2.SerializationOptions(with_comments=False, explicit_blocks=False, preserve_heredocs=False)

_CONFIGURED = ("gemini_model", "model_id")


@dataclass(frozen=True)
class StageFacts:
    """A stage before it is deployed.

    Attributes:
        name: a directory of terraform/stages/.
        region: where everything of it is.
        account_id: the AWS account that its settings name.
        sign_in_domain: prefix of the hosted sign-in.
        console_domain: own domain of the console, or None.
        mail_identity: ARN of the identity of SES that sends Cognito's mails, or None.
        gemini_model: the model that evaluates.
        model_id: the inference profile of the model that interviews.
        workers: how many workers may run at once, over all queues.
    """

    name: str
    region: str
    account_id: str
    sign_in_domain: str
    console_domain: str | None
    mail_identity: str | None
    gemini_model: str
    model_id: str
    workers: int

    @property
    def state_bucket(self) -> str:
        """As terraform/bootstrap names it."""
        return f"bandup-state-{self.account_id}"

    @property
    def buckets(self) -> tuple[str, ...]:
        """As terraform/platform names them; the names of buckets are unique in the world."""
        kinds = ("documents", "audio", "console")
        return tuple(f"bandup-{self.name}-{kind}-{self.account_id}-{self.region}" for kind in kinds)


def read_facts(name: str, stages: Path = STAGES) -> StageFacts:
    """The facts of one stage.

    Args:
        name: the stage.
        stages: holds the stages' directories.

    Raises:
        UnknownStageError: there is no such stage.
        PreflightError: its settings are missing or lack something.
    """
    folder = find_stage(name, stages)
    given = _read_settings(folder / SETTINGS)
    try:
        account_id, settings = str(given["account_id"]), given["settings"]
        sign_in_domain, sender = str(settings["sign_in_domain"]), settings.get("mail_sender")
        console_domain = settings.get("console_domain")
        mail_identity = str(sender["identity_arn"]) if sender else None
    except (KeyError, TypeError, AttributeError) as error:
        raise PreflightError(f"{SETTINGS} of {name} lacks {error}: docs/operate/deploy-to-aws.md shows it") from error
    platform = dict(read_blocks(folder, "module"))["platform"]
    defaults = {label: attributes.get("default") for label, attributes in read_blocks(PLATFORM, "variable")}
    models = {key: text(platform.get(key) or str(defaults[key])) for key in _CONFIGURED}
    return StageFacts(
        name=name,
        region=region_of(folder),
        account_id=account_id,
        sign_in_domain=sign_in_domain,
        console_domain=console_domain,
        mail_identity=mail_identity,
        workers=sum(int(number) for number in re.findall(r"\d+", source(platform["concurrency"]))),
        **models,
    )


def _read_settings(path: Path) -> dict[str, Any]:
    try:
        written = path.read_text("utf-8")
    except FileNotFoundError as error:
        raise PreflightError(
            f"{path.name} of {path.parent.name} is not there: see docs/operate/deploy-to-aws.md"
        ) from error
    try:
        parsed: dict[str, Any] = _unquote(hcl2.loads(written, serialization_options=_PLAIN))
    except Exception as error:  # the library names none of its errors
        raise PreflightError(f"{path.name} of {path.parent.name} can't be read: run terraform fmt on it") from error
    return parsed


def _unquote(value: Any) -> Any:
    """The library's values, without the quotes that it keeps around strings."""
    match value:
        case dict():
            return {_unquote(key): _unquote(each) for key, each in value.items()}
        case list():
            return [_unquote(each) for each in value]
        case str() if value.startswith('"'):
            return json.loads(value)
        case _:
            return value
