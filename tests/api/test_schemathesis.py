"""Every operation of the document, asked in ways that nobody thought of, and answered as the document says.

Schemathesis makes the questions, good and bad ones, and follows the links of the document from one answer to the next:
as nobody, as the partner whose things are there, and as a partner who has nothing.
"""

from contextlib import suppress

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.errors import FlakyStrategyDefinition
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from brunssum.core.api.schema import document
from tests.api.conftest import make_client
from tests.api.test_answers import address, filled  # noqa: F401

load_all_checks()
NOT_HERE = {
    "positive_data_acceptance",  # what fits its schema may still be of nothing that exists, or refused by a rule
    "ignored_auth",  # it asks again without a token; the caller "nobody" does that everywhere
}
EXCLUDED = [check for check in CHECKS.get_all() if check.__name__ in NOT_HERE]
FEW = settings(
    max_examples=6,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
PATHS = sorted(document()["paths"])
CALLERS = ("nobody", "partner", "other")


@pytest.fixture
def asked(filled, settings):  # noqa: F811
    """The schema of the application itself, which is asked without a server between."""
    settings.API_RATE = settings.SIGNALEN_PER_DAG = 1_000_000
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", closing(get_wsgi_application()))


def closing(application):
    """A server closes what it has sent, a file for instance; the client of these tests does not."""

    def served(environ, start_response):
        answer = application(environ, start_response)
        try:
            return [b"".join(answer)]
        finally:
            answer.close()

    return served


@pytest.fixture(params=CALLERS)
def headers(request, db, token_for, partner) -> dict[str, str]:
    if request.param == "nobody":
        return {}
    client = partner if request.param == "partner" else make_client("Zorgpartner")
    return {"Authorization": f"Bearer {token_for(client)}"}


@pytest.mark.parametrize("path", PATHS)
def test_each_answer_is_what_the_document_says(asked, headers, filled, path):  # noqa: F811
    for operation in asked[path].values():
        good = operation.as_strategy()
        bad = operation.as_strategy(GenerationMode.NEGATIVE)
        of_what_is_there = operation.as_strategy(path_parameters=known(path, filled))

        @FEW
        @given(st.one_of(good, bad, of_what_is_there))
        def ask(case):
            case.call_and_validate(headers=headers, excluded_checks=EXCLUDED)

        ask()


def known(path: str, filled: dict[str, str]) -> dict[str, str]:  # noqa: F811
    """The key of something that is there, for an address with a key in it."""
    parent, has_key, rest = path.partition("/{")
    if not has_key:
        return {}
    name, _, below = rest.partition("}")
    whole = f"{parent}/{{{name}}}"
    key = filled.get(path, filled.get(whole, "")).removesuffix(below)
    return {name: key} if key else {}


def test_answers_lead_to_each_other_and_stay_what_the_document_says(asked, headers):
    class Journey(asked.as_state_machine()):
        """Each journey begins with the same rows: what one made is gone for the next."""

        def setup(self):
            self.begin = transaction.savepoint()

        def teardown(self):
            transaction.savepoint_rollback(self.begin)

        def get_call_kwargs(self, case):
            return {"headers": headers}

        def validate_response(self, response, case, **kwargs):
            case.validate_response(response, excluded_checks=EXCLUDED, recorder=self.recorder)

    # Ids are made by chance, so that what can be drawn next may differ from the time before: that is no fault of ours.
    with suppress(FlakyStrategyDefinition):
        Journey.run(settings=settings(FEW, max_examples=15, stateful_step_count=8))
