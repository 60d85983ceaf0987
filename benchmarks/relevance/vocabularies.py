"""What words a site knows beside those of a question: none, the project's own, the thesauri too."""

from io import StringIO

from django.apps import apps
from django.core.management import call_command

from benchmarks.relevance.samples import SHARED
from benchmarks.site import ROOT

NONE, OWN, THESAURI = VOCABULARIES = ("none", "own", "thesauri")
FILES = ("eurovoc_sv_en.tsv.gz", "yso_sv_en.tsv.gz")
COMMAND = "management/commands/load_vocabulary.py"


def has_vocabulary() -> bool:
    """Whether this version of the site widens a question's words at all."""
    return any(path for folder in (ROOT, ROOT / "site") for path in folder.glob(f"*/{COMMAND}"))


def learn(vocabulary: str) -> None:
    """Leave the site, within which this runs, with that vocabulary and no other."""
    if vocabulary == NONE:
        if has_vocabulary():
            forget()
    else:
        call_command("migrate", verbosity=0)  # takes over what has changed in our own words
    if vocabulary == THESAURI:
        load_thesauri()


def load_thesauri() -> None:
    """Add EuroVoc and YSO to the words there are."""
    for name in FILES:
        call_command("load_vocabulary", str(SHARED / name), stdout=StringIO())


def forget() -> None:
    """Delete every word of the vocabulary."""
    (model,) = (m for m in apps.get_models() if m.__name__ == "VocabularyConcept")
    model._default_manager.all().delete()
