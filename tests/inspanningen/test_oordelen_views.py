"""The pages of oordelen, of going to the line, and of participatie."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from brunssum.core.rollen import Rol
from inspanningen.criteria import CRITERIA
from inspanningen.models import Oordeel, Overdracht, Overdrachtspunt, Participatie
from inspanningen.presenters import oordelen as presenters
from inspanningen.services import oordelen as services
from inspanningen.services import overdracht as overdrachten
from tests.factories import (
    InspanningFactory,
    OordeelFactory,
    OordeelrondeFactory,
    OverdrachtFactory,
    ParticipatieFactory,
)

GOED = {criterium.key: "goed" for criterium in CRITERIA} | {"samenvatting": "Het loopt.", "gelezen": "0"}
HULP = GOED | {
    "tempo": "hulp_nodig",
    "tempo_zin": "De vergunning blijft liggen.",
    "hulp_gevraagd": "Haal de vergunning los.",
}


@pytest.fixture
def vandaag():
    return timezone.localdate()


@pytest.fixture
def team(gebruiker_met):
    return gebruiker_met(Rol.PROGRAMMATEAM, naam="Programmateam")


@pytest.fixture
def inspanning(projectleider):
    return InspanningFactory(nummer="2B", naam="Inwoners", fase="uitvoering", projectleider=projectleider)


@pytest.fixture
def vorig(inspanning, vandaag):
    ronde = OordeelrondeFactory(
        naam="vorige ronde",
        van=vandaag - timedelta(days=200),
        uiterlijk=vandaag - timedelta(days=170),
        gesloten_op=vandaag - timedelta(days=160),
        gesloten_door=inspanning.projectleider,
    )
    return OordeelFactory(
        ronde=ronde,
        inspanning=inspanning,
        tempo="let_op",
        tempo_zin="De vergunning is laat.",
        samenvatting="Het hapert.",
    )


@pytest.fixture
def ronde(team, vorig, vandaag):
    return services.open_ronde(
        actor=team, naam="deze ronde", van=vandaag, uiterlijk=vandaag + timedelta(days=28)
    )


def page(client, user, name, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def text(response):
    return response.content.decode()


# The round


def test_the_first_round_is_opened_from_an_empty_page(client, team, inspanning):
    empty = page(client, team, "programma:oordelen")
    assert "Er is nog geen ronde geweest" in text(empty)
    url = reverse("programma:ronde_open")
    assert client.get(url).context["form"]["naam"].value()
    for wrong in ({"naam": "", "uiterlijk": ""}, {"naam": "x", "uiterlijk": "2020-01-01"}, {"naam": "x", "uiterlijk": "9999-01-01"}):  # fmt: skip
        assert client.post(url, wrong).status_code == 422
    soon = (timezone.localdate() + timedelta(days=20)).isoformat()
    opened = client.post(url, {"naam": "voorjaar", "uiterlijk": soon}, follow=True)
    assert "De ronde voorjaar is open" in text(opened)
    again = client.post(url, {"naam": "nog een", "uiterlijk": soon})
    assert again.status_code == 422
    assert "Een nieuwe begint daarna" in text(again)


def test_the_round_shows_who_waits_what_changed_and_the_help_that_was_asked(
    client, ronde, inspanning, projectleider, programmamanager
):
    assert "Wie nog niet antwoordde" in text(page(client, programmamanager, "programma:oordelen"))
    services.give_oordeel(
        ronde.pk,
        inspanning.pk,
        actor=projectleider,
        op=ronde.van,
        **{name: value for name, value in HULP.items() if name != "gelezen"},
    )
    shown = text(page(client, programmamanager, "programma:oordelen"))
    assert "Iedereen heeft geantwoord" in shown
    assert "Tempo: van let op naar hulp nodig" in shown
    assert "Haal de vergunning los." in shown
    assert "was let op" in shown
    earlier = page(client, programmamanager, "programma:oordelen", ronde=ronde.pk - 1)
    assert "vorige ronde" in text(earlier)


@pytest.mark.parametrize("vraag", ["x", "-1", "9" * 30, "²"])
def test_a_round_that_is_none_shows_the_newest(client, ronde, team, vraag):
    assert page(client, team, "programma:oordelen", ronde=vraag).context["ronde"] == ronde
    url = reverse("programma:ronde_remind", args=[ronde.pk])
    assert client.post(url, {"vraag": vraag}).status_code == 302


def test_a_round_that_is_due_says_so(client, vorig, team):
    assert "de volgende aan de beurt" in text(page(client, team, "programma:oordelen"))


def test_bestuur_reads_and_has_no_buttons(client, ronde, gebruiker_met):
    shown = text(page(client, gebruiker_met(Rol.BESTUUR), "programma:oordelen"))
    assert "Wie nog niet antwoordde" in shown
    assert "Herinner" not in shown
    assert "Sluit de ronde" not in shown


def test_remind_and_close_by_the_buttons(client, ronde, team):
    client.force_login(team)
    remind = reverse("programma:ronde_remind", args=[ronde.pk])
    vraag = ronde.vragen.get()
    assert "Eén persoon is herinnerd" in text(client.post(remind, {"vraag": vraag.pk}, follow=True))
    assert "Vandaag is er al herinnerd" in text(client.post(remind, follow=True))
    close = reverse("programma:ronde_close", args=[ronde.pk])
    assert "is gesloten" in text(client.post(close, follow=True))
    assert "al gesloten" in text(client.post(close, follow=True))
    assert "niemand meer te herinneren" in text(client.post(remind, follow=True))


@pytest.mark.parametrize("count", [3, 30])
def test_the_round_costs_the_same_however_many_inspanningen(
    client, team, vandaag, count, django_assert_max_num_queries, programmamanager, projectleider
):
    inspanningen = [
        InspanningFactory(nummer=str(n + 1), fase="uitvoering", projectleider=projectleider)
        for n in range(count)
    ]
    ronde = services.open_ronde(actor=team, naam="deze", van=vandaag, uiterlijk=vandaag + timedelta(days=28))
    for inspanning in inspanningen[: count // 2 + 1]:
        services.give_oordeel(
            ronde.pk,
            inspanning.pk,
            actor=projectleider,
            op=vandaag,
            **{name: value for name, value in HULP.items() if name != "gelezen"},
        )
    page(client, team, "programma:oordelen")
    with django_assert_max_num_queries(20):
        page(client, team, "programma:oordelen")


# The one screen


def test_the_screen_shows_last_time_and_starts_with_it_when_asked(client, ronde, inspanning, projectleider):
    blank = page(client, projectleider, "inspanningen:oordeel_give", inspanning.pk, ronde.pk)
    assert "De vergunning is laat." in text(blank)
    assert blank.context["form"]["tempo"].value() is None
    same = page(client, projectleider, "inspanningen:oordeel_give", inspanning.pk, ronde.pk, begin="vorige")
    form = same.context["form"]
    assert (form["tempo"].value(), form["tempo_zin"].value()) == ("let_op", None), "its words are not given"


def test_judging_keeps_what_was_typed_and_says_beside_the_field_what_is_missing(
    client, ronde, inspanning, projectleider, programmamanager
):
    client.force_login(projectleider)
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, ronde.pk])
    for wrong, field in (
        (GOED | {"tempo": "let_op"}, "tempo_zin"),
        (GOED | {"tempo": "hulp_nodig", "tempo_zin": "Het staat stil."}, "hulp_gevraagd"),
        (GOED | {"hulp_gevraagd": "Denk mee."}, "hulp_gevraagd"),
        (GOED | {"samenvatting": "Het hapert."}, "samenvatting"),
        (GOED | {"samenvatting": "x" * 20_000}, "samenvatting"),
        (GOED | {"samenvatting": "nul \x00"}, "samenvatting"),
        (GOED | {"tempo": "misschien"}, "tempo"),
        (HULP | {"hulp_van": "99999999"}, "hulp_van"),
        (HULP | {"hulp_van": "9" * 40}, "hulp_van"),
        (GOED | {"gelezen": "9" * 40}, "gelezen"),
        ({}, "samenvatting"),
    ):
        response = client.post(url, wrong)
        assert (response.status_code, field in response.context["form"].errors) == (422, True), wrong
    assert "Denk mee." in text(client.post(url, GOED | {"hulp_gevraagd": "Denk mee."}))
    assert not Oordeel.objects.filter(ronde=ronde).exists()
    done = client.post(url, HULP, follow=True)
    assert "Uw oordeel is bewaard" in text(done)
    assert "Haal de vergunning los." in text(done)


def test_who_cannot_judge_is_led_to_what_was_judged(client, ronde, inspanning, gebruiker_met):
    client.force_login(gebruiker_met(Rol.PROJECTLEIDER))
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, ronde.pk])
    answer = client.get(url, follow=True)
    assert answer.redirect_chain == [(reverse("inspanningen:oordelen", args=[inspanning.pk]), 302)]
    assert client.post(url, GOED).status_code == 403


def test_a_name_is_warned_at_once(client, ronde, inspanning, projectleider):
    client.force_login(projectleider)
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, ronde.pk])
    velden = GOED | {"samenvatting": "Vorige week belde mevrouw Zwaluw."}
    warned = client.post(url, velden)
    assert (warned.status_code, "lijkt een naam te staan" in text(warned)) == (422, True)
    assert client.post(url, velden | {"gezien": warned.context["form"]["gezien"].value()}).status_code == 302


def test_a_correction_asks_why_and_shows_what_stood_there(client, ronde, inspanning, projectleider, team):
    client.force_login(projectleider)
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, ronde.pk])
    client.post(url, GOED)
    eerste = Oordeel.objects.get(ronde=ronde)
    better = GOED | {"samenvatting": "Het loopt goed.", "gelezen": eerste.pk}
    assert "reden" in client.get(url).context["form"].fields
    assert "reden" in client.post(url, better).context["form"].errors
    done = text(client.post(url, better | {"reden": "Ik vergat iets."}, follow=True))
    assert "Dit is een verbetering" in done
    assert "Ik vergat iets." in done
    assert f'id="oordeel-{eerste.pk}"' in done, "what it replaced is still there to read"


def test_two_who_judge_at_once_see_each_other(client, ronde, inspanning, projectleider, team):
    services.give_oordeel(
        ronde.pk, inspanning.pk, actor=team, op=ronde.van, **{k: v for k, v in GOED.items() if k != "gelezen"}
    )
    client.force_login(projectleider)
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, ronde.pk])
    mine = GOED | {"samenvatting": "Mijn eigen woorden."}
    met = client.post(url, mine)
    assert met.status_code == 422
    assert "Programmateam heeft intussen ook een oordeel gegeven" in text(met)
    assert "Mijn eigen woorden." in text(met)
    again = mine | {"gelezen": met.context["form"]["gelezen"].value(), "reden": "Ik weet meer."}
    assert client.post(url, again).status_code == 302
    assert Oordeel.objects.current().get(ronde=ronde).samenvatting == "Mijn eigen woorden."


def test_a_closed_round_leads_back_with_the_reason(client, vorig, inspanning, projectleider):
    client.force_login(projectleider)
    url = reverse("inspanningen:oordeel_give", args=[inspanning.pk, vorig.ronde_id])
    assert "is gesloten" in text(client.get(url, follow=True))


def test_the_tab_of_another_says_why_not(client, ronde, inspanning, gebruiker_met):
    shown = text(page(client, gebruiker_met(Rol.PROJECTLEIDER), "inspanningen:oordelen", inspanning.pk))
    assert "Een oordeel geeft de projectleider van deze inspanning" in shown
    assert "Het hapert." in shown


def test_the_drawing_says_in_words_what_it_shows(vorig):
    drawn = presenters.verloop("2B Inwoners", [vorig.ronde], [vorig])
    assert drawn.omschrijving == "2B Inwoners. vorige ronde: let op bij tempo"
    assert [merk.antwoord for merk in drawn.merken] == ["let_op", "goed", "goed", "goed", "goed"]


# Naar de lijn


def test_from_beginning_to_taking_over_in_the_pages(
    client, inspanning, projectleider, gebruiker_met, vandaag
):
    baas = gebruiker_met(Rol.BATENEIGENAAR, naam="Teammanager")
    client.force_login(projectleider)
    tab = reverse("inspanningen:overdracht", args=[inspanning.pk])
    assert "Nog niet begonnen" in text(client.get(tab))
    begin = reverse("inspanningen:overdracht_begin", args=[inspanning.pk])
    for wrong in ({}, {"bateneigenaar": projectleider.pk, "uiterlijk": vandaag}, {"bateneigenaar": baas.pk, "uiterlijk": "2020-01-01"}):  # fmt: skip
        assert client.post(begin, wrong).status_code == 422
    client.post(begin, {"bateneigenaar": baas.pk, "uiterlijk": vandaag.isoformat()})
    overdracht = Overdracht.objects.get()
    assert "staan nog 9 punten open" in text(client.get(tab))
    add = reverse("inspanningen:overdracht_punt_add", args=[overdracht.pk])
    assert client.post(add, {"titel": ""}).status_code == 422
    client.post(add, {"titel": "De sleutel"})
    for punt in overdracht.punten.all():
        url = reverse("inspanningen:overdracht_punt", args=[punt.pk])
        assert client.post(url, {"stand": "niet_nodig", "gelezen": "open"}).status_code == 422
        client.post(url, {"stand": "gedaan", "opmerking": "Geregeld.", "gelezen": "open"})
    stale = client.post(url, {"stand": "open", "opmerking": "Toch niet.", "gelezen": "open"})
    assert "heeft dit punt intussen" in text(stale)
    assert "Toch niet." in text(stale)
    client.post(reverse("inspanningen:overdracht_ready", args=[overdracht.pk]))
    assert "Teammanager is aan zet" in text(client.get(tab))

    client.force_login(baas)
    back = reverse("inspanningen:overdracht_give_back", args=[overdracht.pk])
    assert client.post(back, {"reden": ""}).status_code == 422
    client.post(back, {"reden": "De uren ontbreken."})
    assert "De uren ontbreken." in text(client.get(tab))
    punt = Overdrachtspunt.objects.get(stand="open")
    client.post(
        reverse("inspanningen:overdracht_punt", args=[punt.pk]), {"stand": "gedaan", "gelezen": "open"}
    )
    overdrachten.report_ready(overdracht.pk, actor=projectleider, op=vandaag)
    take = reverse("inspanningen:overdracht_take_over", args=[overdracht.pk])
    done = text(client.post(take, {"slotwoord": "Wij gaan door."}, follow=True))
    assert "nam deze inspanning over" in done
    assert "Wij gaan door." in done


def test_stopped_the_reason_stays_to_be_read(client, inspanning, team):
    overdracht = OverdrachtFactory(inspanning=inspanning)
    client.force_login(team)
    url = reverse("inspanningen:overdracht_stop", args=[overdracht.pk])
    assert client.post(url, {"reden": ""}).status_code == 422
    overdracht.inspanning.fase = "naar_de_lijn"
    overdracht.inspanning.save()
    assert "Te vroeg." in text(client.post(url, {"reden": "Te vroeg."}, follow=True))
    client.get(reverse("inspanningen:overdracht", args=[inspanning.pk]))
    begin = text(client.get(reverse("inspanningen:overdracht_begin", args=[inspanning.pk])))
    assert "Draag over aan de lijn" in begin


@pytest.mark.parametrize("count", [3, 30])
def test_the_checklist_costs_the_same_however_long(
    client, inspanning, team, count, django_assert_max_num_queries
):
    overdracht = OverdrachtFactory(inspanning=inspanning)
    for n in range(count):
        overdrachten.add_punt(overdracht.pk, actor=team, titel=f"Punt {n}")
    page(client, team, "inspanningen:overdracht", inspanning.pk)
    with django_assert_max_num_queries(15):
        page(client, team, "inspanningen:overdracht", inspanning.pk)


# Participatie


def test_the_ladder_is_written_down_and_shown_without_names_to_a_partner(
    client, inspanning, projectleider, gebruiker_met
):
    client.force_login(projectleider)
    url = reverse("inspanningen:participatie", args=[inspanning.pk])
    assert "Begin met hoe het is gepland" in text(client.get(url))
    velden = {"soort": "gepland", "trede": "4", "hoe": "Bewoners schrijven mee.", "op": "2026-03-02"}
    for wrong in ({}, velden | {"trede": "6"}, velden | {"trede": "9" * 40}, velden | {"op": "9999-01-01"}, velden | {"hoe": "x" * 20_000}):  # fmt: skip
        assert client.post(url, wrong).status_code == 422
    assert "Bewoners schrijven mee." in text(client.post(url, velden | {"trede": ""}))
    client.post(url, velden)
    client.post(url, velden | {"soort": "werkelijk", "trede": "2"})
    shown = text(client.get(url))
    assert "2 treden achter" in shown
    assert "gepland: coproduceren, werkelijk: raadplegen" in shown
    seen = text(page(client, gebruiker_met(Rol.PARTNER), "inspanningen:participatie", inspanning.pk))
    assert "2 treden achter" in seen
    assert projectleider.naam not in seen
    assert 'id="vastleggen"' not in seen
    assert client.post(url, velden).status_code == 403


@pytest.mark.parametrize("count", [3, 30])
def test_the_programme_costs_the_same_however_many_inspanningen(
    client, team, count, django_assert_max_num_queries
):
    for n in range(count):
        one = InspanningFactory(nummer=str(n + 1))
        ParticipatieFactory(inspanning=one, trede=5)
        ParticipatieFactory(inspanning=one, soort="werkelijk", trede=2)
        ParticipatieFactory(inspanning=one, soort="werkelijk", trede=3, op=date(2026, 4, 1))
    assert f"Bij {count} daarvan" in text(page(client, team, "programma:participatie"))
    with django_assert_max_num_queries(13):
        page(client, team, "programma:participatie")
    assert Participatie.objects.count() == 3 * count
