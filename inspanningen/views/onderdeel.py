"""How the small things of an inspanning are written: one form, one service call, one way to say that it changed meanwhile."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from brunssum.core.bestanden.csv import csv_response
from brunssum.core.bestanden.xlsx import xlsx_response
from brunssum.core.exceptions import Tussentijds
from brunssum.core.views.formulieren import show_refusal, tell_meanwhile
from inspanningen.gelijktijdig import MetVersie
from inspanningen.presenters.tussentijds import staat_nu

Regels = list[tuple[str, str]]


def try_to_save(
    form: forms.Form, save: Callable[..., Any], obj: MetVersie | None = None
) -> tuple[Any, Regels | None]:
    """Give what is in the form to this service: (what it gave back, None), or (None, how it stands now).

    Refused, the form holds why. `obj` is what is being edited, if anything is: when another saved it meanwhile, the
    second part lists what stands there now.
    """
    if not form.is_valid():
        return None, None
    try:
        return save(**form.cleaned_data), None
    except Tussentijds as refused:
        if obj is None:
            form.add_error(None, refused.messages)
            return None, None
        obj.refresh_from_db()
        tell_meanwhile(form, refused, gelezen=obj.versie)
        return None, staat_nu(form, obj)
    except ValidationError as refused:
        show_refusal(form, refused)
        return None, None


def form_page(
    request: HttpRequest,
    form: forms.Form,
    *,
    kop: str,
    terug: str,
    kruimels: list[tuple[str, str]],
    lead: str = "",
    knop: str = "Bewaren",
    nu: Regels | None = None,
    weg: str = "",
    weg_knop: str = "",
) -> HttpResponse:
    """The page of one form. `terug`: where to go without saving; `weg`: where a POST takes the thing away."""
    context = {
        "form": form,
        "kop": kop,
        "lead": lead,
        "terug": terug,
        "kruimels": kruimels,
        "knop": knop,
        "staat_nu": nu,
        "weg": weg,
        "weg_knop": weg_knop,
    }
    return render(request, "inspanningen/onderdeel_form.html", context, status=422 if form.is_bound else 200)


def download(soort: str, naam: str, kop, rijen) -> HttpResponse:
    """A list as csv or xlsx."""
    if soort == "xlsx":
        return xlsx_response(naam, kop, rijen)
    return csv_response(naam, [kop, *rijen])
