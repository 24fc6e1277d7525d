from pathlib import Path

import pytest

from ops.api_document.exceptions import ApiDocumentError
from ops.api_document.page import POLICY, TEMPLATE, loaded_addresses, write_page
from ops.api_document.tools import Ended

from .conftest import Tools

META = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'>{META}{head}</head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("planted", "address"),
    [
        ('<script src="https://cdn.example.com/a.js"></script>', "https://cdn.example.com/a.js"),
        ('<link rel="stylesheet" href="//fonts.example.com/css">', "//fonts.example.com/css"),
        ("<img SRC='http://example.com/logo.png'>", "http://example.com/logo.png"),
        ('<img srcset="https://example.com/2x.png 2x">', "https://example.com/2x.png 2x"),
        ('<iframe src="other.html"></iframe>', "other.html"),
        ('<svg><use href="https://example.com/i.svg#a"></use></svg>', "https://example.com/i.svg#a"),
        ('<svg><image xlink:href="https://example.com/i.png"/></svg>', "https://example.com/i.png"),
        ("<style>a{background:url( 'https://example.com/b.png' )}</style>", "https://example.com/b.png"),
        ('<style>@import "https://example.com/c.css";</style>', "https://example.com/c.css"),
        ('<p style="background: URL(https://example.com/d.png)">x</p>', "https://example.com/d.png"),
        ('<video poster="https://example.com/p.png"></video>', "https://example.com/p.png"),
        ('<form action="https://example.com/send"></form>', "https://example.com/send"),
    ],
)
def test_what_a_page_loads_is_found(planted: str, address: str) -> None:
    assert loaded_addresses(page(planted)) == [address]


def test_what_is_in_the_page_and_links_to_follow_are_no_loads() -> None:
    inside = '<img src="data:,"><svg><use href="#a"/></svg><style>b{mask:url(#m)}</style>'
    assert loaded_addresses(page(inside + '<a href="https://example.com">more</a>')) == []


@pytest.mark.parametrize(
    "text",
    [
        page("").replace(META, ""),
        page("").replace(META, META.replace("default-src 'none'", "default-src *")),
        page("").replace(META, f"<script>fetch('https://example.com')</script>{META}"),
        f"<html><body>{META}</body></html>",
    ],
)
def test_a_page_must_forbid_its_scripts_to_load_before_the_first_of_them(text: str) -> None:
    with pytest.raises(ApiDocumentError, match="ahead of all scripts"):
        loaded_addresses(text)


def test_our_template_forbids_it() -> None:
    assert loaded_addresses(TEMPLATE.read_text()) == []


def test_the_maker_s_logo_is_not_loaded(tmp_path: Path) -> None:
    run = Tools()
    run.written = page("<script>show(`https://cdn.redoc.ly/redoc/logo-mini.svg`)</script>")
    write_page(Path("api.yaml"), tmp_path / "docs" / "api.html", run)
    written = (tmp_path / "docs" / "api.html").read_text()
    assert "cdn.redoc.ly" not in written
    assert "<script>show(`data:image/svg+xml," in written


def test_no_page_is_left_that_would_load_something(tmp_path: Path) -> None:
    run = Tools()
    run.written = page('<img src="https://example.com/a.png">')
    with pytest.raises(ApiDocumentError, match=r"https://example\.com/a\.png"):
        write_page(Path("api.yaml"), tmp_path / "api.html", run)
    assert not (tmp_path / "api.html").exists()


def test_redocly_s_failure_is_said(tmp_path: Path) -> None:
    with pytest.raises(ApiDocumentError, match="makes no page of the document:\nno such option"):
        write_page(Path("api.yaml"), tmp_path / "api.html", Tools(Ended(1, "", "no such option")))
