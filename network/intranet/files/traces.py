"""A picture without what the camera wrote into it, made in a process of its own.

Where and when it was taken, and with which camera, is nobody's business who looks at it.
"""

import warnings
from io import BytesIO
from typing import Any

from PIL import Image

ENDINGS = {
    "avif": "AVIF",
    "gif": "GIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}
TURNED = 0x0112  # the tag that says how the camera was held
SEVERAL = "MPO"  # a JPEG with further pictures behind it, as telephones make them
ON_ITS_SIDE = range(5, 9)
TRACES = {"exif", "xmp", "XML:com.adobe.xmp", "photoshop", "comment", "Raw profile type exif"}


class OtherFormat(Exception):
    """The picture is of another format than the end of its name says."""


def without_traces(ending: str, content: bytes) -> tuple[bytes, int, int]:
    """The picture, its width and its height as it is shown. Raises OtherFormat.

    How it is turned and its colours are kept. Where nothing was written into it, it is unchanged.
    """
    # core.files.pictures has looked at how many there are.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None
    with Image.open(BytesIO(content), formats=[*set(ENDINGS.values())]) as picture:
        several = picture.format == SEVERAL
        if ("JPEG" if several else picture.format) != ENDINGS[ending]:
            raise OtherFormat
        width, height = picture.size
        turned = picture.getexif().get(TURNED, 1)
        written = several or TRACES & picture.info.keys() or picture.getexif()
        if written and picture.format != "GIF":  # which has no place for it
            content = _written_anew(picture, turned)
    return (content, height, width) if turned in ON_ITS_SIDE else (content, width, height)


def _written_anew(picture: Image.Image, turned: int) -> bytes:
    kept: dict[str, Any] = {"exif": b"", "xmp": b"", "comment": b""}
    if turned != 1:
        exif = Image.Exif()
        exif[TURNED] = turned
        kept["exif"] = exif.tobytes()
    if profile := picture.info.get("icc_profile"):
        kept["icc_profile"] = profile
    kept["quality"] = "keep" if picture.format == "JPEG" else 90
    if picture.format != SEVERAL and getattr(picture, "n_frames", 1) > 1:
        kept["save_all"] = True
    # What a format writes of these by itself, unasked.
    for name in TRACES:
        picture.info.pop(name, None)
    out = BytesIO()
    picture.save(out, "JPEG" if picture.format == SEVERAL else picture.format, **kept)
    return out.getvalue()
