"""Real files to upload, honest and hostile, built when they are asked for."""

import io
import struct
import zipfile
import zlib
from functools import cache

from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    NameObject,
    NumberObject,
    TextStringObject,
)


def image(format: str, size: tuple[int, int] = (64, 48), mode: str = "RGB") -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 128).save(out, format)
    return out.getvalue()


def phone_photo() -> bytes:
    """What phones write: a JPEG with a second picture in it (MPF) and a trailer of their own."""
    out = io.BytesIO()
    Image.new("RGB", (64, 48)).save(out, "MPO", save_all=True, append_images=[Image.new("RGB", (8, 8))])
    return out.getvalue() + b"SEFHk\0\0\0trailer of a phone"


def flat_png(width: int, height: int) -> bytes:
    """A PNG of a single grey, made without a picture of that size in memory."""
    compressor = zlib.compressobj(9)
    rows = b"".join(compressor.compress(b"\0" * (1 + width)) for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)),
        (b"IDAT", rows + compressor.flush()),
        (b"IEND", b""),
    ]
    packed = [
        struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
        for name, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def written(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(612, 792)
    return written(writer)


def encrypted_pdf(user: str, owner: str) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(612, 792)
    writer.encrypt(user, owner, algorithm="RC4-128")
    return written(writer)


def aes_pdf() -> bytes:
    """Says that it is encrypted with a cipher for which pypdf needs a further library."""
    return encrypted_pdf("", "owner").replace(b"/V 2", b"/V 5").replace(b"/R 3", b"/R 6")


def pdf_with_signature_field(signed: bool) -> bytes:
    """A PDF whose form has a signature field, with a signature in it or still empty."""
    writer = PdfWriter()
    page = writer.add_blank_page(612, 792)
    field = DictionaryObject(
        {
            NameObject("/Type"): NameObject("/Annot"),
            NameObject("/Subtype"): NameObject("/Widget"),
            NameObject("/FT"): NameObject("/Sig"),
            NameObject("/T"): TextStringObject("Signature1"),
            NameObject("/Rect"): ArrayObject([NumberObject(0)] * 4),
        }
    )
    if signed:
        signature = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Sig"),
                NameObject("/Filter"): NameObject("/Adobe.PPKLite"),
                NameObject("/SubFilter"): NameObject("/adbe.pkcs7.detached"),
                NameObject("/ByteRange"): ArrayObject([NumberObject(n) for n in (0, 10, 20, 10)]),
                NameObject("/Contents"): ByteStringObject(b"\0" * 64),
            }
        )
        field[NameObject("/V")] = writer._add_object(signature)
    reference = writer._add_object(field)
    page[NameObject("/Annots")] = ArrayObject([reference])
    form = DictionaryObject(
        {NameObject("/Fields"): ArrayObject([reference]), NameObject("/SigFlags"): NumberObject(3)}
    )
    writer.root_object[NameObject("/AcroForm")] = writer._add_object(form)
    return written(writer)


def pdf_with_objects(*objects: bytes) -> bytes:
    """A one-page PDF with these objects in it, numbered from 4, written by hand."""
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
        *objects,
    ]
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(bodies, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    out += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    out += b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, start)
    return bytes(out)


def stream(content: bytes, dictionary: bytes = b"") -> bytes:
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(content), dictionary, content)


@cache
def zeros(size: int) -> bytes:
    """``size`` zeros, compressed."""
    compressor = zlib.compressobj(9)
    piece = bytes(1_000_000)
    return b"".join(compressor.compress(piece) for _ in range(size // len(piece))) + compressor.flush()


def zip_of(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in names:
            archive.writestr(name, "content")
    return out.getvalue()


def ole(part: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + part.encode("utf-16-le") + bytes(500)


def heic() -> bytes:
    return b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(2000)


def without_pages() -> bytes:
    reader = PdfReader(io.BytesIO(pdf()))
    writer = PdfWriter(clone_from=reader)
    writer.remove_page(0)
    return written(writer)
