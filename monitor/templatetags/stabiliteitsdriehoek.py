"""From a Driehoek to its drawing, so that a template needs nothing but the facts."""

from django import template

from monitor import presenters
from monitor.presenters.lijnen import Lijntekening
from monitor.presenters.tekening import Embleem, Tekening
from monitor.queries import Driehoek, Staaf, Verloop
from monitor.queries.overzichten import Plaats

register = template.Library()


@register.simple_tag
def tekening(driehoek: Driehoek, vorm: str) -> Tekening:
    """{% tekening driehoek "breed" as tekening %}"""
    return presenters.draw(driehoek, vorm)


@register.simple_tag
def embleem(driehoek: Driehoek) -> Embleem:
    return presenters.draw_embleem(driehoek)


@register.filter
def afwijking(staaf: Staaf) -> str:
    return presenters.deviation_text(staaf)


@register.filter
def waarde_tekst(staaf: Staaf) -> str:
    return presenters.value_text(staaf.waarde, staaf, staaf.reden_kort)


@register.filter
def vergelijking_tekst(staaf: Staaf) -> str:
    return presenters.value_text(staaf.vergelijking, staaf, staaf.vergelijking_reden_kort)


@register.simple_tag
def verlooptekening(verloop: Verloop, vorm: str) -> Lijntekening | None:
    """{% verlooptekening verloop "breed" as tekening %}"""
    return presenters.draw_verloop(verloop, vorm)


@register.filter
def strook_x(plaats: Plaats) -> float:
    """Where a place stands on a strip of 200 wide: the best at the right, as everywhere in the monitor."""
    return round(192 - (plaats.deel or 0) * 184, 1)
