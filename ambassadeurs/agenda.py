"""Bijeenkomsten as iCalendar (RFC 5545): one to add to a calendar, or all to follow. Names no participant."""

from collections.abc import Iterable
from datetime import UTC, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from ambassadeurs.models import Bijeenkomst

MEDIA_TYPE = "text/calendar; charset=utf-8"
VERVERS = timedelta(hours=6)


def as_ics(bijeenkomsten: Iterable[Bijeenkomst], *, is_feed: bool) -> bytes:
    """A calendar of these bijeenkomsten; a cancelled one says so, so that it disappears from who has it."""
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//Kanarie//Bijeenkomsten//NL")
    calendar.add("method", "PUBLISH")
    if is_feed:
        calendar.add("x-wr-calname", f"Bijeenkomsten {settings.PROGRAMMA_NAAM}")
        calendar.add("refresh-interval", VERVERS, parameters={"value": "DURATION"})
    for bijeenkomst in bijeenkomsten:
        calendar.add_component(_event(bijeenkomst))
    return calendar.to_ical()


def _event(bijeenkomst: Bijeenkomst) -> Event:
    event = Event()
    event.add("uid", f"bijeenkomst-{bijeenkomst.pk}@{urlsplit(settings.SITE_URL).hostname}")
    event.add("sequence", bijeenkomst.versie)
    event.add("dtstamp", bijeenkomst.gemaakt_op.astimezone(UTC))
    event.add("dtstart", bijeenkomst.begint_op.astimezone(UTC))
    event.add("dtend", bijeenkomst.eindigt_op.astimezone(UTC))
    event.add("summary", bijeenkomst.titel)
    event.add("location", bijeenkomst.plaats)
    event.add("status", "CANCELLED" if bijeenkomst.afgelast_op else "CONFIRMED")
    if bijeenkomst.agenda:
        event.add("description", bijeenkomst.agenda)
    return event
