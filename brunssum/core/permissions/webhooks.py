"""Who may do what to a webhook. A `bezwaar` is the sentence that tells why it cannot be done now, empty when it can."""

from brunssum.core.models import ApiClient, Gebruiker, Webhook
from brunssum.core.rollen import Recht


def may_add(user: Gebruiker | ApiClient) -> bool:
    return user.mag(Recht.WEBHOOKS_EIGEN) and user.organisatie_id is not None


def may_manage(user: Gebruiker | ApiClient, webhook: Webhook) -> bool:
    """Its own organisation: what it follows, its geheim, sending again."""
    return may_add(user) and user.organisatie_id == webhook.organisatie_id


def may_switch(user: Gebruiker | ApiClient, webhook: Webhook) -> bool:
    """On, off, or away: also who looks after all of them."""
    return may_manage(user, webhook) or user.mag(Recht.WEBHOOKS_BEHEREN)


def bezwaar_tegen_adres(url: str, *, organisatie_id: int) -> str:
    """Causes a query."""
    is_there = Webhook.objects.filter(organisatie=organisatie_id, url=url).exists()
    return "Uw organisatie heeft al een webhook naar dit adres." if is_there else ""


def bezwaar_zonder_koppeling(organisatie_id: int) -> str:
    """A webhook only tells that there is something to read, and without a koppeling nobody can. Causes a query."""
    if ApiClient.objects.in_use().filter(organisatie=organisatie_id).exists():
        return ""
    return (
        "Zonder koppeling kan geen systeem lezen waar een webhook bericht van geeft. "
        "De beheerder van Kanarie kan een koppeling maken."
    )


def bezwaar_tegen_aanzetten(user: Gebruiker | ApiClient, webhook: Webhook) -> str:
    if webhook.uitgezet_reden == Webhook.Reden.BEHEERDER and not user.mag(Recht.WEBHOOKS_BEHEREN):
        return (
            "De beheerder van Kanarie heeft deze webhook uitgezet en kan hem weer aanzetten. Neem contact op."
        )
    return "" if webhook.is_actief else bezwaar_zonder_koppeling(webhook.organisatie_id)


def bezwaar_tegen_sturen(webhook: Webhook) -> str:
    return "" if webhook.is_actief else "Deze webhook staat uit. Zet hem eerst aan."
