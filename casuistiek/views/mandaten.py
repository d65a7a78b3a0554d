"""Who decides on how much: everyone who handles casussen may know, the beheerder lays it down."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from brunssum.core.rollen import Rol
from brunssum.core.tweede_factor import without_second_factor
from brunssum.core.views.formulieren import show_refusal
from casuistiek import permissions, queries, services
from casuistiek.forms.casus import MandaatForm


@without_second_factor
@require_GET
def mandaat_list(request):
    if not permissions.may_see_mandaten(request.user):
        raise PermissionDenied
    context = {
        "rijen": [(Rol(rol).label, rol, mandaat) for rol, mandaat in queries.mandaten().items()],
        "may_mandate": permissions.may_mandate(request.user),
        "may_log": permissions.may_log(request.user),
    }
    return render(request, "casuistiek/mandaat_list.html", context)


@without_second_factor
@require_http_methods(["GET", "POST"])
def mandaat_change(request, rol):
    if not permissions.may_mandate(request.user):
        raise PermissionDenied
    if rol not in permissions.BESLISSENDE_ROLLEN:
        raise Http404
    mandaat = queries.mandaten()[rol]
    fields = ("tot_bedrag", "als_tweede_tot_bedrag")
    form = MandaatForm(
        request.POST or None, initial={name: getattr(mandaat, name) for name in fields} if mandaat else {}
    )
    if form.is_valid():
        try:
            services.set_mandaat(actor=request.user, rol=rol, **form.cleaned_data)
        except ValidationError as refused:
            show_refusal(form, refused)
        else:
            messages.success(request, "Het mandaat is vastgelegd.")
            return redirect("casuistiek:mandaten")
    context = {"form": form, "rol": Rol(rol).label}
    return render(request, "casuistiek/mandaat_form.html", context, status=422 if form.is_bound else 200)
