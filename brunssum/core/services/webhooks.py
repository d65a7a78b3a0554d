"""The addresses of partners' systems that are told what happens. Bringing it there is in webhooks/bezorgen.py."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, OuterRef

from brunssum.core import audit
from brunssum.core.exceptions import Botsing, DomainError
from brunssum.core.gebeurtenissoorten import Gebeurtenissoort
from brunssum.core.models import ApiClient, Bericht, Gebeurtenis, Gebruiker, Organisatie, Webhook
from brunssum.core.permissions import webhooks as permissions
from brunssum.core.querysets.webhook import BerichtQuerySet
from brunssum.core.webhooks import adres, bezorgen
from brunssum.core.webhooks.bericht import make_geheim

Actor = Gebruiker | ApiClient

MAX_PER_ORGANISATIE = 10
OVERLAP = timedelta(hours=24)
AT_ONCE = 20
"""So many go to the workers when asked; what is more goes with the rounds of pick_up_berichten."""
BERICHT_BLIJFT = timedelta(days=30)


class WebhookGeweigerd(DomainError):
    """A rule about webhooks said no."""


class WebhookStaatNuAnders(Botsing):
    """Not as things stand now: it is off, its former geheim still counts, or there are too many already."""


def add_webhook(*, actor: Actor, url: str, soorten: Iterable[str], op: datetime) -> tuple[Webhook, str]:
    """Let a system of one's own organisation hear what happens. Gives the geheim too, which is shown this once.

    Asks a name server where the address leads, before the transaction begins.
    """
    if not permissions.may_add(actor):
        raise PermissionDenied
    try:
        adres.resolve(adres.read(url))
    except adres.AdresGeweigerd as refused:
        raise WebhookGeweigerd({"url": refused.messages})
    return _add(actor, url, soorten, op)


@transaction.atomic
def _add(actor: Actor, url: str, soorten: Iterable[str], op: datetime) -> tuple[Webhook, str]:
    organisatie = Organisatie.objects.select_for_update().get(pk=actor.organisatie_id)
    if bezwaar := permissions.bezwaar_zonder_koppeling(organisatie.pk):
        raise WebhookStaatNuAnders(bezwaar)
    if organisatie.webhooks.count() >= MAX_PER_ORGANISATIE:
        raise WebhookStaatNuAnders(
            f"Een organisatie heeft hoogstens {MAX_PER_ORGANISATIE} webhooks. Verwijder er eerst een."
        )
    if zin := permissions.bezwaar_tegen_adres(url, organisatie_id=organisatie.pk):
        raise WebhookGeweigerd({"url": zin})
    geheim = make_geheim()
    webhook = Webhook.objects.create(
        organisatie=organisatie, url=url, soorten=_checked(soorten), geheim=geheim, gemaakt_op=op
    )
    audit.record("webhook.gemaakt", webhook, actor=actor, na=_recorded(webhook))
    return webhook, geheim


@transaction.atomic
def choose_soorten(webhook_id: int, *, actor: Actor, soorten: Iterable[str]) -> Webhook:
    """Change what it wants to hear, from now on."""
    webhook = _managed(webhook_id, actor)
    voor = _recorded(webhook)
    webhook.soorten = _checked(soorten)
    webhook.save(update_fields=["soorten"])
    voor, na = audit.changed(voor, _recorded(webhook))
    if na:
        audit.record("webhook.gewijzigd", webhook, actor=actor, voor=voor, na=na)
    return webhook


@transaction.atomic
def rotate_geheim(webhook_id: int, *, actor: Actor, op: datetime) -> tuple[Webhook, str]:
    """Give it another geheim. For a day each message has two signatures, so that nothing is refused meanwhile."""
    webhook = _managed(webhook_id, actor)
    if webhook.overlap_until(op):
        raise WebhookStaatNuAnders(
            "Het vorige geheim telt ook nog. Laat dat eerst vervallen, of wacht tot het vanzelf vervalt."
        )
    webhook.vorig_geheim, webhook.vorig_geheim_tot = webhook.geheim, op + OVERLAP
    webhook.geheim = make_geheim()
    webhook.save(update_fields=["geheim", "vorig_geheim", "vorig_geheim_tot"])
    audit.record("webhook.geheim_gewisseld", webhook, actor=actor)
    return webhook, webhook.geheim


@transaction.atomic
def drop_vorig_geheim(webhook_id: int, *, actor: Actor) -> Webhook:
    """The former geheim counts no more: its system has the new one, or someone else has the old."""
    webhook = _managed(webhook_id, actor)
    if webhook.vorig_geheim:
        webhook.vorig_geheim, webhook.vorig_geheim_tot = "", None
        webhook.save(update_fields=["vorig_geheim", "vorig_geheim_tot"])
        audit.record("webhook.vorig_geheim_vervallen", webhook, actor=actor)
    return webhook


@transaction.atomic
def switch_on(webhook_id: int, *, actor: Actor) -> Webhook:
    """From now on it hears again; what it missed can be sent again. On already it stays what it was."""
    webhook = _switched(webhook_id, actor)
    if webhook.is_actief:
        return webhook
    if bezwaar := permissions.bezwaar_tegen_aanzetten(actor, webhook):
        raise WebhookStaatNuAnders(bezwaar)
    webhook.stand, webhook.uitgezet_op, webhook.uitgezet_reden = Webhook.Stand.ACTIEF, None, ""
    webhook.faalt_sinds, webhook.mislukt_achtereen, webhook.rust_tot = None, 0, None
    webhook.save(
        update_fields=[
            "stand",
            "uitgezet_op",
            "uitgezet_reden",
            "faalt_sinds",
            "mislukt_achtereen",
            "rust_tot",
        ]
    )
    audit.record("webhook.aangezet", webhook, actor=actor)
    return webhook


@transaction.atomic
def switch_off(webhook_id: int, *, actor: Actor, op: datetime) -> Webhook:
    """From now on it hears nothing. Off already it stays what it was."""
    webhook = _switched(webhook_id, actor)
    if webhook.is_actief:
        is_own = permissions.may_manage(actor, webhook)
        reden = Webhook.Reden.PARTNER if is_own else Webhook.Reden.BEHEERDER
        bezorgen.switch_off(webhook, reden, moment=op)
        audit.record("webhook.uitgezet", webhook, actor=actor, reden=reden)
    return webhook


def switch_off_all_of(organisatie: Organisatie, *, actor: Gebruiker | None, op: datetime) -> None:
    """Off, all of them: the last koppeling of this organisatie is withdrawn. A part of that service, which told people."""
    for webhook in organisatie.webhooks.select_for_update().order_by("pk"):
        if webhook.is_actief:
            bezorgen.switch_off(webhook, Webhook.Reden.GEEN_KOPPELING, moment=op)
            audit.record("webhook.uitgezet", webhook, actor=actor, reden=Webhook.Reden.GEEN_KOPPELING)


@transaction.atomic
def remove_webhook(webhook_id: int, *, actor: Actor) -> None:
    """Take it away, with its log."""
    webhook = _switched(webhook_id, actor)
    audit.record("webhook.verwijderd", webhook, actor=actor, voor=_recorded(webhook))
    webhook.delete()


@transaction.atomic
def send_proef(webhook_id: int, *, actor: Actor, op: datetime) -> Bericht:
    """Send a message that means nothing, once, also to one that is off: to see whether it arrives."""
    webhook = _managed(webhook_id, actor)
    proeven = webhook.berichten.filter(gebeurtenis__soort=Gebeurtenis.PROEF)
    if under_way := proeven.waiting().first():
        return under_way
    gebeurtenis = Gebeurtenis.objects.create(
        soort=Gebeurtenis.PROEF, verwijzing=f"/webhooks/{webhook.uuid}", moment=op
    )
    bericht = Bericht.objects.create(webhook=webhook, gebeurtenis=gebeurtenis, volgende_poging_op=op)
    audit.record("webhook.proefbericht", webhook, actor=actor)
    bezorgen.request(bericht.pk)
    return bericht


@transaction.atomic
def send_again(bericht_id: int, *, actor: Actor, op: datetime) -> Bericht:
    """Send one once more, with the same id; also one that was delivered. What still waits goes now."""
    bericht = Bericht.objects.select_related("webhook").get(pk=bericht_id)
    webhook = _managed(bericht.webhook_id, actor)
    _send_again(webhook, webhook.berichten.filter(pk=bericht_id), actor, op)
    bericht.refresh_from_db()
    return bericht


@transaction.atomic
def send_failed_again(webhook_id: int, *, actor: Actor, op: datetime) -> int:
    """Send all that was not delivered once more, the oldest first; gives how many."""
    webhook = _managed(webhook_id, actor)
    failed = webhook.berichten.failed().exclude(gebeurtenis__soort=Gebeurtenis.PROEF)
    return _send_again(webhook, failed, actor, op)


def drop_old(*, moment: datetime) -> None:
    """Throw away what was delivered or given up a month ago."""
    done = Bericht.objects.exclude(stand=Bericht.Stand.WACHT)
    done.filter(gebeurtenis__moment__lt=moment - BERICHT_BLIJFT).delete()
    kept = Bericht.objects.filter(gebeurtenis=OuterRef("pk"))
    Gebeurtenis.objects.filter(~Exists(kept), moment__lt=moment - BERICHT_BLIJFT).delete()


def _send_again(webhook: Webhook, berichten: BerichtQuerySet, actor: Actor, op: datetime) -> int:
    """A fresh day of trying for these, at once, also when the webhook was being left alone."""
    if bezwaar := permissions.bezwaar_tegen_sturen(webhook):
        raise WebhookStaatNuAnders(bezwaar)
    pks = list(berichten.not_under_way(op).select_for_update().order_by("pk").values_list("pk", flat=True))
    Bericht.objects.filter(pk__in=pks).update(
        stand=Bericht.Stand.WACHT, begonnen_op=None, volgende_poging_op=op, waarom=""
    )
    webhook.rust_tot = None
    webhook.save(update_fields=["rust_tot"])
    for pk in pks[:AT_ONCE]:
        bezorgen.request(pk)
    audit.record("webhook.opnieuw_gestuurd", webhook, actor=actor, aantal=len(pks))
    return len(pks)


def _managed(webhook_id: int, actor: Actor) -> Webhook:
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    if not permissions.may_manage(actor, webhook):
        raise PermissionDenied
    return webhook


def _switched(webhook_id: int, actor: Actor) -> Webhook:
    webhook = Webhook.objects.select_for_update().get(pk=webhook_id)
    if not permissions.may_switch(actor, webhook):
        raise PermissionDenied
    return webhook


def _checked(soorten: Iterable[str]) -> list[str]:
    """In the order of the table, each once."""
    wanted = set(soorten)
    if unknown := wanted - set(Gebeurtenissoort.values):
        raise WebhookGeweigerd({"soorten": f"Deze soort bestaat niet: {', '.join(sorted(unknown))}."})
    if not wanted:
        raise WebhookGeweigerd({"soorten": "Kies ten minste één soort gebeurtenis."})
    return [soort.value for soort in Gebeurtenissoort if soort in wanted]


def _recorded(webhook: Webhook) -> dict:
    """Without the path of the address: partners put secrets in there."""
    return audit.snapshot(webhook, ["organisatie", "soorten"]) | {"adres": webhook.host}
