"""One rule over every services.py: a write names who does it, or is known here as work of the system."""

import importlib
import inspect
import pkgutil

import pytest

APPS = ("brunssum.core", "monitor", "inspanningen", "ambassadeurs", "casuistiek", "reisverslag")

WORK_OF_THE_SYSTEM = {
    "brunssum.core.services.api_clients.count_calls": "work of the night",
    "brunssum.core.services.api_clients.drop_old": "work of the night",
    "brunssum.core.services.api_clients.use_api_key": "whoever knows the secret; it says which client",
    "brunssum.core.services.gebruikers.send_uitnodiging": "a job that a beheerder asked for, see invite_gebruiker",
    "brunssum.core.services.gebeurtenissen.announce": "a part of services that have an actor",
    "brunssum.core.services.herinneringen.remind": "work of the night",
    "brunssum.core.services.koppeling_meldingen.remind": "work of the night",
    "brunssum.core.services.koppeling_meldingen.tell_of_no_tokens": "the access log noticed it; nobody did it",
    "brunssum.core.services.meldingen.drop_old": "work of the night",
    "brunssum.core.services.meldingen_mail.border": "a question about times",
    "brunssum.core.services.meldingen_mail.prepare_mails": "work of every few minutes",
    "brunssum.core.services.meldingen_mail.send_mails": "work of every few minutes",
    "brunssum.core.services.stamgegevens.load_stamgegevens": "a command of who runs the installation",
    "brunssum.core.services.webhooks.drop_old": "work of the night",
    "monitor.services.waarnemingen.lock_indicatoren": "a part of services that have an actor",
    "monitor.services.waarnemingen.store_waarnemingen": "the step of a run that has its own actor, shared by every adapter",
    "ambassadeurs.services.bijeenkomsten.send_uitnodigingen": "a job that someone asked for, see request_uitnodigingen",
    "ambassadeurs.services.groepen.send_link": "a job that someone asked for, see request_link_mail",
    "ambassadeurs.services.reflecties.add_reflectie_by_link": "an ambassadeur without an account; the signed link says who",
    "casuistiek.services.inzagelog.check_inzagelog": "a check that changes nothing",
    "casuistiek.services.inzagelog.keep_check": "the nightly check",
    "casuistiek.services.inzagelog.report_breuk": "the nightly check",
    "casuistiek.services.noodinzage.send_noodinzage": "a job that begin_noodinzage asked for",
    "casuistiek.services.privacyverzoek.move_verzoeken": "a part of services that have an actor",
    "casuistiek.services.bewaren.make_vernietigingslijst": "work of the night",
    "casuistiek.services.bewaren.destroy": "a job that two persons agreed with, see agree",
    "casuistiek.services.bewaren.clean_up_unaccepted": "work of the night",
    "reisverslag.services.verzending.send_verzending": "a job that someone asked for, see request_verzending",
    "reisverslag.services.verzending.message": "the text of a mail; changes nothing",
    "reisverslag.services.bezorging.request_code": "someone without an account; the signed link says who",
    "reisverslag.services.bezorging.send_code": "a job that request_code asked for",
    "reisverslag.services.bezorging.use_code": "someone without an account; the code says who",
    "reisverslag.services.bezorging.register_opening": "counting, for someone without an account",
    "inspanningen.services.wijkplan.ask_for_rondes": "work of the night",
    "inspanningen.services.ritme.ask_what_is_due": "work of the night",
    "inspanningen.services.importeren.drop_old_imports": "work of the night",
    "inspanningen.services.werkblad.drop_old_werkbladen": "work of the night",
    "casuistiek.services.signaalstap.lock_signaal": "a part of services that have an actor",
    "casuistiek.services.signaalstap.save": "a part of services that have an actor",
    "casuistiek.services.signaalstap.announce_change": "a part of services that have an actor",
    "casuistiek.services.signaalstap.person_of": "a question about an actor",
    "casuistiek.services.signaal_herinneren.remind_of_signalen": "work of the night",
    "casuistiek.services.signaal_wissen.erase_signalen": "a part of the work of the night",
    "casuistiek.services.stap.lock": "a part of services that have an actor",
    "casuistiek.services.stap.touch": "a part of services that have an actor",
}


def service_modules():
    for app in APPS:
        package = importlib.import_module(f"{app}.services")
        yield package
        for module in pkgutil.walk_packages(getattr(package, "__path__", []), f"{package.__name__}."):
            yield importlib.import_module(module.name)


SERVICES = {
    f"{module.__name__}.{name}": function
    for module in service_modules()
    for name, function in inspect.getmembers(module, inspect.isfunction)
    if function.__module__ == module.__name__ and not name.startswith("_")
}


@pytest.mark.parametrize("name", SERVICES)
def test_service_names_its_actor(name):
    actor = inspect.signature(SERVICES[name]).parameters.get("actor")
    if name in WORK_OF_THE_SYSTEM:
        assert actor is None, "it has an actor: take it from WORK_OF_THE_SYSTEM"
    else:
        assert actor is not None, "give it a keyword actor, or list it in WORK_OF_THE_SYSTEM with a reason"
        assert actor.kind is inspect.Parameter.KEYWORD_ONLY
        assert actor.default is inspect.Parameter.empty, "whoever calls it says who acts"


def test_work_of_the_system_lists_nothing_that_is_gone():
    assert set(WORK_OF_THE_SYSTEM) <= set(SERVICES)


def test_there_are_services_to_look_at():
    assert {name.partition(".services")[0] for name in SERVICES} >= {"brunssum.core"}
