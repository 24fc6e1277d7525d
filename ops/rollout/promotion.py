"""Lets a stage run what another one ran healthy: `python -m ops.rollout.promotion --from dev --stage staging --tag v1`.

All stages share one registry per account, so that nothing is built and nothing is pushed: the next stage's record gets
the very digests.
"""

import sys

from ops.arguments import ArgumentParser
from ops.exceptions import OperatorError
from ops.images.functions import checked_tag
from ops.images.records import Release, read_releases, with_release, write_releases
from ops.locks import claim_lock
from ops.progress import silent
from ops.rollout.cloud import CloudTarget
from ops.rollout.exceptions import RolloutError
from ops.rollout.pins import Pin, healthy_states
from ops.rollout.target import Target


def promote(source: Target, target: Target, tag: str) -> Release:
    """Record a release for the next stage.

    Args:
        source: the stage that ran it.
        target: the stage that is to run it.
        tag: the release's name, in both.

    Raises:
        RolloutError: the source never ran it healthy, or the target's registry does not have its images.
        ReleaseError: the target knows the tag as something else.
    """
    if source.name == target.name:
        raise RolloutError(f"{source.name} can't be promoted to itself: name the next stage with STAGE=.")
    known = read_releases(source.releases)
    if tag not in known:
        raise RolloutError(f"{tag} was never released for {source.name}: it has {', '.join(known) or 'no release'}.")
    release = known[tag]
    digests = {function: image.digest for function, image in release.images.items()}
    if not any(digests.items() <= state.items() for state in healthy_states(source.folder)):
        raise RolloutError(
            f"{source.name} never ran {tag} with every function healthy: "
            f"run `make deploy STAGE={source.name} TAG={tag}` first."
        )
    pins = {function: Pin(image.tag, image.digest) for function, image in release.images.items()}
    if missing := target.find_missing(pins):
        raise RolloutError(f"Not in the registry of {target.name}: {', '.join(missing)}. Nothing changed.")
    with claim_lock(
        target.releases.with_suffix(".lock"), f"The record of {target.name}'s releases", f"a promotion of {tag}"
    ):
        write_releases(target.releases, with_release(read_releases(target.releases), tag, release))
    return release


def main() -> None:
    """Promote a release between two stages in AWS."""
    parser = ArgumentParser(prog="make promote", description=__doc__)
    parser.add_argument("--from", dest="source", required=True, help="stage that ran it")
    parser.add_argument("--stage", required=True, help="stage that is to run it")
    parser.add_argument("--tag", required=True, help="the release")
    arguments = parser.parse_args()
    if not (arguments.source and arguments.stage and arguments.tag):
        parser.error("say what goes where: FROM=dev STAGE=staging TAG=v1.4.0")
    try:
        source, target = (CloudTarget(name, silent) for name in (arguments.source, arguments.stage))
        release = promote(source, target, checked_tag(arguments.tag))
    except OperatorError as error:
        sys.exit(f"error: {error}")
    print(
        f"{target.name} has {arguments.tag}: {len(release.images)} images as {source.name} ran them, nothing was built."
    )
    print(f"Next: make deploy STAGE={target.name} TAG={arguments.tag}")


if __name__ == "__main__":
    main()
