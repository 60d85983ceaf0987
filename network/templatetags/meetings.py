"""What templates say of when a meeting is."""

from django import template

from core.words.dates import hour
from network.intranet.events.showing import words

register = template.Library()
register.filter("when", words.when)
register.filter("when_here", words.when_here)
register.filter("zone", words.zone)
register.filter("hour", hour)
