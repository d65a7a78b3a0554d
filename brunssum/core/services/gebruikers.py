"""Who may log in, and with which rollen. All of it is the work of a beheerder; None: of the command line."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from brunssum.core import audit, taken
from brunssum.core.accounts import make_password_url, site_url
from brunssum.core.exceptions import DomainError
from brunssum.core.models import Gebied, Gebruiker, Organisatie, Roltoekenning, Taak
from brunssum.core.rollen import Recht, Rol


class GebruikerGeweigerd(DomainError):
    """A rule about users said no."""


@transaction.atomic
def add_gebruiker(
    *,
    actor: Gebruiker | None,
    email: str,
    naam: str,
    functie: str = "",
    organisatie: Organisatie | None = None,
    gebieden: Iterable[Gebied] = (),
    rollen: Iterable[str] = (),
    uitnodigen: bool = True,
) -> Gebruiker:
    """Let someone in: unless `uitnodigen` is off they get a mail with a link to choose a password."""
    _check_beheerder(actor)
    gebruiker = Gebruiker(email=email.strip().lower(), naam=naam, functie=functie, organisatie=organisatie)
    gebruiker.set_unusable_password()
    gebruiker.full_clean()
    gebruiker.save()
    gebruiker.gebieden.set(gebieden)
    _set_rollen(gebruiker, rollen)
    audit.record("gebruiker.toegevoegd", gebruiker, actor=actor, na=_describe(gebruiker))
    if uitnodigen:
        _request_uitnodiging(gebruiker, actor)
    return gebruiker


@transaction.atomic
def change_gebruiker(
    gebruiker_id: int,
    *,
    actor: Gebruiker | None,
    naam: str,
    functie: str,
    organisatie: Organisatie | None,
    gebieden: Iterable[Gebied],
    rollen: Iterable[str],
) -> Gebruiker:
    """Change what someone is called, does and may do. New rights hold from their next click."""
    _check_beheerder(actor)
    gebruiker = _locked(gebruiker_id)
    rollen = set(rollen)
    if gebruiker == actor and Rol.BEHEERDER not in rollen:
        raise GebruikerGeweigerd(
            "De eigen rol Beheerder is niet weg te halen. Een andere beheerder kan dit doen."
        )
    voor = _describe(gebruiker)
    gebruiker.naam, gebruiker.functie, gebruiker.organisatie = naam, functie, organisatie
    gebruiker.full_clean()
    gebruiker.save(update_fields=["naam", "functie", "organisatie"])
    gebruiker.gebieden.set(gebieden)
    _set_rollen(gebruiker, rollen)
    voor, na = audit.changed(voor, _describe(gebruiker))
    if na:
        audit.record("gebruiker.gewijzigd", gebruiker, actor=actor, voor=voor, na=na)
    return gebruiker


@transaction.atomic
def deactivate_gebruiker(gebruiker_id: int, *, actor: Gebruiker | None, moment: datetime) -> Gebruiker:
    """Shut someone out: they can no longer log in, and wherever they are logged in that ends now."""
    _check_beheerder(actor)
    gebruiker = _locked(gebruiker_id)
    if gebruiker == actor:
        raise GebruikerGeweigerd("Het eigen account is niet te blokkeren. Een andere beheerder kan dit doen.")
    if not gebruiker.is_active:
        return gebruiker
    gebruiker.is_active = False
    gebruiker.save(update_fields=["is_active"])
    audit.record("gebruiker.geblokkeerd", gebruiker, actor=actor, sessies=_end_sessions(gebruiker, moment))
    return gebruiker


@transaction.atomic
def activate_gebruiker(gebruiker_id: int, *, actor: Gebruiker | None) -> Gebruiker:
    """Let someone in again who was shut out."""
    _check_beheerder(actor)
    gebruiker = _locked(gebruiker_id)
    if not gebruiker.is_active:
        gebruiker.is_active = True
        gebruiker.save(update_fields=["is_active"])
        audit.record("gebruiker.toegelaten", gebruiker, actor=actor)
    return gebruiker


@transaction.atomic
def wipe_factors(gebruiker_id: int, *, actor: Gebruiker | None, moment: datetime) -> Gebruiker:
    """Take away the second factor, recovery codes too, of someone who lost it; wherever they are logged in, that ends."""
    _check_beheerder(actor)
    gebruiker = _locked(gebruiker_id)
    if gebruiker == actor:
        raise GebruikerGeweigerd("De eigen tweede factor is hier niet te wissen. Dat kan bij Uw profiel.")
    wiped, _ = Authenticator.objects.filter(user=gebruiker).delete()
    if wiped:
        sessies = _end_sessions(gebruiker, moment)
        audit.record("gebruiker.tweede_factor_gewist", gebruiker, actor=actor, sessies=sessies)
    return gebruiker


@transaction.atomic
def invite_gebruiker(gebruiker_id: int, *, actor: Gebruiker | None) -> Taak:
    """Send the mail with the link to choose a password again."""
    _check_beheerder(actor)
    gebruiker = _locked(gebruiker_id)
    if not gebruiker.is_active:
        raise GebruikerGeweigerd("Dit account is geblokkeerd. Maak het eerst weer actief.")
    audit.record("gebruiker.uitgenodigd", gebruiker, actor=actor)
    return _request_uitnodiging(gebruiker, actor)


def send_uitnodiging(gebruiker_id: int) -> None:
    """Mail someone a link to choose a password. Run twice it sends two mails, of which both links work."""
    gebruiker = Gebruiker.objects.get(pk=gebruiker_id)
    if not gebruiker.is_active:
        raise GebruikerGeweigerd("Dit account is geblokkeerd; de mail is niet verstuurd.")
    text = render_to_string(
        "core/mail/uitnodiging.txt",
        {
            "gebruiker": gebruiker,
            "link": make_password_url(gebruiker),
            "dagen": settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60),
            "nieuwe_link": site_url(reverse("account_reset_password")),
            "programma_naam": settings.PROGRAMMA_NAAM,
            "contact": settings.CONTACT_EMAIL,
        },
    )
    send_mail(f"Toegang tot Kanarie van {settings.PROGRAMMA_NAAM}", text, None, [gebruiker.email])


def _check_beheerder(actor: Gebruiker | None) -> None:
    """Refuse who is no beheerder at this moment.

    All beheerders are locked first, so that two who take away each other's rol at once do not both succeed and
    leave nobody: the second finds the own rol gone.
    """
    if actor is None:
        return
    list(Roltoekenning.objects.select_for_update().filter(rol=Rol.BEHEERDER).order_by("pk"))
    present = Gebruiker.objects.with_rollen().filter(pk=actor.pk).first()
    if present is None or not present.mag(Recht.GEBRUIKERS_BEHEREN):
        raise PermissionDenied


def _locked(gebruiker_id: int) -> Gebruiker:
    return Gebruiker.objects.select_for_update().get(pk=gebruiker_id)


def _set_rollen(gebruiker: Gebruiker, rollen: Iterable[str]) -> None:
    wanted = set(rollen)
    if unknown := wanted - set(Rol.values):
        raise GebruikerGeweigerd(f"De rol {', '.join(sorted(unknown))} bestaat niet.")
    gebruiker.roltoekenningen.exclude(rol__in=wanted).delete()
    present = set(gebruiker.roltoekenningen.values_list("rol", flat=True))
    Roltoekenning.objects.bulk_create(
        Roltoekenning(gebruiker=gebruiker, rol=rol) for rol in Rol.values if rol in wanted - present
    )


def _describe(gebruiker: Gebruiker) -> dict[str, Any]:
    """What the history shows of a user, in words. Not the e-mail address: that never changes."""
    rollen = set(gebruiker.roltoekenningen.values_list("rol", flat=True))
    return {
        "naam": gebruiker.naam,
        "functie": gebruiker.functie,
        "organisatie": gebruiker.organisatie.naam if gebruiker.organisatie else "",
        "eigen_wijken": ", ".join(gebruiker.gebieden.order_by("naam", "pk").values_list("naam", flat=True)),
        "rollen": ", ".join(rol.label for rol in Rol if rol in rollen),
    }


def _end_sessions(gebruiker: Gebruiker, moment: datetime) -> int:
    """Delete the sessions of this person. Reads every open session: Django keeps no list per person."""
    mine = [
        session.pk
        for session in Session.objects.filter(expire_date__gt=moment).iterator()
        if session.get_decoded().get(SESSION_KEY) == str(gebruiker.pk)
    ]
    return Session.objects.filter(pk__in=mine).delete()[0]


def _request_uitnodiging(gebruiker: Gebruiker, actor: Gebruiker | None) -> Taak:
    return taken.request("core.uitnodiging", actor=actor, gebruiker_id=gebruiker.pk)
