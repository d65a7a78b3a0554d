"""The mark of an answer, the same everywhere: {% load oordelen %} and {{ "let_op"|merk }}. Its word stands beside it."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from inspanningen.criteria import Criterium
from inspanningen.models import Oordeel

register = template.Library()

VORMEN = {
    "goed": '<circle class="or-goed" cx="0" cy="0" r="5"/>',
    "let_op": '<path class="or-let-op" d="M0-6 6.5 5.5h-13z"/>',
    "hulp_nodig": '<path class="or-hulp" d="M-7-7H7V7H-7z"/><path class="or-uitroep" d="M0-4.5V1M0 3.2v1.8"/>',
    "": '<path class="or-geen" d="M-3.5 0h7"/>',
}
"""A circle, a triangle, a square with an exclamation mark, a dash: told apart without colour. Around 0,0."""

_VORM = {
    antwoord: mark_safe(vorm)  # noqa: S308 - our own constant
    for antwoord, vorm in VORMEN.items()
}
_MERK = {
    antwoord: mark_safe(  # noqa: S308 - our own constant
        f'<svg class="or-merk" viewBox="-8 -8 16 16" width="16" height="16" aria-hidden="true">{vorm}</svg>'
    )
    for antwoord, vorm in VORMEN.items()
}


@register.filter
def merk(antwoord: str) -> SafeString:
    """The mark as a small picture in a line of text."""
    return _MERK[antwoord]


@register.filter
def vorm(antwoord: str) -> SafeString:
    """The mark inside a drawing, around 0,0."""
    return _VORM[antwoord]


@register.filter
def antwoord_op(oordeel: Oordeel, criterium: Criterium) -> str:
    """An answer with its sentence, in a line."""
    woord, zin = oordeel.antwoord(criterium.key).label.lower(), oordeel.zin(criterium.key)
    return f"{woord}. {zin}" if zin else woord
