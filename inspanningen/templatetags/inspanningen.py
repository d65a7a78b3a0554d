"""How the plain text of a field is drawn: {% load inspanningen %}."""

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from inspanningen.presenters.risico import niveau
from inspanningen.tabs import KAART_TABS, PROGRAMMA_TABS, Tab
from inspanningen.tekst import blokken

register = template.Library()

_TAGS = {"lijst": "ul", "genummerd": "ol"}


@register.filter
def opgemaakt(tekst: str) -> SafeString:
    """Paragraphs and lists of a plain text, as html; whatever looks like html in it is shown as it was typed."""
    parts = []
    for blok in blokken(tekst):
        if blok.soort == "alinea":
            lines = format_html_join(mark_safe("<br>"), "{}", ((regel,) for regel in blok.regels))
            parts.append(format_html("<p>{}</p>", lines))
        else:
            items = format_html_join("", "<li>{}</li>", ((regel,) for regel in blok.regels))
            parts.append(format_html("<{0}>{1}</{0}>", mark_safe(_TAGS[blok.soort]), items))  # noqa: S308 - our own tag
    return mark_safe("".join(parts))  # noqa: S308 - every part was escaped above


@register.filter
def risiconiveau(score: int) -> str:
    """A score from 1 to 25 with what it is called: "16 zeer hoog"."""
    return f"{score} {niveau(score)}"


@register.inclusion_tag("components/tabs.html", takes_context=True)
def kaart_tabs(context: template.Context, pk: int, hier: str) -> dict:
    """{% kaart_tabs kaart.pk "planning" %}: the pages of one inspanning that this reader may open."""
    return {"naam": "Deze inspanning", "tabs": _tabs(context, KAART_TABS, hier, pk)}


@register.inclusion_tag("components/tabs.html", takes_context=True)
def programma_tabs(context: template.Context, hier: str) -> dict:
    """{% programma_tabs "planning" %}: the pages of the programme that this reader may open."""
    return {"naam": "Programma", "tabs": _tabs(context, PROGRAMMA_TABS, hier)}


def _tabs(
    context: template.Context, tabs: tuple[Tab, ...], hier: str, *args: int
) -> list[tuple[str, str, bool]]:
    user = context["user"]
    return [
        (tab.label, reverse(tab.url_name, args=args), tab.key == hier)
        for tab in tabs
        if tab.zicht <= user.zicht and (not tab.rechten or any(map(user.mag, tab.rechten)))
    ]
