"""Decodes an image to the last pixel; only ever run in the parser's process."""

import struct
from io import BytesIO

from PIL import Image

from portal_tui.contract.decisions import Value

from .verdict import LABELS, Findings, UploadLimits


def measure_image(data: bytes, media_type: str, limits: UploadLimits) -> Findings:
    """The pixels of a PNG or JPEG that is whole, or why it is refused."""
    found = LABELS[media_type]
    Image.MAX_IMAGE_PIXELS = None  # Pillow only warns below twice its limit: ours is looked at here
    try:
        with Image.open(BytesIO(data), formats=[found]) as image:
            width, height = image.size
            if width * height > limits.max_pixels:
                return Findings(refused="too-many-pixels", params=_pixels(width, height, limits))
            image.verify()
        with Image.open(BytesIO(data), formats=[found]) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        return Findings(refused="damaged", params={"found": found})
    return Findings(pixels=(width, height))


def _pixels(width: int, height: int, limits: UploadLimits) -> dict[str, Value]:
    return {"width": width, "height": height, "limit": limits.max_pixels // 1_000_000}
