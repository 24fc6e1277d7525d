"""What a build may know of its machine without any layer holding it: certificates and the package index."""

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

CERTIFICATES = ("PIP_CERT", "SSL_CERT_FILE")
"""Variables that name a bundle of certificate authorities, where a proxy signs with its own."""

INDEX_SETTINGS = ("index-url", "extra-index-url", "trusted-host")


def pip_settings(environ: Mapping[str, str]) -> str | None:
    """A pip configuration file with this machine's index, or None if it uses the public one.

    Addresses of files are left out: a build does not see this machine's folders.
    """
    lines = []
    for setting in INDEX_SETTINGS:
        words = environ.get(f"PIP_{setting.upper().replace('-', '_')}", "").split()
        reachable = [word for word in words if not word.startswith(("file:", "/"))]
        if reachable:
            lines.append(f"{setting} = {' '.join(reachable)}")
    return "\n".join(["[global]", *lines, ""]) if lines else None


@contextmanager
def build_secrets(environ: Mapping[str, str] = os.environ) -> Iterator[list[str]]:
    """The build's `--secret` arguments; the files behind them last as long as the block."""
    arguments = []
    bundle = next((environ[name] for name in CERTIFICATES if environ.get(name)), None)
    if bundle and Path(bundle).is_file():
        arguments += ["--secret", f"id=ca,src={bundle}"]
    with tempfile.TemporaryDirectory() as folder:
        settings = pip_settings(environ)
        if settings:
            # The folder is ours alone: an index address may hold a password.
            path = Path(folder) / "pip.conf"
            path.write_text(settings, "utf-8")
            arguments += ["--secret", f"id=pip,src={path}"]
        yield arguments
