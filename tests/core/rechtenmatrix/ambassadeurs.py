from ambassadeurs.persoonlijke_link import agenda_token, meedenken_token
from tests.core.rechtenmatrix.wie import AMBASSADEURS, IEDEREEN, PA, TEAM, mag, mag_post
from tests.factories import (
    AmbassadeurFactory,
    AmbassadeursgroepFactory,
    BijeenkomstFactory,
    ReflectieFactory,
    ThemaFactory,
)

ANDERMANS = {
    # ambassadeurs
    "ambassadeurs:list": mag(AMBASSADEURS),
    "ambassadeurs:detail": mag(AMBASSADEURS),
    "ambassadeurs:add": mag(TEAM),
    "ambassadeurs:werkwijze": mag(TEAM),
    "ambassadeurs:lid_add": mag(TEAM),
    "ambassadeurs:lid_end": mag(TEAM),
    "ambassadeurs:change": mag(TEAM),
    "ambassadeurs:lid": mag(TEAM),
    "ambassadeurs:lid_mail": mag_post(TEAM),
    "ambassadeurs:lid_renew_link": mag_post(TEAM),
    "ambassadeurs:training": mag(AMBASSADEURS),
    "ambassadeurs:module_add": mag(TEAM),
    "ambassadeurs:reflectie_add": mag(TEAM),
    "ambassadeurs:reflectie_list": mag(AMBASSADEURS),
    "ambassadeurs:reflecties_bij": mag(AMBASSADEURS, PA),
    "ambassadeurs:eigen_list": mag(PA),
    "ambassadeurs:eigen_add": mag(PA),
    "ambassadeurs:reflectie": mag(AMBASSADEURS),
    "ambassadeurs:reflectie_answer": mag_post(TEAM),
    "ambassadeurs:reflectie_tell_back": mag_post(TEAM),
    "ambassadeurs:meedenken": IEDEREEN,  # says that one needs a personal link
    "ambassadeurs:meedenken_link": IEDEREEN,  # who has that link
    "ambassadeurs:bijeenkomst_list": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst_ics": mag(AMBASSADEURS),
    "ambassadeurs:bijeenkomst_plan": mag(TEAM),
    "ambassadeurs:bijeenkomst_change": mag(TEAM),
    "ambassadeurs:bijeenkomst_cancel": mag_post(TEAM),
    "ambassadeurs:bijeenkomst_invite": mag_post(TEAM),
    "ambassadeurs:bijeenkomst_report": mag(TEAM),
    "ambassadeurs:ritme": mag(TEAM),
    "ambassadeurs:agenda": IEDEREEN,  # who has the personal address of the calendar
}

EIGEN = {
    "ambassadeurs:reflectie_answer": mag_post(AMBASSADEURS),
    "ambassadeurs:reflectie_tell_back": mag_post(AMBASSADEURS),
}


def _groep(eigenaar):
    return {"pk": AmbassadeursgroepFactory().pk}


def _ambassadeur(eigenaar):
    ambassadeur = AmbassadeurFactory()
    return {"pk": ambassadeur.groep_id, "lid_pk": ambassadeur.pk}


def _reflectie(eigenaar):
    return {"pk": ReflectieFactory(actiepunt__eigenaar=eigenaar).pk}


def _bijeenkomst(eigenaar):
    return {"pk": BijeenkomstFactory().pk}


OBJECTS = {
    "ambassadeurs:detail": _groep,
    "ambassadeurs:werkwijze": _groep,
    "ambassadeurs:lid_add": _groep,
    "ambassadeurs:lid_end": _ambassadeur,
    "ambassadeurs:change": _groep,
    "ambassadeurs:lid": _ambassadeur,
    "ambassadeurs:lid_mail": _ambassadeur,
    "ambassadeurs:lid_renew_link": _ambassadeur,
    "ambassadeurs:training": _groep,
    "ambassadeurs:module_add": _groep,
    "ambassadeurs:reflectie_add": _groep,
    "ambassadeurs:reflecties_bij": lambda _: {"soort": "monitor.thema", "pk": ThemaFactory().pk},
    "ambassadeurs:reflectie": _reflectie,
    "ambassadeurs:reflectie_answer": _reflectie,
    "ambassadeurs:reflectie_tell_back": _reflectie,
    "ambassadeurs:meedenken_link": lambda _: {"token": meedenken_token(AmbassadeurFactory())},
    "ambassadeurs:bijeenkomst": _bijeenkomst,
    "ambassadeurs:bijeenkomst_ics": _bijeenkomst,
    "ambassadeurs:bijeenkomst_change": _bijeenkomst,
    "ambassadeurs:bijeenkomst_cancel": _bijeenkomst,
    "ambassadeurs:bijeenkomst_invite": _bijeenkomst,
    "ambassadeurs:bijeenkomst_report": _bijeenkomst,
    "ambassadeurs:agenda": lambda eigenaar: {"token": agenda_token(eigenaar.pk)},
}
