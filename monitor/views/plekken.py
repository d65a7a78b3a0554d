"""The public places of a gebied, kept by the programmateam; they are read on the page of the gebied."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from brunssum.core.models import Gebied
from brunssum.core.views.formulieren import posted
from monitor import permissions, services
from monitor.models import Plek
from monitor.plek_form import PlekForm
from monitor.services.plek import VELDEN
from monitor.views.toegang import refuse_unless


@require_http_methods(["GET", "POST"])
def plek_add(request):
    """`?gebied=`: the code of the gebied it is probably in."""
    refuse_unless(permissions.may_edit_plekken(request.user))
    code = request.GET.get("gebied", "")[:20]
    gebied = Gebied.objects.visible_to(request.user).by_code(code).first() if code else None
    form = PlekForm(posted(request), initial={"gebied": gebied})
    return _save(request, None, gebied, form)


@require_http_methods(["GET", "POST"])
def plek_edit(request, pk):
    refuse_unless(permissions.may_edit_plekken(request.user))
    plek = get_object_or_404(Plek.objects.visible_to(request.user).select_related("gebied"), pk=pk)
    initial = {name: getattr(plek, name) for name in VELDEN}
    form = PlekForm(posted(request), initial=initial)
    return _save(request, plek, plek.gebied, form)


@require_POST
def plek_remove(request, pk):
    refuse_unless(permissions.may_edit_plekken(request.user))
    plek = services.remove_plek(
        get_object_or_404(Plek.objects.visible_to(request.user), pk=pk).pk, actor=request.user
    )
    messages.success(request, f"{plek.naam} is weggehaald.")
    return redirect("monitor:gebied", plek.gebied.code)


def _save(request, plek, gebied, form):
    if form.is_valid():
        try:
            if plek:
                saved = services.edit_plek(plek.pk, actor=request.user, **form.cleaned_data)
            else:
                saved = services.add_plek(actor=request.user, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, " ".join(refused.messages))
        else:
            messages.success(request, f"{saved.naam} is bewaard.")
            return redirect("monitor:gebied", saved.gebied.code)
    context = {"form": form, "plek": plek, "gebied": gebied}
    return render(request, "monitor/plek_form.html", context, status=422 if form.is_bound else 200)
