"""Whether a file is a picture that can be shown, looked at in a process of its own.

Wagtail opens a picture in the worker and trusts that it can be decoded: one that is damaged is
then a 500 wherever it is to be shown, and a large one takes a gigabyte.
"""

import warnings
from io import BytesIO

from PIL import Image

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")


class DamagedPicture(Exception):
    """It is none of these formats, or it breaks off."""


class TooManyPixels(Exception):
    """The argument is how many it says that it has."""


def decode(content: bytes, most: int) -> None:
    """Decode what would be shown of it, if its header says at most so many pixels.

    Raises DamagedPicture, TooManyPixels.
    """
    # Our own limit is lower than the one at which Pillow warns.
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)
    Image.MAX_IMAGE_PIXELS = None
    try:
        with Image.open(BytesIO(content), formats=FORMATS) as picture:
            width, height = picture.size
            if width * height > most:
                raise TooManyPixels(width * height)
            picture.load()
    except (TooManyPixels, MemoryError):
        raise
    except Exception as error:  # a damaged file fails anywhere in Pillow and its libraries
        raise DamagedPicture from error
