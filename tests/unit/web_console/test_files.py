from pathlib import Path

import pytest

from ops.web_console.exceptions import ConsoleError
from ops.web_console.files import cache_control, content_type, digest_of, read_build, read_headers, screen_path
from ops.web_console.page import connect_sources, read_sources, write_sources

PAGE = b'<meta http-equiv="Content-Security-Policy" content="connect-src __CONNECT_SRC__">'


def test_a_build_is_its_files(tmp_path: Path) -> None:
    (tmp_path / "assets").mkdir()
    (tmp_path / "index.html").write_bytes(PAGE)
    (tmp_path / "assets" / "main-1F.js").write_bytes(b"1")
    files = read_build(tmp_path)
    assert files == {"index.html": PAGE, "assets/main-1F.js": b"1"}
    assert digest_of(files) == digest_of(dict(reversed(files.items())))
    for other in ({**files, "assets/main-1F.js": b"2"}, {**files, "assets/b.js": b"1"}, {"index.html": PAGE}):
        assert digest_of(other) != digest_of(files)


@pytest.mark.parametrize(
    ("name", "complaint"), [(None, "make console"), ("config.json", "the stage's"), ("assets/what", "no kind")]
)
def test_what_is_no_build_is_refused(tmp_path: Path, name: str | None, complaint: str) -> None:
    (tmp_path / "assets").mkdir()
    if name:
        (tmp_path / "index.html").write_bytes(PAGE)
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(ConsoleError, match=complaint):
        read_build(tmp_path)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("index.html", "text/html; charset=utf-8"),
        ("assets/a.js", "text/javascript; charset=utf-8"),
        ("assets/a.css", "text/css; charset=utf-8"),
        ("assets/a.svg", "image/svg+xml"),
        ("assets/a.woff2", "font/woff2"),
        ("assets/a.LEGAL.txt", "text/plain; charset=utf-8"),
    ],
)
def test_a_browser_is_told_each_file_s_kind(name: str, kind: str) -> None:
    assert content_type(name) == kind


def test_only_what_is_named_by_its_content_is_kept() -> None:
    assert cache_control("assets/main-1F.js") == "public, max-age=31536000, immutable"
    assert cache_control("index.html") == cache_control("icon.svg") == "no-cache"


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("/", "/index.html"),
        ("/essays/1", "/index.html"),
        ("/a.b/c", "/index.html"),
        ("/a/", "/index.html"),
        ("/icon.svg", "/icon.svg"),
        ("/assets/main-1F.js", "/assets/main-1F.js"),
    ],
)
def test_a_path_without_a_dot_at_its_end_is_a_screen(path: str, file: str) -> None:
    assert screen_path(path) == file


def test_the_page_may_ask_the_named_origins_and_no_other() -> None:
    sources = connect_sources(["https://api.example.com/v1", "https://api.example.com", "http://127.0.0.1:4566/x"])
    assert sources == "'self' http://127.0.0.1:4566 https://api.example.com"
    written = write_sources(PAGE, sources)
    assert read_sources(written) == sources
    assert b"__CONNECT_SRC__" not in written
    assert write_sources(written, "'self'") == write_sources(PAGE, "'self'")


@pytest.mark.parametrize(
    "address",
    [
        "https://*.example.com",
        "*",
        "https:",
        "http://api.example.com",
        "https://a.com;script-src *",
        "data:x",
        "",
        "https://a'b",
    ],
)
def test_an_address_that_is_not_exact_is_refused(address: str) -> None:
    with pytest.raises(ConsoleError, match="may not be let connect"):
        connect_sources([address])


@pytest.mark.parametrize("page", [b"<p>", PAGE + PAGE])
def test_a_page_that_does_not_say_where_the_addresses_go_is_refused(page: bytes) -> None:
    with pytest.raises(ConsoleError, match="one is expected"):
        write_sources(page, "'self'")


def test_the_policies_of_header_and_page_leave_no_gap() -> None:
    directives = dict(part.strip().partition(" ")[::2] for part in read_headers()["Content-Security-Policy"].split(";"))
    assert directives["script-src"] == directives["style-src"] == directives["worker-src"] == "'self'"
    for name in ("frame-ancestors", "frame-src", "object-src", "base-uri"):
        assert directives[name] == "'none'", name
    assert not {"connect-src", "default-src"} & set(directives)
    assert not {"*", "https:", "http:"} & set(" ".join(directives.values()).split())
