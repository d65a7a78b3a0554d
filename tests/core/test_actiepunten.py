"""Actiepunten: who makes, does, confirms and sees them, and that one is made once only."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import Actiepunt, LogRegel
from brunssum.core.queries.actiepunten import actiestand
from brunssum.core.rollen import Rol
from brunssum.core.services import actiepunten
from tests.factories import CasusFactory, GebruikerFactory, InspanningFactory

pytestmark = pytest.mark.django_db
DAG = date(2026, 3, 2)


@pytest.fixture
def eigenaar(gebruiker_met):
    return gebruiker_met(Rol.PROJECTLEIDER, naam="Eigenaar")


@pytest.fixture
def maker(gebruiker_met):
    return gebruiker_met(Rol.WIJKMANAGER, naam="Maker")


@pytest.fixture
def tweede(gebruiker_met):
    return gebruiker_met(Rol.BATENEIGENAAR, naam="Tweede")


def make(eigenaar, actor=None, **velden):
    return actiepunten.make(
        **{"titel": "Bel de corporatie", "eigenaar": eigenaar, "vervalt_op": DAG, "actor": actor} | velden
    )


# Making


def test_make_writes_down_who_must_do_it_and_not_what(eigenaar, maker):
    actiepunt = make(eigenaar, maker, titel=" Bel de corporatie ")
    assert (actiepunt.titel, actiepunt.eigenaar, actiepunt.gemaakt_door) == (
        "Bel de corporatie",
        eigenaar,
        maker,
    )
    regel = LogRegel.objects.about(actiepunt).get()
    assert (regel.actie, regel.na["eigenaar"]) == ("actiepunt.gemaakt", eigenaar.pk)
    assert "corporatie" not in str(regel.na)


def test_make_with_a_sleutel_makes_it_once_only(eigenaar, maker):
    first = make(eigenaar, sleutel="nazorg:1")
    actiepunten.withdraw(first.pk, actor=None)
    again = make(maker, sleutel="nazorg:1", titel="Anders")
    assert (again.pk, again.titel, again.status) == (first.pk, "Bel de corporatie", "ingetrokken")
    assert Actiepunt.objects.count() == 1


@pytest.mark.parametrize("rol", [Rol.AMBASSADEUR, Rol.RAADSLID, Rol.PARTNER, Rol.FUNCTIONARIS])
def test_make_is_refused_to_who_has_no_right(gebruiker_met, eigenaar, rol):
    with pytest.raises(PermissionDenied):
        make(eigenaar, gebruiker_met(rol))


def test_make_is_refused_for_someone_who_is_gone(maker):
    with pytest.raises(ValidationError, match="kan niet meer inloggen"):
        make(GebruikerFactory(is_active=False), maker)


def test_who_confirms_is_another(eigenaar):
    with pytest.raises(ValidationError, match="een ander dan wie het doet"):
        make(eigenaar, bevestiger=eigenaar)
    with pytest.raises(IntegrityError), transaction.atomic():
        Actiepunt.objects.create(titel="x", eigenaar=eigenaar, bevestiger=eigenaar, vervalt_op=DAG)


def test_make_about_something_unknown_to_the_actor_is_refused(eigenaar, gebruiker_met):
    with pytest.raises(PermissionDenied):
        make(eigenaar, gebruiker_met(Rol.BESTUUR), onderwerp=CasusFactory())


def test_make_about_a_model_that_no_app_registered_is_a_mistake_in_the_code(eigenaar, maker):
    with pytest.raises(TypeError, match="not registered"):
        make(eigenaar, onderwerp=maker)


# Doing, confirming, handing over, withdrawing


def test_finish_closes_it_with_its_outcome(eigenaar):
    actiepunt = actiepunten.finish(make(eigenaar).pk, actor=eigenaar, uitkomst=" Gebeld. ")
    assert (actiepunt.status, actiepunt.uitkomst, actiepunt.gedaan_door) == ("afgerond", "Gebeld.", eigenaar)


def test_finish_asks_for_an_outcome(eigenaar):
    with pytest.raises(ValidationError, match="wat de uitkomst is"):
        actiepunten.finish(make(eigenaar).pk, actor=eigenaar, uitkomst="  ")


def test_finish_is_for_the_eigenaar_and_who_manages_all(eigenaar, maker, gebruiker_met):
    actiepunt = make(eigenaar, maker)
    with pytest.raises(PermissionDenied, match="wie het actiepunt heeft"):
        actiepunten.finish(actiepunt.pk, actor=maker, uitkomst="Gebeld.")
    actiepunten.finish(actiepunt.pk, actor=gebruiker_met(Rol.PROGRAMMAMANAGER), uitkomst="Gebeld.")
    with pytest.raises(ValidationError, match="niet meer open: afgerond"):
        actiepunten.finish(actiepunt.pk, actor=eigenaar, uitkomst="Weer gebeld.")


def test_a_second_person_confirms_or_gives_it_back(eigenaar, tweede):
    actiepunt = make(eigenaar, bevestiger=tweede)
    with pytest.raises(ValidationError, match="als het is afgerond"):
        actiepunten.confirm(actiepunt.pk, actor=tweede)
    assert actiepunten.finish(actiepunt.pk, actor=eigenaar, uitkomst="Gebeld.").status == "gedaan"
    with pytest.raises(PermissionDenied, match="alleen wie daarvoor gevraagd is"):
        actiepunten.confirm(actiepunt.pk, actor=eigenaar)
    assert actiepunten.send_back(actiepunt.pk, actor=tweede).status == "open"
    actiepunten.finish(actiepunt.pk, actor=eigenaar, uitkomst="Gebeld en geregeld.")
    actiepunt = actiepunten.confirm(actiepunt.pk, actor=tweede)
    assert (actiepunt.status, actiepunt.bevestigd_op is not None) == ("afgerond", True)
    acties = list(LogRegel.objects.about(actiepunt).order_by("pk").values_list("actie", flat=True))
    assert acties == [f"actiepunt.{wat}" for wat in ("gemaakt", "afgerond", "teruggegeven", "afgerond", "bevestigd")]  # fmt: skip


def test_who_confirms_does_not_finish_it_too(eigenaar, gebruiker_met):
    manager = gebruiker_met(Rol.PROGRAMMAMANAGER)
    actiepunt = make(eigenaar, bevestiger=manager)
    with pytest.raises(ValidationError, match="doet daarom een ander"):
        actiepunten.finish(actiepunt.pk, actor=manager, uitkomst="Gebeld.")


def test_hand_over_gives_it_to_another_with_perhaps_another_date(eigenaar, maker, tweede):
    actiepunt = make(eigenaar, bevestiger=tweede)
    with pytest.raises(ValidationError, match="bevestigt dit actiepunt straks"):
        actiepunten.hand_over(actiepunt.pk, actor=eigenaar, naar=tweede)
    actiepunt = actiepunten.hand_over(actiepunt.pk, actor=eigenaar, naar=maker, vervalt_op=date(2026, 4, 1))
    assert (actiepunt.eigenaar, actiepunt.vervalt_op) == (maker, date(2026, 4, 1))
    with pytest.raises(PermissionDenied):
        actiepunten.hand_over(actiepunt.pk, actor=eigenaar, naar=eigenaar)


def test_withdraw_is_for_who_made_it_not_for_who_must_do_it(eigenaar, maker):
    actiepunt = make(eigenaar, maker)
    with pytest.raises(PermissionDenied, match="wie het actiepunt maakte"):
        actiepunten.withdraw(actiepunt.pk, actor=eigenaar)
    assert actiepunten.withdraw(actiepunt.pk, actor=maker).status == "ingetrokken"
    with pytest.raises(ValidationError, match="al ingetrokken"):
        actiepunten.withdraw(actiepunt.pk, actor=maker)


# Seeing


def test_one_about_a_casus_is_seen_by_its_owner_and_who_sees_the_casus(eigenaar, gebruiker_met):
    casus = CasusFactory()
    wijkmanager = casus.casusverantwoordelijke
    actiepunt = make(eigenaar, wijkmanager, onderwerp=casus)
    assert actiepunt.vertrouwelijk
    sees = {
        rol: Actiepunt.objects.visible_to(gebruiker_met(rol)).filter(pk=actiepunt.pk).exists() for rol in Rol
    }
    assert {rol for rol, visible in sees.items() if visible} == {Rol.PROGRAMMAMANAGER}
    assert list(Actiepunt.objects.visible_to(wijkmanager)) == [actiepunt]
    assert list(Actiepunt.objects.visible_to(eigenaar)) == [actiepunt]


def test_the_maker_no_longer_sees_it_when_the_casus_is_out_of_sight(eigenaar):
    casus = CasusFactory()
    maker = casus.casusverantwoordelijke
    make(eigenaar, maker, onderwerp=casus)
    casus.casusverantwoordelijke = GebruikerFactory(rollen=[Rol.WIJKMANAGER])
    casus.save()
    assert not Actiepunt.objects.visible_to(maker).exists()


def test_owner_without_sight_of_the_casus_gets_no_link_to_it(client, eigenaar):
    casus = CasusFactory()
    actiepunt = make(eigenaar, casus.casusverantwoordelijke, onderwerp=casus)
    url = reverse("core:actiepunt", args=[actiepunt.pk])
    client.force_login(eigenaar)
    page = client.get(url).content.decode()
    assert "Bel de corporatie" in page
    assert str(casus.kenmerk) not in page
    assert casus.nummer not in page
    client.force_login(casus.casusverantwoordelijke)
    assert str(casus.kenmerk) in client.get(url).content.decode()


def test_actiestand_counts_what_is_late(eigenaar, maker):
    make(eigenaar, maker)
    make(eigenaar, maker, vervalt_op=DAG + timedelta(days=30))
    make(maker, maker)
    stand = actiestand(eigenaar, DAG + timedelta(days=1))
    assert (stand.mijn, stand.te_laat, stand.te_laat_van_anderen, stand.te_bevestigen) == (2, 1, 1, 0)


# Pages


def test_list_shows_what_the_address_asks(client, eigenaar, maker):
    make(eigenaar, maker, titel="Van de eigenaar")
    make(maker, maker, titel="Van de maker", vervalt_op=timezone.localdate())
    client.force_login(maker)

    def page(toon):
        return client.get(reverse("core:actiepunt_list"), {"toon": toon}).content.decode()

    assert "Van de maker" in page("mijn")
    assert "Van de eigenaar" not in page("mijn")
    assert "Van de eigenaar" in page("te-laat")
    assert "Van de maker" not in page("te-laat")
    assert "Van de eigenaar" in page("gemaakt")
    assert "Van de maker" in page("gemaakt")
    assert "Hier staat nog niets" in page("klaar")
    assert "Van de maker" in page("onzin")


def test_list_has_a_fixed_number_of_queries(client, eigenaar, maker, django_assert_num_queries):
    casus = CasusFactory(casusverantwoordelijke=maker)
    client.force_login(maker)

    def ask():
        return client.get(reverse("core:actiepunt_list"), {"toon": "gemaakt"})

    make(eigenaar, maker, onderwerp=casus)
    ask()  # content types are remembered from now on
    with django_assert_num_queries(9):
        ask()
    for _ in range(10):
        make(eigenaar, maker, onderwerp=CasusFactory(casusverantwoordelijke=maker))
    with django_assert_num_queries(9):
        assert ask().content.decode().count(">Bel de corporatie</a>") == 11


def test_add_keeps_what_was_typed_and_says_what_is_wrong(client, maker):
    client.force_login(maker)
    response = client.post(
        reverse("core:actiepunt_add"),
        {
            "titel": "Bel de corporatie",
            "eigenaar": maker.pk,
            "bevestiger": maker.pk,
            "vervalt_op": "1-3-2020",
        },
    )
    page = response.content.decode()
    assert response.status_code == 422
    assert "Deze dag is al voorbij" in page
    assert "een ander dan wie het doet" in page
    assert 'value="Bel de corporatie"' in page


def test_add_warns_once_about_a_phone_number(client, maker):
    client.force_login(maker)
    velden = {"titel": "Bel 06-12345678", "eigenaar": maker.pk, "vervalt_op": timezone.localdate()}
    response = client.post(reverse("core:actiepunt_add"), velden)
    assert "telefoonnummer" in response.content.decode()
    assert not Actiepunt.objects.exists()
    gezien = response.context["form"]["gezien"].value()
    client.post(reverse("core:actiepunt_add"), velden | {"gezien": gezien})
    assert Actiepunt.objects.get().titel == "Bel 06-12345678"


def test_finish_and_confirm_by_page(client, eigenaar, tweede):
    actiepunt = make(eigenaar, bevestiger=tweede)
    client.force_login(eigenaar)
    finish = reverse("core:actiepunt_finish", args=[actiepunt.pk])
    assert "Vul dit in" in client.post(finish).content.decode()
    page = client.post(finish, {"uitkomst": "Gebeld."}, follow=True).content.decode()
    assert "Tweede bevestigt het nog" in page
    client.force_login(tweede)
    assert "1 actiepunt wacht op uw bevestiging" in client.get(reverse("start")).content.decode()
    page = client.post(reverse("core:actiepunt_confirm", args=[actiepunt.pk]), follow=True).content.decode()
    assert "U hebt bevestigd" in page
    page = client.post(reverse("core:actiepunt_confirm", args=[actiepunt.pk]), follow=True).content.decode()
    assert "Dit actiepunt is al afgerond" in page


def test_hand_over_by_page_leads_on_when_it_is_out_of_sight(client, gebruiker_met, maker):
    partner = gebruiker_met(Rol.PARTNER)
    actiepunt = make(partner)
    client.force_login(partner)
    response = client.post(
        reverse("core:actiepunt_hand_over", args=[actiepunt.pk]),
        {"naar": maker.pk, "vervalt_op": timezone.localdate()},
    )
    assert response["Location"] == reverse("core:actiepunt_list")
    actiepunt.refresh_from_db()
    assert actiepunt.eigenaar == maker


def test_start_shows_own_soon_and_late_of_all(client, eigenaar, maker):
    vandaag = timezone.localdate()
    make(eigenaar, titel="Morgen", vervalt_op=vandaag + timedelta(days=1))
    make(eigenaar, titel="Over maanden", vervalt_op=vandaag + timedelta(days=90))
    make(maker, titel="Van een ander")
    client.force_login(eigenaar)
    page = client.get(reverse("start")).content.decode()
    assert "Morgen" in page
    assert "Over maanden" not in page
    assert "1 actiepunt van anderen te laat" in page
    assert "Van een ander" in page
    assert "2 actiepunten voor u" in page


def test_one_about_a_casus_opens_only_with_a_second_factor(client, settings, eigenaar):
    casus = CasusFactory(casusverantwoordelijke=eigenaar)
    vandaag = timezone.localdate()
    actiepunt = make(eigenaar, onderwerp=casus, vertrouwelijk=True, vervalt_op=vandaag)
    make(eigenaar, titel="Gewoon", vervalt_op=vandaag)
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    client.force_login(eigenaar)
    for page in (reverse("start"), reverse("core:actiepunt_list")):
        text = client.get(page).content.decode()
        assert "Gewoon" in text
        assert "Bel de corporatie" not in text
        assert "Vertrouwelijk actiepunt" in text
    url = reverse("core:actiepunt", args=[actiepunt.pk])
    assert client.get(url)["Location"] == f"{reverse('mfa_index')}?next=%2Factiepunten%2F{actiepunt.pk}%2F"
    finish = reverse("core:actiepunt_finish", args=[actiepunt.pk])
    assert client.post(finish, {"uitkomst": "Gebeld."})["Location"].startswith(reverse("mfa_index"))
    actiepunt.refresh_from_db()
    assert actiepunt.status == "open"


# The same everywhere


def bij(client, onderwerp, **kwargs):
    url = reverse("core:actiepunten_bij", args=[onderwerp._meta.label_lower, onderwerp.pk])
    return client.get(url, **kwargs)


def test_actiepunten_bij_has_the_same_buttons_and_comes_back(client, maker, eigenaar):
    inspanning = InspanningFactory()
    mine = make(maker, eigenaar, titel="Van mij", onderwerp=inspanning)
    confirm = make(eigenaar, eigenaar, titel="Te bevestigen", onderwerp=inspanning, bevestiger=maker)
    make(eigenaar, eigenaar, titel="Van een ander", onderwerp=inspanning)
    done = make(eigenaar, eigenaar, titel="Al klaar", onderwerp=inspanning)
    for one in (confirm, done):
        actiepunten.finish(one.pk, actor=eigenaar, uitkomst="Gedaan.")
    client.force_login(maker)
    here = reverse("inspanningen:detail", args=[inspanning.pk])
    assert reverse("core:actiepunten_bij", args=["inspanningen.inspanning", inspanning.pk]) in (
        client.get(here).content.decode()
    )
    part = bij(client, inspanning, HTTP_HX_REQUEST="true", HTTP_HX_CURRENT_URL=f"http://testserver{here}")
    page = part.content.decode()
    assert "<html" not in page
    assert "1 klaar of ingetrokken" in page
    assert page.count(">Afronden<") == page.count(">Overdragen<") == page.count(">Bevestigen<") == 1
    back = f"{here}#actiepunten"
    assert f'name="next" value="{back}"' in page
    response = client.post(
        reverse("core:actiepunt_finish", args=[mine.pk]), {"uitkomst": "Gebeld.", "next": back}
    )
    assert response["Location"] == back
    response = client.post(reverse("core:actiepunt_confirm", args=[confirm.pk]), {"next": back})
    assert response["Location"] == back


def test_actiepunt_made_from_a_page_comes_back_to_it_and_nowhere_else(client, maker):
    inspanning = InspanningFactory()
    client.force_login(maker)
    velden = {"titel": "Bel de corporatie", "eigenaar": maker.pk, "vervalt_op": timezone.localdate()}
    add = f"{reverse('core:actiepunt_add')}?over=inspanningen.inspanning:{inspanning.pk}"
    response = client.post(f"{add}&next=/programma/%23actiepunten", velden)
    assert response["Location"] == "/programma/#actiepunten"
    assert Actiepunt.objects.about(inspanning).exists()
    for elsewhere in ("https://example.org/", "//example.org/", "javascript:alert(1)", "/\\example.org"):
        response = client.post(f"{add}&next={elsewhere}", velden)
        assert response["Location"] == reverse("inspanningen:detail", args=[inspanning.pk])


def test_actiepunten_bij_a_casus_is_for_who_sees_it_after_a_second_factor(client, settings, eigenaar):
    casus = CasusFactory()
    make(casus.casusverantwoordelijke, onderwerp=casus)
    client.force_login(eigenaar)
    assert bij(client, casus).status_code == 404
    client.force_login(casus.casusverantwoordelijke)
    page = bij(client, casus).content.decode()
    assert "Bel de corporatie" in page
    assert reverse("casuistiek:afspraak", args=[casus.kenmerk]) in page
    settings.TWEEDE_FACTOR_VOOR = ("casuistiek",)
    assert bij(client, casus)["Location"].startswith(reverse("mfa_index"))


@pytest.mark.parametrize(
    "over", ["onzin.model:1", "inspanningen.inspanning:²", f"inspanningen.inspanning:{10**30}"]
)
def test_an_onderwerp_that_makes_no_sense_is_not_found(client, maker, over):
    client.force_login(maker)
    assert client.get(reverse("core:actiepunt_add"), {"over": over}).status_code == 404


def test_actiepunten_bij_has_a_fixed_number_of_queries(client, maker, eigenaar):
    inspanning = InspanningFactory()
    client.force_login(maker)

    def more(number):
        for _ in range(number):
            make(eigenaar, maker, onderwerp=inspanning, bevestiger=maker)
            done = make(eigenaar, maker, onderwerp=inspanning)
            actiepunten.finish(done.pk, actor=eigenaar, uitkomst="Gedaan.")

    def count():
        with CaptureQueriesContext(connection) as queries:
            assert bij(client, inspanning).status_code == 200
        return len(queries)

    more(3)
    count()
    few = count()
    more(15)
    assert count() == few < 10


def test_the_list_is_narrowed_by_person_soort_and_onderwerp(client, maker, eigenaar):
    inspanning = InspanningFactory()
    make(eigenaar, maker, titel="Over een kaart", onderwerp=inspanning)
    make(eigenaar, titel="Van het systeem", soort="proef.soort")
    make(maker, maker, titel="Van de maker")
    client.force_login(maker)

    def page(**filters):
        response = client.get(reverse("core:actiepunt_list"), {"toon": "lopend"} | filters)
        assert response.status_code == 200
        titels = ("Over een kaart", "Van het systeem", "Van de maker")
        return [titel for titel in titels if titel in response.content.decode()]

    assert page(eigenaar=maker.pk) == ["Van de maker"]
    assert page(soort="proef.soort") == ["Van het systeem"]
    assert page(soort="zelf") == ["Over een kaart", "Van de maker"]
    assert page(onderwerp="inspanningen.inspanning") == ["Over een kaart"]
    assert len(page(onderwerp="onzin", eigenaar="9" * 40, soort="\x00")) == 3


# Someone leaves


def test_hand_over_all_moves_what_runs_with_an_audit_row_each(programmamanager, eigenaar, maker, tweede):
    running = [make(eigenaar, maker), make(eigenaar, maker, bevestiger=tweede)]
    done = make(eigenaar, maker)
    actiepunten.finish(done.pk, actor=eigenaar, uitkomst="Gedaan.")
    to_confirm = make(tweede, maker, bevestiger=eigenaar)
    both = make(eigenaar, maker, bevestiger=maker)
    eigenaar.is_active = False
    eigenaar.save()
    result = actiepunten.hand_over_all(actor=programmamanager, van=eigenaar, naar=maker)
    assert result.aantal == 3
    assert result.gebleven == {"Maker zou dit zelf doen en bevestigen": 1}
    assert set(Actiepunt.objects.running().of(maker)) == set(running)
    to_confirm.refresh_from_db()
    assert to_confirm.bevestiger == maker
    assert set(Actiepunt.objects.of(eigenaar)) == {done, both}
    rows = LogRegel.objects.filter(actie="actiepunt.overgedragen", actor=programmamanager)
    assert set(rows.values_list("object_id", flat=True)) == {one.pk for one in [*running, to_confirm]}


def test_hand_over_all_shows_nobody_what_they_may_not_see(programmamanager, gebruiker_met, maker):
    casus = CasusFactory()
    wijkmanager = casus.casusverantwoordelijke
    about = make(wijkmanager, onderwerp=casus)
    team = gebruiker_met(Rol.PROGRAMMATEAM)
    assert actiepunten.hand_over_all(actor=team, van=wijkmanager, naar=maker).aantal == 0
    ander = gebruiker_met(Rol.PROJECTLEIDER, naam="Ander")
    result = actiepunten.hand_over_all(actor=programmamanager, van=wijkmanager, naar=ander)
    assert result.gebleven == {"Ander mag niet zien waar het over gaat": 1}
    about.refresh_from_db()
    assert about.eigenaar == wijkmanager


def test_hand_over_all_is_for_who_manages_all(maker, eigenaar, programmamanager):
    with pytest.raises(PermissionDenied):
        actiepunten.hand_over_all(actor=maker, van=eigenaar, naar=maker)
    with pytest.raises(ValidationError, match="twee verschillende"):
        actiepunten.hand_over_all(actor=programmamanager, van=maker, naar=maker)


def test_hand_over_all_by_page_says_how_many(client, programmamanager, eigenaar, maker):
    make(eigenaar, maker)
    client.force_login(programmamanager)
    url = reverse("core:actiepunten_hand_over")
    response = client.post(url, {"van": eigenaar.pk, "naar": eigenaar.pk})
    assert response.status_code == 422
    assert "Kies een ander" in response.content.decode()
    page = client.post(url, {"van": eigenaar.pk, "naar": maker.pk}, follow=True).content.decode()
    assert "Overgedragen aan Maker: 1." in page
