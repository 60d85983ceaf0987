"""One page of each kind, on the site of Kristianstad with its demo content."""

PAGES = {
    "start": ("/sv/", "/en/"),
    "calls": ("/sv/utlysningar/", "/en/calls/"),
    "call": ("/sv/utlysningar/demo-life-2026-cet-oss/", "/en/calls/demo-life-2026-cet-oss/"),
    "documents": ("/sv/styrdokument/", "/en/governing-documents/"),
    "document": ("/sv/styrdokument/riktlinjer/", "/en/governing-documents/guidelines/"),
    "towns": ("/sv/vanorter/", "/en/twin-towns/"),
    "town": ("/sv/vanorter/kongsberg/", "/en/twin-towns/kongsberg/"),
    "cooperation": ("/sv/samarbeten/", "/en/cooperation/"),
    "visit": ("/sv/anmal-besok/", "/en/visit/"),
    "projects": ("/sv/projekt/", "/en/projects/"),
    "project": ("/sv/projekt/unga-guider/", "/en/projects/young-guides/"),
    "areas": ("/sv/omraden/", "/en/areas/"),
    "area": ("/sv/omraden/friska-ekosystem/", "/en/areas/friska-ekosystem/"),
    "programmes": ("/sv/program/", "/en/programmes/"),
    "programme": ("/sv/program/erasmus/", "/en/programmes/erasmus/"),
    "guides": ("/sv/guider/", "/en/guides/"),
    "guide": ("/sv/guider/for-skolor/", "/en/guides/for-schools/"),
    "news": ("/sv/nyheter/", "/en/news/"),
    "news item": ("/sv/nyheter/vatmark-med-tre-lander/", "/en/news/one-wetland-three-countries/"),
    "how we work": ("/sv/sa-arbetar-vi/", "/en/how-we-work/"),
    "partner": ("/sv/bli-var-partner/", "/en/partner-with-us/"),
    "glossary": ("/sv/ordlista/", "/en/glossary/"),
    "search": ("/sv/sok/?q=vatten", "/en/search/?q=water"),
    "accessibility": ("/sv/om-webbplatsen/tillganglighet/", "/en/about/accessibility/"),
    "fault": ("/sv/rapportera-fel/", "/en/report-a-fault/"),
    "not here": ("/sv/finns-inte/", "/en/not-here/"),
    "log in": ("/sv/konto/login/", "/en/account/login/"),
}


def paths(language: str) -> dict[str, str]:
    """Their addresses in one language, by kind."""
    return {kind: both[("sv", "en").index(language)] for kind, both in PAGES.items()}
