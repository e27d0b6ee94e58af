"""Reading: what becomes a document, what a problem, and where a publication date comes from."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from reformcli.errors import UsageError
from reformcli.models import Document, Problem
from reformcli.read import read_paths
from reformcli.read.document import text_id
from reformcli.read.published import from_field, from_name, from_url

PAGE = """<html><head><title>Tin - Báo Mẫu</title><meta property="og:title" content="Số hóa hồ sơ">
<link rel="canonical" href="https://baomau.example.org/tin-20250930.html">{head}</head>
<body><nav><a href="/">Trang chủ</a></nav><article><h1>Số hóa hồ sơ</h1>
<p>Tỉnh Bắc Giang đã số hóa 71,5% hồ sơ trong quý II/2025, theo báo cáo của Sở Nội vụ gửi hôm thứ Ba.</p>
<p>Sở sẽ hoàn thành phần còn lại trước ngày 30/11 và công bố kết quả cho người dân.</p></article></body></html>"""


def documents(*paths: Path) -> list[Document]:
    return [item for item in read_paths(paths) if isinstance(item, Document)]


def problems(*paths: Path) -> dict[str, str]:
    return {item.where: item.message for item in read_paths(paths) if isinstance(item, Problem)}


def written(path: Path, content: str | bytes | Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    data = content if isinstance(content, str | bytes) else json.dumps(content)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_text_is_kept_to_the_letter(tmp_path: Path, encoding: str) -> None:
    text = "Ngày 5/6\r\nBắc Giang đạt 95%\rhết\n\u2028 های دونگ 🙂\n"
    [found] = documents(written(tmp_path / "a.txt", text.encode(encoding)))
    assert (found.text, found.id) == (text, text_id(text))


@pytest.mark.parametrize(("encoding", "text"), [
    ("cp1252", "À peine 35 % des dossiers ont été réglés à temps ; l’été dernier, c’était déjà le cas de la moitié."),
    ("cp1256", "تا پايان سال گزارش اجراي طرح به وزارت کشور داده مي شود و مردم نتيجه را خواهند ديد."),
])
def test_other_encodings_are_detected(tmp_path: Path, encoding: str, text: str) -> None:
    assert documents(written(tmp_path / "a.txt", text.encode(encoding)))[0].text == text


def test_a_damaged_byte_costs_one_letter(tmp_path: Path) -> None:
    damaged = "Bắc Giang đã số hóa hồ sơ ".encode() + b"\xff" + "ở tất cả các xã".encode()
    assert documents(written(tmp_path / "a.txt", damaged))[0].text == "Bắc Giang đã số hóa hồ sơ \ufffdở tất cả các xã"


@pytest.mark.parametrize(("name", "content", "says"), [
    ("a.txt", b"", "no text"),
    ("a.txt", b" \n", "no text"),
    ("a.txt", b"abc\0def", "NUL"),
    ("a.txt", bytes(range(256)) * 9, "NUL"),
    ("a.jsonl", b"\n", "no records"),
    ("a.html", b"<html><body></body></html>", "no text"),
    ("a.pdf", b"%PDF", ".txt"),
])
def test_what_cannot_be_read_says_why(tmp_path: Path, name: str, content: bytes, says: str) -> None:
    path = written(tmp_path / name, content)
    assert says in problems(path)[str(path)]


def test_a_path_that_is_not_there_is_a_mistake_of_the_call(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nowhere"):
        list(read_paths([tmp_path / "nowhere"]))


def test_folders_are_read_in_order_without_what_is_hidden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("b/1.txt", "a/2.TXT", "a/.3.txt", ".c/4.txt", "a/notes.md", "a/2.json"):
        written(tmp_path / "raw" / name, "{}" if name.endswith("json") else name)
    monkeypatch.chdir(tmp_path)
    assert [found.path for found in documents(Path("raw"), Path("raw/b/1.txt"))] == ["raw/a/2.TXT", "raw/b/1.txt"]


def test_an_empty_folder_and_a_broken_link_are_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "links").mkdir()
    (tmp_path / "links" / "a.txt").symlink_to(tmp_path / "gone.txt")
    os.mkfifo(tmp_path / "links" / "pipe.txt")
    assert len(problems(tmp_path / "empty")) == 1
    assert len(problems(tmp_path / "links")) == 2


def test_a_record_gives_what_it_knows(tmp_path: Path) -> None:
    record = {"id": 7, "input": "Un texte.", "language": "fr-FR", "published": "2025-03-04T10:00:00+07:00",
              "title": "T", "url": "https://example.org/a", "provinces": [{"text": "gold"}]}
    path = written(tmp_path / "a.jsonl", "\ufeff" + json.dumps(record) + "\n")
    assert documents(path) == [
        Document("Un texte.", "7", str(path), "fr", "2025-03-04", "T", "https://example.org/a", line=1)]


def test_a_bad_line_does_not_stop_the_others(tmp_path: Path) -> None:
    lines = ['{"text": "first"}', "", "nope", '{"text": 5}', "[1]", '{"text": " "}', "[" * 100_000, '{"text": "last"}']
    path = written(tmp_path / "a.jsonl", "\n".join(lines).encode() + b"\n\xff\n")
    assert [(found.text, found.line) for found in documents(path)] == [("first", 1), ("last", 8)]
    assert list(problems(path)) == [f"{path}:{number}" for number in (3, 4, 5, 6, 7, 9)]


def test_half_a_letter_becomes_a_mark_and_moves_nothing(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", r'{"text": "a \ud83d b \ud83d\ude00 c", "title": "\udc00"}' + "\n")
    [found] = documents(path)
    assert (found.text, found.title) == ("a \ufffd b 😀 c", "\ufffd")
    assert text_id("\ud83d") != text_id("\ufffd")


def test_a_sidecar_tells_where_and_when_but_no_gold(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "Text")
    written(tmp_path / "a.json", {"published": "2025-01-02", "url": "u", "title": "t", "language": "fr", "id": "x"})
    assert documents(path) == [Document("Text", text_id("Text"), str(path), None, "2025-01-02", "t", "u")]


@pytest.mark.parametrize("content", ["{", "[]"])
def test_a_bad_sidecar_does_not_cost_the_article(tmp_path: Path, content: str) -> None:
    path = written(tmp_path / "a.txt", "Text")
    written(tmp_path / "a.json", content)
    assert list(problems(path)) == [str(tmp_path / "a.json")]
    assert len(documents(path)) == 1


@pytest.mark.parametrize(("head", "published"), [
    ('<meta property="article:published_time" content="2025-09-29T08:00:00+07:00">', "2025-09-29"),
    ('<script type="application/ld+json">{"datePublished": "2025-09-28"}</script>', "2025-09-28"),
    ('<time itemprop="datePublished" datetime="2025-09-27">', "2025-09-27"),
    ('<meta property="article:published_time" content="soon">', "2025-09-30"),
])
def test_a_page_is_its_article(tmp_path: Path, head: str, published: str) -> None:
    [found] = documents(written(tmp_path / "a.html", PAGE.format(head=head)))
    assert found.text.count("\n") == 2
    assert "Trang chủ" not in found.text
    assert (found.title, found.published) == ("Số hóa hồ sơ", published)
    assert found.url == "https://baomau.example.org/tin-20250930.html"


def test_a_piece_of_a_page_is_read_too(tmp_path: Path) -> None:
    assert documents(written(tmp_path / "a.html", "<p>Bắc Giang: 71,5%</p>"))[0].text == "Bắc Giang: 71,5%"


def test_a_name_that_is_no_utf8_can_be_shown(tmp_path: Path) -> None:
    path = Path(os.fsdecode(bytes(tmp_path) + b"/caf\xe9.txt"))
    try:
        written(path, "Text")
    except OSError:
        pytest.skip("this file system takes only names in UTF-8")
    assert documents(tmp_path)[0].path == f"{tmp_path}/caf\\xe9.txt"


@pytest.mark.parametrize(("value", "published"), [
    ("2025-09-29", "2025-09-29"), ("2025-09-29 10:11", "2025-09-29"), ("20250929", "2025-09-29"),
    ("2025-02-30", None), ("29/09/2025", None), ("2025-9-2909", None), ("", None), (20250929, None), (None, None),
])
def test_a_field_states_a_day(value: Any, published: str | None) -> None:
    assert from_field(value) == published


@pytest.mark.parametrize(("name", "published"), [
    ("2025-09-29_slug.txt", "2025-09-29"), ("20250929-slug.txt", "2025-09-29"), ("2025_09_29.html", "2025-09-29"),
    ("slug_2025-09-29.txt", None), ("2025-13-01_slug.txt", None), ("202509291_slug.txt", None), ("0925_x.txt", None),
])
def test_a_name_starts_with_a_day(name: str, published: str | None) -> None:
    assert from_name(name) == published


@pytest.mark.parametrize(("url", "published"), [
    ("https://example.org/2025/09/29/slug.html", "2025-09-29"), ("https://example.org/2025/9/5/slug", "2025-09-05"),
    ("https://example.org/slug-20250929.htm", "2025-09-29"),
    ("https://example.org/20250929101530123.htm", "2025-09-29"),
    ("https://example.org/2025-09-29-slug", "2025-09-29"), ("https://example.org/20259929/2025/01/02/", "2025-01-02"),
    ("https://example.org/post321395.vnp", None), ("https://example.org/1404/07/30/x", None),
    ("https://example.org/a?day=20250929", None), ("https://20250929.example.org/", None), ("http://[bad", None),
    ("https://example.org/120250929.htm", None), (None, None), (5, None),
])
def test_an_address_holds_a_day(url: Any, published: str | None) -> None:
    assert from_url(url) == published
