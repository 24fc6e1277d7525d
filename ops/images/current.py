"""The images of sources that are still being worked on: what has changed is built, and proven while it is deployed."""

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from ops.images import registry
from ops.images.base_image import base_image, describe_base
from ops.images.builder import AT_ONCE, Builder
from ops.images.content import content_tag, is_current
from ops.images.engine import Client, docker_client
from ops.images.functions import source
from ops.images.records import IMAGES_JSON, read_images, write_images
from ops.images.sizes import too_large
from ops.images.smoke import SmokeError
from ops.paths import BUILD, ROOT


class ChangedMeanwhileError(Exception):
    """The sources changed while they were built: nobody knows which of them the image holds."""


@contextmanager
def build_current(
    names: Sequence[str],
    address: str,
    say: Callable[[str], None],
    *,
    root: Path = ROOT,
    output: Path = BUILD,
    client: Callable[[], Client] = docker_client,
) -> Iterator[dict[str, tuple[str, str]]]:
    """Build what has changed since it was built, and prove that it works while the block deploys it.

    An image is recorded once it is proven; one that is not is built and proven again the next time.

    Args:
        names: folders of images/.
        address: host and port of the registry on loopback, which runs.
        say: prints progress.
        root: the repository.
        output: receives what builds leave behind, images.json among it.
        client: finds the engine's client, if there is something to build.

    Yields:
        Tag and digest (`sha256:…`) of each function's image.

    Raises:
        ChangedMeanwhileError: somebody edited the sources during the build.
        SmokeError: at the end, an image does not work, or is larger than its target.
    """
    records = output / IMAGES_JSON.name
    tags = {name: content_tag(name, root) for name in names}
    known = {record["function"]: record for record in read_images(records)}
    kept = {
        name: (tag, str(known[name]["digest"]))
        for name, tag in tags.items()
        if _is_there(known.get(name), tag, address)
    }
    changed = {name: tag for name, tag in tags.items() if name not in kept}
    if not changed:
        yield kept
        return
    engine = client()
    base = describe_base(engine, _base(engine, list(known.values()), say))
    builder = Builder(engine, base, source(), changed, address, say, logs=output / "images", bills=output / "sbom")
    pushed = builder.push_all()
    if edited := [name for name in changed if content_tag(name, root) != tags[name]]:
        raise ChangedMeanwhileError(f"{', '.join(edited)} changed while it was built: run it again")
    registry.require_plain_manifests(image.reference for image in pushed)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        proofs = [pool.submit(builder.prove, image) for image in pushed]
        try:
            yield kept | {image.function: (tags[image.function], image.digest) for image in pushed}
        except Exception as error:
            # What a proof says tells more than a function that does not start because of it.
            if failed := next((proof.exception() for proof in proofs if proof.exception()), None):
                raise failed from error
            raise
    built = [proof.result() for proof in proofs]
    if problems := list(too_large(image.size for image in built)):
        raise SmokeError("\n".join(problems))
    write_images(records, [image.record() for image in built])


def _is_there(record: Mapping[str, Any] | None, tag: str, address: str) -> bool:
    if record is None or not is_current(record, tag):
        return False
    return registry.media_type(f"{address}/bandup/{record['function']}@{record['digest']}") is not None


def _base(client: Client, known: Sequence[Mapping[str, Any]], say: Callable[[str], None]) -> str:
    bases = {record["base"] for record in known}
    # That of the others, if they agree: the network is not asked with each change whether there is another by now.
    if "BANDUP_BASE_IMAGE" not in os.environ and len(bases) == 1 and client.inspect(min(bases)):
        return str(min(bases))
    return base_image(client, say)
