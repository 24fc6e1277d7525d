"""A token has one spelling."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bandup.core.base64url import is_canonical


@given(st.binary(max_size=40))
def test_what_an_encoder_writes_is_canonical(data: bytes) -> None:
    assert is_canonical(base64.urlsafe_b64encode(data).rstrip(b"=").decode())


@pytest.mark.parametrize("text", ["QR", "QQ==", "Q", "Q=", "a b", "é", "QUJ+", "QUJ\n"])
def test_other_spellings_are_not(text: str) -> None:
    assert not is_canonical(text)
