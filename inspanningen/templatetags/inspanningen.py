"""How the plain text of a field is drawn: {% load inspanningen %}."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

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
