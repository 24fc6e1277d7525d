"""S3's objects stay in the stage's own temporary folder.

LocalStack keeps them in one fixed folder of the machine, where two stages would write into each other's buckets and
nothing would ever delete them.
"""

import tempfile
from pathlib import Path

from localstack.runtime import hooks
from localstack.services.s3 import provider


@hooks.on_infra_start()
def keep_objects_in_stage() -> None:
    """Let the S3 service, once it starts, use a folder under TMPDIR."""
    provider.DEFAULT_S3_TMP_DIR = str(Path(tempfile.gettempdir()) / "s3")
