"""How long data are kept, what is due to be erased, and the proof that it was. No content of a casus."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from brunssum.core import tweede_factor
from brunssum.core.models import Taak
from brunssum.core.tweede_factor import without_second_factor
from casuistiek import permissions, services
from casuistiek.forms.bewaren import BewaartermijnForm, LangerBewarenForm
from casuistiek.models import Bewaartermijn, Vernietigingsbewijs, Vernietigingslijst, Vernietigingsregel
from casuistiek.views.gedeeld import sent


@without_second_factor
@require_GET
def overview(request):
    """The terms; for who may agree, and so gave a second factor, also the lists and the proofs, which name casussen."""
    user = request.user
    may_agree, may_set = permissions.may_agree_to_erase(user), permissions.may_set_bewaartermijn(user)
    if not (may_agree or may_set):
        raise PermissionDenied
    if may_agree and not tweede_factor.may_show_vertrouwelijk(request):
        return tweede_factor.ask(request)
    terms = {termijn.soort: termijn for termijn in Bewaartermijn.objects.all()}
    context = {
        "termijnen": [(soort, terms[soort]) for soort in Bewaartermijn.Soort if soort in terms],
        "may_agree": may_agree,
        "may_set": may_set,
    }
    if may_agree:
        erased = Q(regels__vernietigd_op__isnull=False)
        context |= {
            "lijsten": Vernietigingslijst.objects.select_related("eerste_akkoord", "tweede_akkoord")
            .annotate(aantal=Count("regels"), gedaan=Count("regels", filter=erased))
            .order_by("-pk")[:25],
            "page": Paginator(
                Vernietigingsbewijs.objects.select_related("eerste_akkoord", "tweede_akkoord").order_by(
                    "-vernietigd_op", "-pk"
                ),
                per_page=25,
            ).get_page(request.GET.get("pagina")),
        }
    return render(request, "casuistiek/bewaren.html", context)


@without_second_factor
@require_http_methods(["GET", "POST"])
def bewaartermijn_change(request, soort):
    if not permissions.may_set_bewaartermijn(request.user):
        raise PermissionDenied
    termijn = get_object_or_404(Bewaartermijn, soort=soort)
    initial = {"maanden": termijn.maanden, "grondslag": termijn.grondslag}
    form = BewaartermijnForm(request.POST or None, initial=initial)
    if sent(form, lambda **velden: services.set_bewaartermijn(soort, actor=request.user, **velden)):
        messages.success(request, "De termijn is vastgelegd. Hij geldt vanaf vannacht.")
        return redirect("casuistiek:bewaren")
    context = {"form": form, "termijn": termijn}
    return render(
        request, "casuistiek/bewaartermijn_form.html", context, status=422 if form.is_bound else 200
    )


@require_GET
def vernietigingslijst(request, pk):
    return _list_page(request, _lijst(request, pk))


@require_POST
def vernietigingslijst_agree(request, pk):
    lijst = _lijst(request, pk)
    try:
        taak = services.agree(lijst.pk, actor=request.user, op=timezone.now())
    except ValidationError as refused:
        messages.warning(request, " ".join(refused.messages))
    else:
        if taak is None:
            messages.success(request, "U bent akkoord. Nu moet een ander dat nog doen.")
        else:
            messages.success(request, "Het tweede akkoord is er. Het vernietigen begint nu.")
    return redirect("casuistiek:vernietigingslijst", lijst.pk)


@require_http_methods(["GET", "POST"])
def keep_longer(request, pk):
    """Take one casus from the list."""
    if not permissions.may_agree_to_erase(request.user):
        raise PermissionDenied
    regel = get_object_or_404(Vernietigingsregel.objects.select_related("lijst", "casus"), pk=pk)
    form = LangerBewarenForm(request.POST or None)
    if sent(form, lambda omdat: services.keep_longer(regel.pk, actor=request.user, omdat=omdat)):
        messages.success(request, f"{regel.casus} blijft bewaard.")
        return redirect("casuistiek:vernietigingslijst", regel.lijst_id)
    context = {"form": form, "regel": regel}
    return render(request, "casuistiek/langer_bewaren.html", context, status=422 if form.is_bound else 200)


def _lijst(request, pk) -> Vernietigingslijst:
    if not permissions.may_agree_to_erase(request.user):
        raise PermissionDenied
    return get_object_or_404(
        Vernietigingslijst.objects.select_related("eerste_akkoord", "tweede_akkoord"), pk=pk
    )


def _list_page(request, lijst):
    regels = lijst.regels.select_related("casus", "bewaard_door").order_by("verlopen_op", "pk")
    job = f"{services.VERNIETIGING}:{lijst.pk}"
    context = {
        "lijst": lijst,
        "page": Paginator(regels, per_page=100).get_page(request.GET.get("pagina")),
        "te_vernietigen": regels.filter(bewaren_omdat="").count(),
        "vernietigd": regels.filter(vernietigd_op__isnull=False).count(),
        "bezwaar": permissions.bezwaar_tegen_akkoord(request.user, lijst),
        "taak": Taak.objects.visible_to(request.user).filter(sleutel=job).order_by("-pk").first(),
    }
    return render(request, "casuistiek/vernietigingslijst.html", context)
