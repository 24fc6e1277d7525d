"""How cards look in Anki. The ids of both note types are fixed, since Anki recognises them by their ids.

Whoever adds a field gives both types new ids. Then Anki's option "Merge note types" moves notes of before to the new
type and updates them at once; under the same id it would only add an empty field. Without the option such notes stay as
they are. Neither way doubles a note.
"""

import genanki

_SOURCE_FIELDS = [{"name": "Example"}, {"name": "Quote"}, {"name": "Page"}]
_HELP_FIELDS = [{"name": "Hint"}, {"name": "Context"}, {"name": "Page image"}]

_HINT = '{{#Hint}}<div class="hint" dir="auto">{{hint:Hint}}</div>{{/Hint}}'
"""On the front, behind Anki's own link that shows it."""

_SOURCE = """
{{#Example}}<div class="example" dir="auto">{{Example}}</div>{{/Example}}
<blockquote dir="auto">{{Quote}}</blockquote>
{{#Context}}<div class="context" dir="auto">{{Context}}</div>{{/Context}}
{{#Page image}}<div class="page-image">{{Page image}}</div>{{/Page image}}
{{#Page}}<div class="page">Page {{Page}}</div>{{/Page}}
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
.page, .context, .hint { font-size: 0.7em; color: #5e5c64; }
.context { max-width: 52em; margin: 0.6em auto; }
.page-image img { max-width: 100%; background: white; }
.nightMode .cloze { color: #99c1f1; }
.nightMode blockquote, .nightMode .page, .nightMode .context, .nightMode .hint { color: #c0bfbc; }
"""

QUESTION = genanki.Model(
    1_395_470_714,
    "BandUp question",
    fields=[{"name": "Question"}, {"name": "Answer"}, *_SOURCE_FIELDS, *_HELP_FIELDS],
    templates=[
        {
            "name": "Card",
            "qfmt": '<div class="question" dir="auto">{{Question}}</div>' + _HINT,
            "afmt": '<div class="question" dir="auto">{{Question}}</div><hr id="answer">'
            '<div class="answer" dir="auto">{{Answer}}</div>' + _SOURCE,
        }
    ],
    css=_CSS,
)
"""A question on the front, its answer on the back."""

CLOZE = genanki.Model(
    1_867_028_347,
    "BandUp gap",
    fields=[{"name": "Text"}, *_SOURCE_FIELDS, *_HELP_FIELDS],
    templates=[
        {
            "name": "Gap",
            "qfmt": '<div class="question" dir="auto">{{cloze:Text}}</div>' + _HINT,
            "afmt": '<div class="question" dir="auto">{{cloze:Text}}</div><hr id="answer">' + _SOURCE,
        }
    ],
    css=_CSS,
    model_type=genanki.Model.CLOZE,
)
"""A sentence with one or more gaps, each a card of its own."""
