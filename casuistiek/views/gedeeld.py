"""What the pages of one casus share."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from brunssum.core.views.formulieren import show_refusal
from casuistiek import permissions, services
from casuistiek.models import Casus
from casuistiek.stappen import Stap


def visible_casus(request: HttpRequest, kenmerk) -> Casus:
    """The casus at this address, when this person may know of it; else there is none."""
    return get_object_or_404(Casus.objects.visible_to(request.user).logged().for_detail(), kenmerk=kenmerk)


def to_casus(casus: Casus, anchor: str = "") -> HttpResponse:
    response = redirect("casuistiek:detail", casus.kenmerk)
    response["Location"] += anchor
    return response


def refuse_early(request: HttpRequest, casus: Casus, zin_recht: str, zin_nu: str) -> HttpResponse | None:
    """Do not let someone fill in a form that will be refused: no right is a 403, not now goes back with the reason.

    What was filled in already is not thrown away: the service refuses it, and the form shows it again with the reason.
    """
    if zin_recht:
        raise PermissionDenied(zin_recht)
    if zin_nu and request.method != "POST":
        messages.warning(request, zin_nu)
        return to_casus(casus)
    return None


def refuse_step_early(request: HttpRequest, casus: Casus, naar: Stap) -> HttpResponse | None:
    return refuse_early(
        request,
        casus,
        permissions.bezwaar_tegen_recht(request.user, casus, naar),
        permissions.bezwaar_tegen_stap(casus, naar),
    )


def sent(form: forms.Form, action: Callable) -> bool:
    """Whether the form was sent, is right, and the service did not refuse it."""
    if not form.is_valid():
        return False
    try:
        action(**form.cleaned_data)
    except ValidationError as refused:
        show_refusal(form, refused)
        return False
    except services.Beperkt as refused:
        form.add_error(None, str(refused))
        return False
    return True


def form_page(request: HttpRequest, casus: Casus, form: forms.Form, **words) -> HttpResponse:
    """The page of a form about a casus: kop, uitleg and knop are its words."""
    context = {"casus": casus, "form": form, **words}
    return render(request, "casuistiek/casus_form.html", context, status=422 if form.is_bound else 200)
