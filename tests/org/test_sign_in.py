"""How often one may try to sign in, and from which address; whom that never locks out."""

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from swprogram.org.models import User
from swprogram.org.roles import Role

GOOD = "cau-thang-muoi-xoai"
ATTACKER, OFFICE, PROXY = "203.0.113.5", "198.51.100.7", "10.0.0.1"


@pytest.fixture
def victim(world):
    person = world.home.people[Role.COMMUNE_OFFICER]
    person.set_password(GOOD)
    person.save()
    return person


def sign_in(username, password, address, client=None, **headers):
    typed = {"username": username, "password": password}
    return (client or Client()).post(reverse("login"), typed, REMOTE_ADDR=address, **headers).status_code


def test_one_address_does_not_try_twenty_five_accounts(victim):
    answers = [sign_in(f"nguoi{number}", "sai", ATTACKER) for number in range(25)]
    assert answers == [200] * 19 + [429] * 6


def test_one_line_does_not_try_twenty_five_accounts_from_as_many_addresses_of_its_own(victim):
    answers = [sign_in(f"nguoi{number}", "sai", f"2001:db8:1:2::{number:x}") for number in range(25)]
    assert answers == [200] * 19 + [429] * 6
    assert sign_in("nguoi", "sai", "2001:db8:1:3::1") == 200


def test_an_address_of_ipv4_written_as_ipv6_is_the_same(victim):
    for number in range(20):
        sign_in(f"nguoi{number}", "sai", ATTACKER)
    assert sign_in("nguoi", "sai", f"::ffff:{ATTACKER}") == 429


def test_who_knows_the_password_signs_in_from_another_address_meanwhile(victim):
    for _attempt in range(30):
        sign_in(victim.username, "sai", ATTACKER)
    assert sign_in(victim.username, GOOD, OFFICE) == 302


def test_many_addresses_do_not_try_one_account_without_end(victim):
    answers = [
        sign_in(victim.username, "sai", f"203.0.113.{number}") for number in range(1, 12) for _try in range(4)
    ]
    assert answers == [200] * 39 + [429] * 5


def test_who_signed_in_at_an_address_before_signs_in_there_though_the_account_is_attacked(victim):
    sign_in(victim.username, GOOD, OFFICE)
    for number in range(1, 12):
        for _try in range(4):
            sign_in(victim.username, "sai", f"203.0.113.{number}")
    assert sign_in(victim.username, GOOD, OFFICE) == 302


def test_an_earlier_sign_in_elsewhere_opens_no_door_to_many_addresses(victim):
    sign_in(victim.username, GOOD, OFFICE)
    answers = [
        sign_in(victim.username, "sai", f"203.0.113.{number}") for number in range(1, 12) for _try in range(4)
    ]
    assert answers == [200] * 39 + [429] * 5


def test_a_quarter_of_an_hour_later_failures_count_no_more(victim):
    for _attempt in range(8):
        sign_in(victim.username, "sai", OFFICE)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in(victim.username, GOOD, OFFICE) == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=16))
    assert sign_in(victim.username, GOOD, OFFICE) == 302


def test_a_browser_that_is_known_is_not_locked_by_its_neighbours(victim):
    own = Client()
    own.cookies["known_browser"] = known_browser_of(victim)
    for number in range(25):
        sign_in(f"nguoi{number}", "sai", OFFICE)
    for _attempt in range(10):
        sign_in(victim.username, "sai", OFFICE)
    assert sign_in(victim.username, GOOD, OFFICE) == 429
    assert sign_in(victim.username, GOOD, OFFICE, own) == 302


def known_browser_of(person, before=None):
    client = Client()
    if before:
        client.cookies["known_browser"] = before
    assert sign_in(person.username, GOOD, "192.0.2.77", client) == 302
    return client.cookies["known_browser"].value


def test_a_known_browser_has_eight_tries_as_any_other(victim):
    own = Client()
    own.cookies["known_browser"] = known_browser_of(victim)
    answers = [sign_in(victim.username, "sai", OFFICE, own) for _attempt in range(9)]
    assert answers == [200] * 7 + [429] * 2


def test_a_shared_browser_is_known_to_each_of_its_people_and_to_nobody_else(victim, world):
    colleague = world.home.people[Role.DISTRICT_OFFICER]
    colleague.set_password(GOOD)
    colleague.save()
    alone = known_browser_of(colleague)
    shared = known_browser_of(colleague, before=known_browser_of(victim))
    for _attempt in range(8):
        sign_in(victim.username, "sai", OFFICE)
    answers = []
    for mark in (alone, shared):
        browser = Client()
        browser.cookies["known_browser"] = mark
        answers.append(sign_in(victim.username, GOOD, OFFICE, browser))
    assert answers == [429, 302]


def test_a_forged_mark_is_no_known_browser(victim):
    for _attempt in range(8):
        sign_in(victim.username, "sai", OFFICE)
    forged = Client()
    forged.cookies["known_browser"] = known_browser_of(victim)[:-3] + "abc"
    assert sign_in(victim.username, GOOD, OFFICE, forged) == 429


def test_behind_a_trusted_proxy_each_person_has_an_address_of_their_own(victim, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    for _attempt in range(8):
        sign_in(victim.username, "sai", PROXY, HTTP_X_FORWARDED_FOR=ATTACKER)
    assert sign_in(victim.username, GOOD, PROXY, HTTP_X_FORWARDED_FOR=ATTACKER) == 429
    assert sign_in(victim.username, GOOD, PROXY, HTTP_X_FORWARDED_FOR=OFFICE) == 302


@pytest.mark.parametrize(
    ("peer", "trusted"), (("", "unix"), ("::ffff:10.0.0.1", "10.0.0.1"), ("fd00::7", "fd00::/8"))
)
def test_a_proxy_may_stand_behind_a_socket_or_speak_ipv6(victim, settings, peer, trusted):
    settings.TRUSTED_PROXIES = [trusted]
    for _attempt in range(8):
        sign_in(victim.username, "sai", peer, HTTP_X_FORWARDED_FOR=ATTACKER)
    assert sign_in(victim.username, GOOD, peer, HTTP_X_FORWARDED_FOR=OFFICE) == 302


def test_an_address_that_the_attacker_writes_itself_is_not_believed(victim, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.0/8"]
    invented = [f"192.0.2.{number}, {ATTACKER}" for number in range(9)]
    answers = [sign_in(victim.username, "sai", PROXY, HTTP_X_FORWARDED_FOR=chain) for chain in invented]
    assert answers == [200] * 7 + [429] * 2


def test_without_a_trusted_proxy_nothing_is_forwarded(victim):
    answers = [
        sign_in(victim.username, "sai", ATTACKER, HTTP_X_FORWARDED_FOR=f"192.0.2.{number}")
        for number in range(9)
    ]
    assert answers == [200] * 7 + [429] * 2


def test_the_page_of_the_lock_says_the_minutes_in_words(client, victim):
    for _attempt in range(8):
        answer = client.post(reverse("login"), {"username": victim.username, "password": "sai"})
    page = answer.content.decode()
    assert "Hãy thử lại sau 15 phút." in page
    assert "0:15:00" not in page


@pytest.fixture
def demonstration(db):
    person = User.objects.create(username="xa", full_name="Minh họa", is_demo=True)
    person.set_password(GOOD)
    person.save()
    return person


@pytest.mark.parametrize(
    "header",
    (
        {"HTTP_X_FORWARDED_FOR": ATTACKER},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_PROTO": "https"},
        {"HTTP_X_FORWARDED_HOST": "portal.example"},
        {"HTTP_X_REAL_IP": "127.0.0.1"},
        {"HTTP_FORWARDED": "for=127.0.0.1"},
        {"HTTP_VIA": "1.1 proxy"},
        {"SERVER_PROTOCOL": "HTTP/1.0"},
    ),
)
@pytest.mark.parametrize("proxies", ([], ["127.0.0.1"]))
def test_demonstration_accounts_are_neither_shown_nor_opened_through_a_proxy(
    client, demonstration, settings, header, proxies
):
    settings.TRUSTED_PROXIES = proxies
    page = client.get(reverse("login"), HTTP_HOST="127.0.0.1", **header)
    assert "demo_accounts" not in page.context
    assert sign_in("xa", GOOD, "127.0.0.1", HTTP_HOST="127.0.0.1", **header) == 200


def test_demonstration_accounts_are_shown_on_the_machine_itself(client, demonstration):
    assert "demo_accounts" in client.get(reverse("login"), HTTP_HOST="127.0.0.1").context
