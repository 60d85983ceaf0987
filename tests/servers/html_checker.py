"""The Nu Html Checker (vnu): the W3C's own judge of valid HTML."""

from pathlib import Path

from tests.servers.java import BRIEF, jars, java

POM = Path(__file__).parent / "html_checker" / "pom.xml"
OPTIONS = (*BRIEF, "-Xss8m")  # its schemas recurse deeply
MAIN = "nu.validator.client.SimpleCommandLineValidator"


def command() -> list[str]:
    """How the checker is started, its files still to be named. Raises Missing."""
    return [str(java()), *OPTIONS, "-cp", f"{jars(POM)}/*", MAIN]
