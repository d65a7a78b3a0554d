"""The groups and who takes part in them."""

from datetime import date

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from ambassadeurs import permissions
from ambassadeurs.models import Ambassadeur, Ambassadeursgroep
from ambassadeurs.persoonlijke_link import meedenken_token
from brunssum.core import audit, taken
from brunssum.core.accounts import site_url
from brunssum.core.exceptions import DomainError, Tussentijds
from brunssum.core.models import Gebruiker, Taak

GROEP = ("naam", "soort", "omschrijving", "contactpersoon")
LID = ("aanduiding", "gebruiker", "vergoeding", "toestemming_foto_op", "toestemming_citaat_op", "mailadres")
LINK_MAILEN = "ambassadeurs.link_mailen"


class CannotEnd(DomainError):
    """This membership cannot end on that day."""


class CannotMail(DomainError):
    """No mail can go to this ambassadeur."""


@transaction.atomic
def add_groep(
    *,
    actor: Gebruiker,
    naam: str,
    soort: str,
    omschrijving: str,
    gestart_op: date,
    werkwijze: str = "",
    contactpersoon: Gebruiker | None = None,
) -> Ambassadeursgroep:
    """Begin a group."""
    _require_manager(actor)
    groep = Ambassadeursgroep(
        naam=naam.strip(),
        soort=soort,
        omschrijving=omschrijving.strip(),
        gestart_op=gestart_op,
        werkwijze=werkwijze.strip(),
        contactpersoon=contactpersoon,
    )
    groep.full_clean()
    groep.save()
    na = audit.snapshot(groep, ("naam", "soort", "omschrijving", "gestart_op", "werkwijze"))
    audit.record("ambassadeursgroep.gestart", groep, actor=actor, na=na)
    return groep


@transaction.atomic
def change_groep(groep_id: int, *, actor: Gebruiker, **waarden) -> Ambassadeursgroep:
    """Change what a group is called, who they are, or who of the team cares for it: the fields of GROEP."""
    _require_manager(actor)
    groep = Ambassadeursgroep.objects.select_for_update().get(pk=groep_id)
    return _change(groep, GROEP, waarden, actor, "ambassadeursgroep.gewijzigd", about=groep)


@transaction.atomic
def change_werkwijze(
    groep_id: int, *, actor: Gebruiker, op: date, werkwijze: str, gelezen: str | None = None
) -> Ambassadeursgroep:
    """Write down how the group wants to work.

    `gelezen` is the text the writer began from: when someone else changed it since, nothing is overwritten.
    """
    groep = Ambassadeursgroep.objects.select_for_update().get(pk=groep_id)
    if not permissions.may_change_werkwijze(actor, groep, op):
        raise PermissionDenied
    if gelezen is not None and gelezen.split() != groep.werkwijze.split():
        raise Tussentijds("Iemand anders heeft de werkwijze intussen veranderd. Uw tekst staat er nog; lees eerst wat er nu staat.")  # fmt: skip
    voor = audit.snapshot(groep, ["werkwijze"])
    groep.werkwijze = "\n".join(
        werkwijze.strip().splitlines()
    )  # a browser sends other line ends than we keep
    groep.save(update_fields=["werkwijze"])
    voor, na = audit.changed(voor, audit.snapshot(groep, ["werkwijze"]))
    if na:
        audit.record("ambassadeursgroep.werkwijze_gewijzigd", groep, actor=actor, voor=voor, na=na)
    return groep


@transaction.atomic
def add_lid(groep_id: int, *, actor: Gebruiker, aanduiding: str, lid_van: date, **waarden) -> Ambassadeur:
    """Someone joins a group. `waarden` are other fields of LID; the account only when they log in here too."""
    _require_manager(actor)
    groep = Ambassadeursgroep.objects.select_for_update().get(pk=groep_id)
    if unknown := set(waarden) - set(LID):
        raise TypeError(f"no fields of an ambassadeur: {unknown}")
    lid = Ambassadeur(groep=groep, aanduiding=aanduiding.strip(), lid_van=lid_van, **waarden)
    lid.full_clean()
    lid.save()
    audit.record("ambassadeursgroep.lid_erbij", groep, actor=actor, lid=lid.pk, lid_van=lid_van)
    return lid


@transaction.atomic
def change_lid(ambassadeur_id: int, *, actor: Gebruiker, **waarden) -> Ambassadeur:
    """Change what we know of an ambassadeur: the fields of LID. A mailadres stays out of the history."""
    _require_manager(actor)
    lid = Ambassadeur.objects.select_for_update().get(pk=ambassadeur_id)
    return _change(lid, LID, waarden, actor, "ambassadeursgroep.lid_gewijzigd", about=lid.groep, lid=lid.pk)


@transaction.atomic
def end_lidmaatschap(
    ambassadeur_id: int, *, actor: Gebruiker, lid_tot: date, reden_vertrek: str = ""
) -> Ambassadeur:
    """Someone leaves, and may say why; that they were a member stays. The personal link and mailadres end with it."""
    _require_manager(actor)
    lid = Ambassadeur.objects.select_for_update().get(pk=ambassadeur_id)
    if lid.lid_tot is not None:
        raise CannotEnd("Dit lidmaatschap is al beëindigd.")
    lid.lid_tot = lid_tot
    lid.reden_vertrek = reden_vertrek.strip()
    lid.mailadres = ""
    lid.linkversie += 1
    lid.full_clean()
    lid.save()
    audit.record("ambassadeursgroep.lid_weg", lid.groep, actor=actor, lid=lid.pk, lid_tot=lid_tot)
    return lid


@transaction.atomic
def renew_link(ambassadeur_id: int, *, actor: Gebruiker) -> Ambassadeur:
    """End the personal link that is out there; the next mail holds a new one."""
    _require_manager(actor)
    lid = Ambassadeur.objects.select_for_update().get(pk=ambassadeur_id)
    lid.linkversie += 1
    lid.save(update_fields=["linkversie"])
    audit.record("ambassadeursgroep.link_vernieuwd", lid.groep, actor=actor, lid=lid.pk)
    return lid


@transaction.atomic
def request_link_mail(ambassadeur_id: int, *, actor: Gebruiker) -> Taak:
    """Have the personal link mailed, in the background."""
    _require_manager(actor)
    lid = Ambassadeur.objects.get(pk=ambassadeur_id)
    _require_mailable(lid, timezone.localdate())
    return taken.request(LINK_MAILEN, actor=actor, ambassadeur_id=lid.pk)


def send_link(ambassadeur_id: int) -> None:
    """Mail the personal link. Run twice it sends two mails, of which both links work.

    Raises CannotMail when the ambassadeur left or has no mailadres any more.
    """
    lid = Ambassadeur.objects.select_related("groep").get(pk=ambassadeur_id)
    _require_mailable(lid, timezone.localdate())
    text = render_to_string(
        "ambassadeurs/mail/meedenken.txt",
        {
            "lid": lid,
            "programma_naam": settings.PROGRAMMA_NAAM,
            "link": site_url(reverse("ambassadeurs:meedenken_link", args=[meedenken_token(lid)])),
            "contact": settings.CONTACT_EMAIL,
        },
    )
    send_mail(f"Denk mee met {settings.PROGRAMMA_NAAM}", text, None, [lid.mailadres])


def _change(obj, fields, waarden, actor, actie, *, about, **detail):
    """Set these fields, and write down which changed."""
    if unknown := set(waarden) - set(fields):
        raise TypeError(f"not to be changed: {unknown}")
    shown = [name for name in waarden if name != "mailadres"]
    voor = audit.snapshot(obj, shown)
    for name, waarde in waarden.items():
        setattr(obj, name, waarde.strip() if isinstance(waarde, str) else waarde)
    obj.full_clean()
    obj.save()
    voor, na = audit.changed(voor, audit.snapshot(obj, shown))
    audit.record(actie, about, actor=actor, voor=voor, na=na, **detail)
    return obj


def _require_mailable(lid: Ambassadeur, op: date) -> None:
    if not lid.is_active_on(op):
        raise CannotMail("Deze ambassadeur doet niet meer mee.")
    if not lid.mailadres:
        raise CannotMail("Van deze ambassadeur is geen mailadres bekend.")


def _require_manager(actor: Gebruiker) -> None:
    if not permissions.may_manage(actor):
        raise PermissionDenied
