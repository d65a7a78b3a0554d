"""The pages about koppelingen: the secret is seen once, nobody sees what is another's, and what stops is said beforehand."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from brunssum.core.models import ApiAanroep, ApiClient, ApiSleutel
from brunssum.core.rollen import Rol
from brunssum.core.scopes import LEZEN, SCHRIJVEN
from brunssum.core.services import create_api_client, rotate_api_key, use_api_key, withdraw_api_client
from tests.factories import OrganisatieFactory, WebhookFactory

DAG = timedelta(days=1)


@pytest.fixture
def weller(db):
    return OrganisatieFactory(naam="Weller")


@pytest.fixture
def koppeling(weller):
    return make(weller, "Klantsysteem")


@pytest.fixture
def as_beheerder(client, gebruiker_met):
    client.force_login(gebruiker_met(Rol.BEHEERDER, naam="Beheerder"))
    return client


@pytest.fixture
def as_contact(client, gebruiker_met, weller):
    client.force_login(gebruiker_met(Rol.PARTNER, naam="Contact", organisatie=weller))
    return client


def make(organisatie, naam, *, days_ago=1, scopes=("gebieden:lezen", "signalen:schrijven")):
    moment = timezone.now() - days_ago * DAG
    client, _ = create_api_client(organisatie.pk, actor=None, naam=naam, scopes=scopes, nu=moment)
    ApiClient.objects.filter(pk=client.pk).update(created=moment)
    return client


def url(name, koppeling, *args):
    return reverse(f"core:{name}", args=[koppeling.pk, *args])


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def secret_on(response):
    found = re.search(r'value="(kan_[\w-]{40,})"', response.content.decode())
    return found and found[1]


def given(weller, **values):
    return {"organisatie": weller.pk, "naam": "Klantsysteem", "lezen": ["gebieden:lezen"]} | values


# Making one, and seeing its secret once


def test_add_makes_a_koppeling_whose_secret_works_and_is_shown_once(as_beheerder, weller):
    made = as_beheerder.post(
        reverse("core:koppeling_add"), given(weller, schrijven=["signalen:schrijven"]), follow=True
    )
    koppeling = ApiClient.objects.get()
    assert koppeling.scopes == ["gebieden:lezen", "signalen:schrijven"]
    secret = secret_on(made)
    assert use_api_key(koppeling, secret, nu=timezone.now())
    assert koppeling.client_id in made.content.decode()
    assert "no-store" in made["Cache-Control"]
    again = as_beheerder.get(made.request["PATH_INFO"])
    assert secret_on(again) is None
    assert "al getoond" in text_of(again)


def test_the_secret_stands_in_no_address_and_readable_in_no_session(as_beheerder, weller):
    answer = as_beheerder.post(reverse("core:koppeling_add"), given(weller))
    assert answer.status_code == 302
    assert "kan_" not in answer["Location"]
    waiting = Session.objects.get().get_decoded()["geheimen"]
    assert "kan_" not in str(waiting)
    as_beheerder.get(answer["Location"])
    assert "geheimen" not in Session.objects.get().get_decoded()


def test_pressing_make_twice_makes_one_and_still_shows_the_secret(as_beheerder, weller):
    first = as_beheerder.post(reverse("core:koppeling_add"), given(weller))
    second = as_beheerder.post(reverse("core:koppeling_add"), given(weller), follow=True)
    assert ApiClient.objects.count() == 1
    assert second.redirect_chain == [(first["Location"], 302)]
    assert use_api_key(ApiClient.objects.get(), secret_on(second), nu=timezone.now())


def test_a_secret_that_was_not_seen_yet_is_pointed_at(as_beheerder, weller):
    there = as_beheerder.post(reverse("core:koppeling_add"), given(weller))["Location"]
    koppeling = ApiClient.objects.get()
    for page in (reverse("core:koppeling_list"), url("koppeling", koppeling)):
        assert there in as_beheerder.get(page).content.decode()
    as_beheerder.get(there)
    assert there not in as_beheerder.get(reverse("core:koppeling_list")).content.decode()


def test_another_who_may_see_the_koppeling_does_not_see_the_secret(as_beheerder, weller, gebruiker_met):
    there = as_beheerder.post(reverse("core:koppeling_add"), given(weller))["Location"]
    as_beheerder.logout()
    as_beheerder.force_login(gebruiker_met(Rol.PARTNER, organisatie=weller))
    assert secret_on(as_beheerder.get(there)) is None


def test_nothing_is_ticked_beforehand(as_beheerder, weller):
    page = as_beheerder.get(reverse("core:koppeling_add"))
    assert page.content.decode().count('type="checkbox"') == len(LEZEN) + len(SCHRIJVEN)
    assert " checked" not in page.content.decode()


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"lezen": []}, "Kies wat het systeem mag"),
        ({"naam": ""}, "Vul dit in."),
        ({"organisatie": ""}, "Kies er een."),
        ({"lezen": ["alles:lezen"]}, "alles:lezen"),
    ],
)
def test_add_says_what_is_missing_beside_it_and_loses_nothing(as_beheerder, weller, values, sentence):
    typed = given(weller) | values
    answer = as_beheerder.post(reverse("core:koppeling_add"), typed)
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert answer.context["form"]["naam"].value() == typed["naam"]
    assert not ApiClient.objects.exists()


def test_add_refuses_a_name_that_is_there_beside_the_name(as_beheerder, weller, koppeling):
    answer = as_beheerder.post(reverse("core:koppeling_add"), given(weller))
    assert answer.status_code == 422
    assert "Kies een andere naam" in answer.context["form"].errors["naam"][0]


# The list


def test_the_list_shows_what_asks_for_attention(as_beheerder, weller):
    make(weller, "Gewoon")
    make(weller, "Loopt af", days_ago=350)
    stil = make(weller, "Stil", days_ago=120)
    kapot = make(weller, "Kapot")
    kapot.sleutels.update(ingetrokken_op=timezone.now())
    standen = {
        stand.client.name: stand
        for stand in as_beheerder.get(reverse("core:koppeling_list")).context["standen"]
    }
    assert {name: [een.merk for een in stand.werkend] for name, stand in standen.items()} == {
        "Gewoon": ["good"],
        "Loopt af": ["attention"],
        "Stil": ["good"],
        "Kapot": [],
    }
    assert {name for name, stand in standen.items() if stand.is_stil} == {"Stil", "Loopt af"}
    call(stil, days_ago=2)
    page = as_beheerder.get(reverse("core:koppeling_list"))
    assert {stand.client.name for stand in page.context["standen"] if stand.is_stil} == {"Loopt af"}
    assert "Geen sleutel die werkt" in text_of(page)


def test_a_replaced_key_does_not_ask_for_attention(as_beheerder, koppeling):
    rotate_api_key(koppeling.client_id, actor=None, nu=timezone.now())
    (stand,) = as_beheerder.get(reverse("core:koppeling_list")).context["standen"]
    assert [een.merk for een in stand.sleutels] == ["good", "info"]


def test_withdrawn_ones_are_behind_the_filter(as_beheerder, weller, koppeling):
    weg = make(weller, "Weg")
    withdraw_api_client(weg.client_id, actor=None, nu=timezone.now())
    for toon, names in (("", ["Klantsysteem"]), ("ingetrokken", ["Weg"]), ("alle", ["Klantsysteem", "Weg"])):
        page = as_beheerder.get(reverse("core:koppeling_list"), {"toon": toon})
        assert [stand.client.name for stand in page.context["standen"]] == names


def test_the_list_filters_by_organisatie(as_beheerder, koppeling):
    ander = make(OrganisatieFactory(naam="GGD"), "Atlas")
    page = as_beheerder.get(reverse("core:koppeling_list"), {"organisatie": ander.organisatie_id})
    assert [stand.client.name for stand in page.context["standen"]] == ["Atlas"]
    assert len(as_beheerder.get(reverse("core:koppeling_list")).context["standen"]) == 2


def test_the_list_takes_as_many_queries_for_one_as_for_many(
    as_beheerder, weller, koppeling, django_assert_num_queries
):
    wanted = 7  # session, user, rollen, organisaties of the filter, count, koppelingen, keys
    with django_assert_num_queries(wanted):
        as_beheerder.get(reverse("core:koppeling_list"))
    for n in range(12):
        rotate_api_key(make(weller, f"Systeem {n}").client_id, actor=None, nu=timezone.now())
    with django_assert_num_queries(wanted):
        as_beheerder.get(reverse("core:koppeling_list"))


def test_an_empty_list_says_what_to_do(as_beheerder):
    assert "Nu gebruikt geen enkel systeem" in text_of(as_beheerder.get(reverse("core:koppeling_list")))
    assert "past" in text_of(as_beheerder.get(reverse("core:koppeling_list"), {"toon": "alle"}))


# A contact of a partner


def test_a_contact_sees_its_own_and_nobody_elses(as_contact, koppeling):
    ander = make(OrganisatieFactory(naam="GGD"), "Atlas")
    page = as_contact.get(reverse("core:koppeling_list"))
    assert "Onze koppelingen" in text_of(page)
    assert [stand.client.name for stand in page.context["standen"]] == ["Klantsysteem"]
    assert "GGD" not in text_of(page)
    detail = as_contact.get(url("koppeling", koppeling))
    assert "signalen:schrijven" in text_of(detail)
    assert "Geschiedenis" not in text_of(detail), "who in the municipality did what is not theirs to know"
    for name in ("koppeling", "koppeling_rotate", "koppeling_secret"):
        assert as_contact.get(url(name, ander)).status_code == 404
    sleutel = ander.sleutels.get()
    assert as_contact.post(url("koppeling_key_withdraw", ander, sleutel.pk)).status_code == 404
    assert as_contact.post(url("koppeling_key_withdraw", koppeling, sleutel.pk)).status_code == 404
    assert ApiSleutel.objects.filter(ingetrokken_op=None).count() == 2


def test_a_contact_renews_a_key_itself_and_sees_the_secret(as_contact, koppeling):
    before = as_contact.get(url("koppeling_rotate", koppeling))
    assert "Werkt nog tot" in text_of(before)
    answer = as_contact.post(
        url("koppeling_rotate", koppeling), {"na": koppeling.sleutels.get().pk}, follow=True
    )
    assert use_api_key(koppeling, secret_on(answer), nu=timezone.now())


def test_a_contact_ends_a_leaked_key_at_once(as_contact, koppeling):
    sleutel = koppeling.sleutels.get()
    page = url("koppeling_key_withdraw", koppeling, sleutel.pk)
    assert "de enige sleutel die werkt" in text_of(as_contact.get(page))
    assert koppeling.sleutels.holding(timezone.now()).exists(), "looking ends nothing"
    after = as_contact.post(page, follow=True)
    assert not koppeling.sleutels.holding(timezone.now()).exists()
    assert "Geen enkele sleutel werkt nog" in text_of(after)


def test_a_contact_may_not_change_or_end_the_koppeling(as_contact, koppeling):
    for name in ("koppeling_change", "koppeling_withdraw"):
        assert as_contact.post(url(name, koppeling)).status_code == 403
        assert url(name, koppeling) not in as_contact.get(url("koppeling", koppeling)).content.decode()
    assert as_contact.post(reverse("core:koppeling_add")).status_code == 403


def test_a_partner_without_koppeling_or_organisatie_reads_what_to_do(as_contact, gebruiker_met):
    assert reverse("api_documentatie") in as_contact.get(reverse("core:koppeling_list")).content.decode()
    as_contact.force_login(gebruiker_met(Rol.PARTNER))
    assert "hoort nog niet bij een organisatie" in text_of(as_contact.get(reverse("core:koppeling_list")))


def test_the_start_page_says_which_key_needs_a_successor(as_contact, weller, koppeling):
    bijna = make(weller, "Loopt af", days_ago=350)
    make(OrganisatieFactory(), "Van een ander", days_ago=350)
    page = as_contact.get(reverse("start"))
    assert "De sleutel van Loopt af verloopt op" in text_of(page)
    assert url("koppeling", bijna) in page.content.decode()
    assert "2 systemen gebruiken de API" in text_of(page)
    assert "Van een ander" not in text_of(page)
    rotate_api_key(bijna.client_id, actor=None, nu=timezone.now())
    assert "De sleutel van" not in text_of(as_contact.get(reverse("start")))


def test_who_has_both_rollen_has_one_place_in_the_head(client, gebruiker_met, weller):
    client.force_login(gebruiker_met(Rol.BEHEERDER, Rol.PARTNER, organisatie=weller))
    labels = [plek.label for plek in client.get(reverse("core:koppeling_list")).context["plekken"]]
    assert "Koppelingen" in labels
    assert "Onze koppelingen" not in labels


# Changing, renewing, ending


def test_rotate_twice_from_one_page_makes_one_key_and_shows_its_secret(as_beheerder, koppeling):
    page, seen = url("koppeling_rotate", koppeling), {"na": koppeling.sleutels.get().pk}
    as_beheerder.post(page, seen)
    again = as_beheerder.post(page, seen, follow=True)
    assert koppeling.sleutels.count() == 2
    assert use_api_key(koppeling, secret_on(again), nu=timezone.now())


def test_rotate_from_a_page_of_before_another_rotated_is_refused(as_beheerder, koppeling):
    seen = koppeling.sleutels.get().pk
    rotate_api_key(koppeling.client_id, actor=None, nu=timezone.now())
    answer = as_beheerder.post(url("koppeling_rotate", koppeling), {"na": seen})
    assert answer.status_code == 422
    assert "net al een nieuwe sleutel" in text_of(answer)


@pytest.mark.parametrize("na", ["", "x", "9" * 30, "²"])
def test_rotate_takes_a_strange_number_for_none(as_beheerder, koppeling, na):
    assert as_beheerder.post(url("koppeling_rotate", koppeling), {"na": na}).status_code == 302


def test_change_shows_what_it_may_and_keeps_what_was_chosen(as_beheerder, koppeling):
    page = as_beheerder.get(url("koppeling_change", koppeling)).content.decode()
    assert page.count(" checked") == 2
    as_beheerder.post(
        url("koppeling_change", koppeling), {"naam": "Anders", "lezen": ["themas:lezen"]}, follow=True
    )
    koppeling.refresh_from_db()
    assert (koppeling.name, koppeling.scopes) == ("Anders", ["themas:lezen"])


def test_change_refuses_the_name_of_another(as_beheerder, weller, koppeling):
    make(weller, "Bezet")
    answer = as_beheerder.post(
        url("koppeling_change", koppeling), {"naam": "Bezet", "lezen": ["themas:lezen"]}
    )
    assert answer.status_code == 422
    assert "Kies een andere naam" in text_of(answer)


def test_withdraw_says_what_stops_and_ends_it_once(as_beheerder, koppeling):
    call(koppeling)
    page = url("koppeling_withdraw", koppeling)
    before = text_of(as_beheerder.get(page))
    assert "Leest dan niet meer gebieden" in before
    assert "Schrijft dan niet meer signalen" in before
    assert str(koppeling.sleutels.get()) in before
    after = as_beheerder.post(page, follow=True)
    assert "heeft geen toegang meer" in text_of(after)
    assert url("koppeling_rotate", koppeling) not in after.content.decode()
    assert as_beheerder.post(page).status_code == 422
    assert as_beheerder.post(url("koppeling_change", koppeling), {"naam": "X", "lezen": ["themas:lezen"]}).status_code == 422  # fmt: skip
    assert as_beheerder.post(url("koppeling_rotate", koppeling)).status_code == 422


@pytest.mark.parametrize(
    ("others", "said"),
    [
        ([], "Dit is de laatste koppeling van Weller. De webhook die aan staat, gaat ook uit"),
        (["Tweede"], "Weller heeft nog een andere koppeling: de webhooks blijven aan"),
    ],
)
def test_withdraw_says_what_becomes_of_the_webhooks(as_beheerder, weller, koppeling, others, said):
    assert "<dt>Webhooks</dt>" not in as_beheerder.get(url("koppeling_withdraw", koppeling)).content.decode()
    WebhookFactory(organisatie=weller)
    for naam in others:
        make(weller, naam)
    assert said in text_of(as_beheerder.get(url("koppeling_withdraw", koppeling)))


def test_beheerder_reads_how_a_secret_need_not_be_handed_over(as_beheerder, gebruiker_met, weller, koppeling):
    as_beheerder.post(url("koppeling_rotate", koppeling))
    assert "Weet u geen veilige weg naar Weller?" in text_of(
        as_beheerder.get(url("koppeling_secret", koppeling))
    )
    contact = Client()
    contact.force_login(gebruiker_met(Rol.PARTNER, organisatie=weller))
    contact.post(url("koppeling_rotate", koppeling))
    page = contact.get(url("koppeling_secret", koppeling))
    assert page.context["geheim"]
    assert "veilige weg" not in text_of(page)


def test_a_key_that_ended_meanwhile_is_refused_in_words(as_beheerder, koppeling):
    sleutel = koppeling.sleutels.get()
    page = url("koppeling_key_withdraw", koppeling, sleutel.pk)
    as_beheerder.post(page)
    answer = as_beheerder.post(page)
    assert answer.status_code == 422
    assert "werkt al niet meer" in text_of(answer)


def test_no_page_shows_more_of_a_key_than_how_it_begins(as_beheerder, koppeling):
    secret = rotate_api_key(koppeling.client_id, actor=None, nu=timezone.now())
    for page in (
        reverse("core:koppeling_list"),
        url("koppeling", koppeling),
        url("koppeling_rotate", koppeling),
    ):
        shown = as_beheerder.get(page).content.decode()
        assert secret[:8] in shown
        assert secret[:12] not in shown
        assert ApiSleutel.hash_of(secret) not in shown


def call(koppeling, *, days_ago=0, **values):
    row = {"methode": "GET", "pad": "/api/v1/gebieden", "status": 200, "milliseconden": 5} | values
    return ApiAanroep.objects.create(client=koppeling, tijdstip=timezone.now() - days_ago * DAG, **row)
