import pytest

from ops.images.smoke import SmokeError, named_settings

# As the runtime prints them: the lines of a traceback are joined.
REFUSED = (
    "[WARNING]\t2026-01-01T00:00:00.000Z\t\tLAMBDA_WARNING: Unhandled exception.\n"
    "[ERROR] SettingsError: The function cannot start: QUEUE_URL is not set; DYNAMODB_JOBS is not set."
    'Traceback (most recent call last):\xa0\xa0File "app.py", line 1, in <module>\xa0\xa0\xa0\xa0OTHER_NAME\n'
    "ConnectionRefusedError: [Errno 111] Connection refused\n"
)


def test_the_variables_of_a_refusal_are_found() -> None:
    assert named_settings("image", REFUSED) == ["QUEUE_URL", "DYNAMODB_JOBS"]


def test_a_refusal_in_the_midst_of_another_line_is_found() -> None:
    assert named_settings("image", REFUSED.replace("[ERROR]", 'File "a.py", line 1\n    [ERROR]')) == [
        "QUEUE_URL",
        "DYNAMODB_JOBS",
    ]


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        ("[ERROR] KeyError: 'no'Traceback (most recent call last): A_NAME", "names none"),
        ("[ERROR] Runtime.ImportModuleError: Unable to import module 'function.handler'", "can't load"),
        ("[ERROR] Runtime.HandlerNotFound: Handler 'handler' missing on MODULE_NAME", "can't load"),
        ("exec: python: not found", "python: not found"),
        ("[ERROR] [1] LAMBDA_RUNTIME Failed to get next invocation. No Response from endpoint", "without its settings"),
    ],
)
def test_any_other_end_is_a_fault_of_the_image(output: str, reason: str) -> None:
    with pytest.raises(SmokeError, match=reason):
        named_settings("image", output)
