"""Every call of a partner's system leaves a line, which says who asked what and nothing of what was in it."""

from datetime import timedelta

from django.db import OperationalError
from django.utils import timezone

from brunssum.core.models import ApiAanroep
from brunssum.core.services import api_clients
from tests.api.conftest import Api


def lines():
    fields = ("methode", "pad", "status", "client")
    return list(ApiAanroep.objects.order_by("pk").values_list(*fields))


def test_call_leaves_a_line(api, partner):
    api.get("/api/v1/gebieden", soort="wijk")
    assert lines() == [("GET", "/api/v1/gebieden", 200, partner.pk)]
    row = ApiAanroep.objects.get()
    assert row.ip_adres == "127.0.0.1"
    assert timezone.now() - row.tijdstip < timedelta(minutes=1)


def test_refusals_leave_a_line_too(api, partner, token_for, settings):
    api.get("/api/v1/gebieden", kleur="geel")
    api.get("/api/v1/gebieden/WK000000")
    api.ask("DELETE", "/api/v1/gebieden")
    Api(token_for(partner, scope="themas:lezen")).get("/api/v1/gebieden")
    Api(token_for(partner, minutes=-1)).get("/api/v1/gebieden")
    settings.API_RATE = 0
    api.get("/api/v1/gebieden")
    assert [(status, client) for _, _, status, client in lines()] == [
        (status, partner.pk) for status in (400, 404, 405, 403, 401, 429)
    ]


def test_call_of_nobody_we_know_leaves_a_line_without_a_client(anonymous):
    anonymous.get("/api/v1/gebieden")
    Api("onbekend").get("/api/v1/gebieden")
    assert [(status, client) for _, _, status, client in lines()] == [(401, None), (401, None)]


def test_flood_of_nobody_we_know_is_stopped_and_fills_no_log(anonymous, settings):
    settings.API_RATE = 2
    statuses = [anonymous.get("/api/v1/gebieden").status_code for _ in range(4)]
    assert statuses == [401, 401, 429, 429]
    assert Api("onbekend").get("/api/v1/gebieden").status_code == 429
    assert len(lines()) == 2


def test_document_and_unknown_addresses_leave_none(anonymous):
    anonymous.get("/api/v1/openapi.json")
    anonymous.get("/api/v1/bestaat-niet")
    assert lines() == []


def test_line_holds_no_parameter_and_no_odd_character(api):
    api.get("/api/v1/gebieden", ouder="Janneke")
    api.get("/api/v1/gebieden/%00" + "x" * 500)
    assert "Janneke" not in str(lines())


def test_server_without_addresses_leaves_an_empty_one(api):
    api.ask("GET", "/api/v1/gebieden", REMOTE_ADDR="")
    assert ApiAanroep.objects.get().ip_adres is None


def test_night_forgets_calls_of_more_than_a_year_ago(api):
    for _ in range(2):
        api.get("/api/v1/gebieden")
    first = ApiAanroep.objects.order_by("pk").first()
    ApiAanroep.objects.filter(pk=first.pk).update(tijdstip=timezone.now() - timedelta(days=366))
    api_clients.drop_old(moment=timezone.now())
    assert ApiAanroep.objects.count() == 1


def test_call_that_cannot_be_written_down_is_answered_and_told_to_who_runs_it(api, monkeypatch, caplog):
    def fail(**fields):
        raise OperationalError("the disk is full")

    monkeypatch.setattr(ApiAanroep.objects, "create", fail)
    assert api.get("/api/v1/gebieden").status_code == 200
    assert "left no line" in caplog.text
