"""The vocabulary of the search: what a word is called in the other language, and by other names.

It is read when a question is asked and never kept in a worker, so that a change takes effect at
once; but for the bare words, which slips are compared with (core.search.vocabulary.known).
Strangers see what it finds, and what writes it says so to the pages that are kept.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

WORD_LENGTH = 200  # characters of a word or phrase, and of its key


class VocabularyFile(models.Model):
    """A file that concepts came from; `digest` is that of what was last loaded from it."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    name = models.CharField(_("file"), max_length=200, unique=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("file of words")
        verbose_name_plural = _("files of words")

    def __str__(self) -> str:
        return self.name


class VocabularyConcept(models.Model):
    """One meaning, with all the words for it. `name` is its Swedish word, which lists sort by."""

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    class Origin(models.TextChoices):
        OWN = "own", _("comes with the software")
        EDITOR = "editor", _("added here")
        EUROVOC = "eurovoc", _("EuroVoc")
        YSO = "yso", _("YSO")
        FILE = "file", _("another file")
        NAME = "name", _("name of a record")

    origin = models.CharField(_("origin"), max_length=10, choices=Origin)
    source = models.ForeignKey(
        VocabularyFile,
        models.CASCADE,
        null=True,
        related_name="concepts",
        verbose_name=_("file"),
    )
    source_key = models.CharField(max_length=2 * WORD_LENGTH + 20, blank=True)  # in the file
    name = models.CharField(_("Swedish word"), max_length=WORD_LENGTH)
    # Where the concept is the name of records: what these carry in the index, "programme_life".
    token = models.CharField(max_length=100, blank=True, db_index=True)
    edited = models.BooleanField(_("changed here"), default=False)  # no file overwrites it
    in_use = models.BooleanField(_("used by the search"), default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=("source", "source_key"), name="unique_source_key")
        ]
        ordering = ("name", "pk")
        verbose_name = _("word of the search")
        verbose_name_plural = _("words of the search")

    def __str__(self) -> str:
        return self.name


class VocabularyTerm(models.Model):
    """A word or phrase for a concept.

    `key` is what a question finds it by: `core.search.analysis.key` of the text, without what is
    added in brackets. Of the words in one language one is `preferred`; in the order of their ids
    they are as the file or the editor has them.
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    class Kind(models.TextChoices):
        SAME = "same", _("means the same")
        BROADER = "broader", _("means more")
        NARROWER = "narrower", _("means less")
        SEE_ALSO = "see_also", _("is close to it")

    concept = models.ForeignKey(VocabularyConcept, models.CASCADE, related_name="terms")
    language = models.CharField(
        _("language"), max_length=2, choices=[("sv", _("Swedish")), ("en", _("English"))]
    )
    text = models.CharField(_("word or phrase"), max_length=WORD_LENGTH)
    key = models.CharField(max_length=WORD_LENGTH)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.SAME)
    preferred = models.BooleanField(_("preferred"), default=False)

    class Meta:
        ordering = ("pk",)
        indexes = [models.Index(fields=("key", "language"), name="vocabulary_key")]

    def __str__(self) -> str:
        return self.text


class SearchedWord(models.Model):
    """A single word that was searched for and that neither vocabulary nor index knows.

    Never who searched, nor when in a day, nor what else stood in the question
    (core.search.vocabulary.unknown).
    """

    shown_to_strangers = False
    wagtail_reference_index_ignore = True

    word = models.CharField(_("word"), max_length=40, unique=True)
    times = models.PositiveIntegerField(_("times"), default=1)
    last_on = models.DateField(_("last"))

    class Meta:
        ordering = ("-times", "-last_on", "word")
        verbose_name = _("word without results")
        verbose_name_plural = _("words without results")

    def __str__(self) -> str:
        return self.word
