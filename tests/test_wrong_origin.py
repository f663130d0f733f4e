"""A form refused as forged says why: it was open too long, or the server does not know its address."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def visitor():
    return Client(enforce_csrf_checks=True, headers={"accept-language": "en"})


def test_a_form_without_its_token_was_open_too_long(visitor):
    response = visitor.post("/login/", {"username": "xa"})
    assert response.status_code == 403
    assert "open for too long" in response.content.decode()
    assert "CSRF_TRUSTED_ORIGINS" not in response.content.decode()


def test_a_form_from_an_address_that_is_not_trusted_names_it_and_the_setting(visitor):
    response = visitor.post("/login/", {"username": "xa"}, headers={"origin": "https://portal.example.vn"})
    assert response.status_code == 403
    assert "It came from https://portal.example.vn" in response.content.decode()
    assert "CSRF_TRUSTED_ORIGINS" in response.content.decode()
    assert "open for too long" not in response.content.decode()
