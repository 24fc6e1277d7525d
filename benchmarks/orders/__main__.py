"""`python -m orders`, with the folders of `make` on the path: see docs/use/interview.md."""

from .measure import list_lines

if __name__ == "__main__":
    for line in list_lines():
        print(line)
