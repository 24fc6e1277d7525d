import pytest
from hypothesis import given
from hypothesis import strategies as st

from ops.local_stage.plugin.bandup_localstack.reference import ImageReference

DIGESTS = st.text("0123456789abcdef", min_size=64, max_size=64)
REGISTRIES = st.from_regex(r"[a-z][a-z0-9.-]{0,20}(:[1-9][0-9]{0,4})?", fullmatch=True)
FOLDERS = st.from_regex(r"[a-z][a-z0-9_]{0,20}", fullmatch=True)


@given(REGISTRIES, FOLDERS, DIGESTS)
def test_what_is_written_is_read_back(registry: str, folder: str, digest: str) -> None:
    reference = ImageReference(registry, folder, digest)
    assert ImageReference.parse(str(reference)) == reference


@pytest.mark.parametrize(
    "text",
    [
        "process.local/bandup/job_api:v1",
        "process.local/bandup/job_api",
        f"process.local/bandup/job_api:v1@sha256:{'a' * 64}",
        f"process.local/other/job_api@sha256:{'a' * 64}",
        f"process.local/bandup/../job_api@sha256:{'a' * 64}",
        f"process.local/bandup/job_api@sha256:{'A' * 64}",
        f"process.local/bandup/job_api@sha256:{'a' * 63}",
        f"process.local/bandup/job_api@sha256:{'a' * 64}\n",
        "",
    ],
)
def test_only_digests_of_our_images_are_taken(text: str) -> None:
    with pytest.raises(ValueError, match="is not <registry>"):
        ImageReference.parse(text)
