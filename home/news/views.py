"""What the list of news shows."""

from collections.abc import Mapping
from typing import Any, cast

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from core.web.facets import Address
from core.web.paging import pagination
from home.news.listing import archive, below, facets, lines, narrowed
from home.news.models import NewsIndexPage

PAGE_SIZE = 12


def index_context(
    page: NewsIndexPage,
    request: HttpRequest,
    context: dict[str, Any],
    *,
    year: int | None = None,
    month: int | None = None,
) -> Mapping[str, Any]:
    """The news that the reader may read, of a year or month, narrowed by area and tag."""
    chosen = {name: request.GET.get(name, "") for name in ("area", "tag")}
    readable = below(page, request.user)
    years = archive(readable)
    if year and not any(y.year == year and y.has(month) for y in years):
        raise Http404
    news = narrowed(readable, year=year, month=month, **chosen)
    address = Address.of({name: [value] for name, value in chosen.items() if value})
    part = Paginator(news, PAGE_SIZE).get_page(request.GET.get("page"))
    return {
        "lines": lines(cast("QuerySet", part.object_list)),
        "count": part.paginator.count,
        "years": years,
        "year": next((y for y in years if y.year == year), None),
        "month": month,
        "pagination": pagination(part.number, part.paginator.num_pages, address.page),
        "facets": facets(readable, url=page.get_url(request) or "", **chosen),
        "narrowed": bool(address.pairs),
    }
