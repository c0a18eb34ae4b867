"""Files are judged by what they are; each refusal says what was found and what to do (C2)."""

import hashlib
from collections.abc import Callable
from typing import Any

import pytest

from portal_tui.engine.uploads import Accepted, Rejected, UploadLimits, inspect
from portal_tui.engine.uploads.verdict import JPEG, PDF, PNG
from portal_tui.texts import LANGUAGES, texts
from tests.architecture.test_imports import loaded
from tests.engine.uploads import files


def short(value: object) -> str | None:
    """The id of a parameter: files differ from run to run."""
    return "file" if isinstance(value, bytes | dict) else None


def rejected(data: bytes, limits: UploadLimits | None = None, name: str = "") -> Rejected:
    verdict = inspect(data, limits, name=name)
    assert isinstance(verdict, Rejected)
    for language in LANGUAGES:
        sentence = texts(language)(verdict.text_key, **verdict.params)
        assert all(str(value) in sentence for value in verdict.params.values() if value != "?")
    return verdict


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (files.image("PNG"), {"media_type": PNG, "pixels": (64, 48), "extension": ".png"}),
        (files.image("PNG", mode="P"), {"media_type": PNG, "pixels": (64, 48)}),
        (files.image("JPEG"), {"media_type": JPEG, "pixels": (64, 48), "extension": ".jpg"}),
        (files.image("JPEG", mode="CMYK"), {"media_type": JPEG, "pixels": (64, 48)}),
        (files.phone_photo(), {"media_type": JPEG, "pixels": (64, 48)}),
        (files.pdf(3), {"media_type": PDF, "pages": 3, "pixels": None, "extension": ".pdf"}),
        (files.pdf_with_signature_field(signed=True), {"media_type": PDF, "pages": 1, "signed": True}),
        (files.pdf_with_signature_field(signed=False), {"media_type": PDF, "pages": 1, "signed": False}),
        (files.pdf_with_objects(files.stream(b"q Q")), {"media_type": PDF, "pages": 1}),
    ],
    ids=short,
)
def test_honest_files_are_accepted_with_their_measures(data: bytes, expected: dict[str, Any]) -> None:
    verdict = inspect(data)
    assert isinstance(verdict, Accepted)
    assert {name: getattr(verdict, name) for name in expected} == expected
    assert verdict.digest == hashlib.sha256(data).hexdigest()
    assert verdict.size == len(data)


def test_the_name_decides_nothing() -> None:
    verdict = inspect(files.image("PNG"), name="demande.pdf")
    assert isinstance(verdict, Accepted)
    assert verdict.extension == ".png"


@pytest.mark.parametrize(("size", "accepted"), [(4_999_999, True), (5_000_000, True), (5_000_001, False)])
def test_five_million_bytes_are_the_most(size: int, accepted: bool) -> None:
    photo = files.image("JPEG")
    verdict = inspect(photo + b"\0" * (size - len(photo)))
    if accepted:
        assert isinstance(verdict, Accepted)
        assert verdict.size == size
    else:
        assert verdict == Rejected("too-large", {"size": 5_000_001, "limit": 5_000_000})


def test_an_empty_file_is_refused() -> None:
    assert rejected(b"").code == "empty"
    assert rejected(files.pdf(), UploadLimits(max_bytes=100)).code == "too-large"


@pytest.mark.parametrize(
    ("data", "code", "found"),
    [
        (files.heic(), "heic", "HEIC"),
        (files.image("GIF"), "image", "GIF"),
        (files.image("TIFF"), "image", "TIFF"),
        (files.image("BMP"), "image", "BMP"),
        (files.image("WEBP"), "image", "WebP"),
        (b"<?xml version='1.0'?>\n<svg/>", "image", "SVG"),
        (b"\0\0\0\x1cftypavif" + bytes(99), "image", "AVIF"),
        (files.zip_of("[Content_Types].xml", "word/document.xml"), "document", "Word"),
        (files.zip_of("[Content_Types].xml", "xl/workbook.xml"), "document", "Excel"),
        (files.zip_of("ppt/presentation.xml"), "document", "PowerPoint"),
        (files.zip_of("Index/Document.iwa"), "document", "Pages"),
        (files.ole("WordDocument"), "document", "Word"),
        (files.ole("Workbook"), "document", "Excel"),
        (files.ole("Other"), "document", "Microsoft Office"),
        (files.ole("__substg1.0_"), "mail", "Outlook"),
        (b"{\\rtf1 a}", "document", "RTF"),
        (files.zip_of("plan.pdf"), "archive", "ZIP"),
        (files.zip_of(), "archive", "ZIP"),
        (b"Rar!\x1a\x07\x01\0", "archive", "RAR"),
        (b"\0\0\0\x18ftypisom" + bytes(99), "media", "MP4"),
        (b"ID3\x03" + bytes(99), "media", "MP3"),
        (b"MZ\x90\0\x03" + bytes(99), "program", "Windows"),
        (b"#!/bin/sh\n", "program", "script"),
        (b"Budget: 5 000 $\n", "text", "TXT"),
        ("été".encode("utf-16"), "text", "TXT"),
        (b"\xef\xbb\xbf<!DOCTYPE html><p>", "text", "HTML"),
        (b"<?xml version='1.0'?><a/>", "text", "XML"),
        (b"\x01\x02\x03\x04", "unknown", "?"),
        (b"BM is text", "text", "TXT"),
    ],
    ids=short,
)
def test_other_files_are_named_by_what_they_are(data: bytes, code: str, found: str) -> None:
    verdict = rejected(data)
    assert (verdict.code, verdict.params["found"]) == (code, found)
    assert verdict.params["accepted"] == "PDF, PNG, JPEG"


@pytest.mark.parametrize("name", ["demande.pdf", "photo.JPG", "photo.jpeg", "a.png"])
def test_a_new_name_converts_nothing(name: str) -> None:
    verdict = rejected(files.zip_of("word/document.xml"), name=name)
    assert verdict.code == "misnamed"
    assert verdict.params["found"] == "Word"
    assert rejected(b"\x01\x02\x03", name=name).code == "misnamed-unknown"


def test_a_task_may_accept_less() -> None:
    verdict = rejected(files.image("PNG"), UploadLimits(media_types=(PDF,)))
    assert verdict == Rejected("other-type", {"found": "PNG", "accepted": "PDF"})


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (files.image("PNG")[:8], "damaged"),
        (files.image("PNG")[:-1], "damaged"),
        (files.image("PNG").replace(b"IDAT", b"IDOT"), "damaged"),
        (files.image("JPEG")[:3], "damaged"),
        (files.image("JPEG", (640, 480))[:-400], "damaged"),
        (files.pdf()[:-7], "damaged"),
        (files.pdf(50)[:2000], "damaged"),
        (b"%PDF-", "damaged"),
        (b"%PDF-1.7\nnothing\n%%EOF", "damaged"),
        (files.without_pages(), "pdf-no-pages"),
        (files.encrypted_pdf("user", "owner"), "pdf-encrypted"),
        (files.encrypted_pdf("", "owner"), "pdf-encrypted"),
        (files.aes_pdf(), "pdf-encrypted"),
        (b"\n" + files.pdf(), "pdf-preceded"),
        (b"\x01" * 900 + files.pdf(), "pdf-preceded"),
        (b"x" * 2000 + files.pdf(), "text"),
    ],
    ids=short,
)
def test_files_that_cannot_be_read_whole_are_refused(data: bytes, code: str) -> None:
    assert rejected(data).code == code


@pytest.mark.parametrize(
    ("data", "code", "other"),
    [
        (files.image("JPEG")[:2] + b"\xff\xfe\0\x09%PDF-1." + files.image("JPEG")[2:], "two-in-one", "PDF"),
        (files.image("PNG") + files.pdf(), "two-in-one", "PDF"),
        (files.image("PNG") + files.zip_of("a"), "two-in-one", "ZIP"),
        (files.image("JPEG") + files.zip_of("a"), "two-in-one", "ZIP"),
        (files.pdf() + files.zip_of("a"), "two-in-one", "ZIP"),
        (files.pdf() + files.zip_of("a") + b"\n%%EOF\n", "two-in-one", "ZIP"),
        (files.image("PNG") + b"<script>", "png-followed", None),
    ],
    ids=short,
)
def test_files_that_are_two_things_are_refused(data: bytes, code: str, other: str | None) -> None:
    verdict = rejected(data)
    assert (verdict.code, verdict.params.get("other")) == (code, other)


def test_forty_million_pixels_are_the_most() -> None:
    accepted = inspect(files.flat_png(8000, 5000))
    assert isinstance(accepted, Accepted)
    assert accepted.pixels == (8000, 5000)
    verdict = rejected(files.flat_png(8000, 5001))
    assert verdict == Rejected("too-many-pixels", {"width": 8000, "height": 5001, "limit": 40})
    assert rejected(files.flat_png(12_000, 12_000)).code == "too-many-pixels"


FLATE = b"/Filter /FlateDecode"


OBJECTS = b"/Type /ObjStm /N 9 /First 4 " + FLATE


@pytest.mark.parametrize(
    "objects",
    [
        lambda: [files.stream(files.zeros(60_000_000), FLATE)],
        lambda: [files.stream(files.zeros(20_000_000), FLATE)] * 3,
        lambda: [files.stream(b"q Q"), files.stream(files.zeros(60_000_000), OBJECTS)],
        lambda: [files.stream(b"", b"/Filter [ /FlateDecode /Fl ]")],
    ],
    ids=["one", "together", "objects", "twice"],
)
def test_a_pdf_that_would_burst_is_refused(objects: Callable[[], list[bytes]]) -> None:
    limits = UploadLimits(max_inflated=50_000_000)
    assert rejected(files.pdf_with_objects(*objects()), limits).code == "pdf-bomb"


def test_the_largest_bomb_is_refused_in_time() -> None:
    bomb = files.stream(files.zeros(300_000_000), FLATE)
    assert rejected(files.pdf_with_objects(*[bomb] * 16)).code == "pdf-bomb"


def test_a_pdf_with_large_but_honest_pages_is_accepted() -> None:
    scans = [files.stream(files.zeros(100_000_000), FLATE)] * 5
    assert isinstance(inspect(files.pdf_with_objects(*scans)), Accepted)


def test_judging_loads_no_parser_here() -> None:
    modules = loaded(
        "from portal_tui.engine.uploads import inspect; from base64 import b64decode\n"
        "assert inspect(b64decode('JVBERi0=')).code == 'damaged'"
    )
    assert not modules & {"pypdf", "PIL"}
