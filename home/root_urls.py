"""Feeds say the language in a word of their own."""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from home.news.feeds import WORDS, NewsFeed

urlpatterns = [
    entry
    for language, word in WORDS.items()
    for feed in [login_not_required(NewsFeed(language))]
    for entry in (
        path(f"feeds/{word}/", feed, name=f"news_feed_{language}"),
        path(f"feeds/{word}/<slug:slug>/", feed, name=f"area_feed_{language}"),
    )
]
