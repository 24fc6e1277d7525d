"""Script files for these tests."""

QUESTION = "Some people think that cities should ban private cars. To what extent do you agree or disagree?"

ANSWER = """\
Nowadays many city have too much cars, and the air is bad for the people who lives there. I agree that private cars \
should be banned in the centre, but not everywhere."""


def written(*, task: str = "2", band: str = "6.5", question: str = QUESTION, answer: str = ANSWER) -> str:
    return f"task: {task}\nband: {band}\n---\n{question}\n---\n{answer}\n"
