"""The two pages: where somebody signs in, and what is told to them if a client asked for what it may not."""

from urllib.parse import urlsplit

from markupsafe import Markup

_PAGE = Markup(
    """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<h1>{title}</h1>{body}</html>"""
)

_FORM = Markup(
    """{complaint}<form method="post" action="{action}">
<p><label>E-mail <input name="username" type="email" autocomplete="username" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<input type="hidden" name="_csrf" value="{csrf}"><p><button>Sign in</button></p></form>
<p>Local stage. Users of its own pool sign in here, and nobody else.</p>"""
)

_COMPLAINT = Markup("""<p role="alert">{complaint}</p>""")


def show_form(action: str, csrf: str, complaint: str = "") -> str:
    """The page where somebody signs in.

    Args:
        action: where the form goes.
        csrf: what the form has to bring, as the browser's cookie does.
        complaint: what was wrong with the last try.
    """
    told = _COMPLAINT.format(complaint=complaint) if complaint else ""
    return str(_PAGE.format(title="Sign in", body=_FORM.format(complaint=told, action=action, csrf=csrf)))


def show_error(code: str) -> str:
    """The page that says what is wrong with the client."""
    return str(_PAGE.format(title="An error was encountered with the requested page.", body=code))


def page_policy(redirect_uri: str | None = None) -> str:
    """The page's Content-Security-Policy: no script and nothing loaded; its form ends at the client's address."""
    origin = ""
    if redirect_uri:
        parts = urlsplit(redirect_uri)
        origin = f" {parts.scheme}://{parts.netloc}"
    return f"default-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'{origin}"
