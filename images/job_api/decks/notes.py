"""How cards look in Anki. The ids of both note types are fixed, since Anki recognises them by their ids."""

import genanki

_SOURCE_FIELDS = [{"name": "Example"}, {"name": "Quote"}, {"name": "Page"}]

_SOURCE = """
{{#Example}}<div class="example" dir="auto">{{Example}}</div>{{/Example}}
<blockquote dir="auto">{{Quote}}</blockquote>
<div class="page">Page {{Page}}</div>
"""

# dir="auto" on each part: an Arabic quote may explain an English question.
_CSS = """
.card { font-family: system-ui, sans-serif; font-size: 20px; line-height: 1.5; text-align: center; padding: 1em; }
.question, .answer, .example, blockquote { max-width: 36em; margin: 0.6em auto; overflow-wrap: anywhere; }
.answer { font-weight: 600; }
.cloze { font-weight: 600; color: #1a5fb4; }
.example { font-style: italic; }
blockquote { font-size: 0.8em; color: #5e5c64; text-align: start; }
blockquote { border-inline-start: 3px solid #c0bfbc; padding-inline-start: 0.8em; }
.page { font-size: 0.7em; color: #5e5c64; }
.nightMode .cloze { color: #99c1f1; }
.nightMode blockquote, .nightMode .page { color: #c0bfbc; }
"""

QUESTION = genanki.Model(
    1_395_470_713,
    "BandUp question",
    fields=[{"name": "Question"}, {"name": "Answer"}, *_SOURCE_FIELDS],
    templates=[
        {
            "name": "Card",
            "qfmt": '<div class="question" dir="auto">{{Question}}</div>',
            "afmt": '{{FrontSide}}<hr id="answer"><div class="answer" dir="auto">{{Answer}}</div>' + _SOURCE,
        }
    ],
    css=_CSS,
)
"""A question on the front, its answer on the back."""

CLOZE = genanki.Model(
    1_867_028_346,
    "BandUp gap",
    fields=[{"name": "Text"}, *_SOURCE_FIELDS],
    templates=[
        {
            "name": "Gap",
            "qfmt": '<div class="question" dir="auto">{{cloze:Text}}</div>',
            "afmt": '<div class="question" dir="auto">{{cloze:Text}}</div><hr id="answer">' + _SOURCE,
        }
    ],
    css=_CSS,
    model_type=genanki.Model.CLOZE,
)
"""A sentence with a gap."""
