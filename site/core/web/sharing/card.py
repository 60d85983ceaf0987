"""What a link to a page looks like where it is shared: Open Graph's picture of it."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from wagtail.images.shortcuts import get_rendition_or_not_found

from core.pages.context import profile_for
from core.web.sharing.image import HEIGHT, WIDTH, name_for, words
from core.words.language import current

CROP = f"fill-{WIDTH}x{HEIGHT}"


@dataclass(frozen=True)
class Picture:
    url: str
    width: int
    height: int
    alt: str


def picture_of(page: Any, request: HttpRequest) -> Picture:
    """The page's first image that everybody may see, else the municipality's drawn one."""
    image = getattr(page, "first_image", None)
    if image is not None:
        cut = get_rendition_or_not_found(image, CROP)
        if cut.pk:
            alt = image.contextual_alt_text or image.title
            return Picture(request.build_absolute_uri(cut.url), cut.width, cut.height, alt)
    profile, language = profile_for(request), current()
    url = reverse("share_image", args=[name_for(profile, language)])
    alt = " – ".join(filter(None, words(profile, language)))
    return Picture(request.build_absolute_uri(url), WIDTH, HEIGHT, alt)
