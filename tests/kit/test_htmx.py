import pytest
from django.http import HttpResponse
from django.template import engines
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from swprogram.kit.htmx import render_page

PAGE = "{% load partials %}<main>{% partialdef results inline %}<p>{{ answer }}</p>{% endpartialdef %}</main>"


@pytest.fixture
def sample(tmp_path, monkeypatch):
    """A template of our own, so that this test stands apart from the portal's pages."""
    engine = engines["django"].engine
    monkeypatch.setattr(engine, "dirs", [*engine.dirs, tmp_path])
    (tmp_path / "kit_test_page.html").write_text(PAGE)
    yield "kit_test_page.html"
    for loader in engine.template_loaders:
        loader.reset()


def answer(template, **headers):
    request = RequestFactory().get("/", headers=headers)
    HtmxMiddleware(lambda _request: HttpResponse())(request)
    return render_page(request, template, {"answer": 42})


def test_a_fresh_page_is_given_in_full(sample):
    assert answer(sample).content == b"<main><p>42</p></main>"


def test_htmx_is_given_only_the_part_that_it_swaps(sample):
    assert answer(sample, hx_request="true").content == b"<p>42</p>"


def test_what_replaces_the_whole_body_is_given_in_full(sample):
    assert answer(sample, hx_request="true", hx_boosted="true").content == b"<main><p>42</p></main>"
    restored = answer(sample, hx_request="true", hx_history_restore_request="true")
    assert restored.content == b"<main><p>42</p></main>"


def test_caches_keep_the_page_and_its_part_apart(sample):
    assert answer(sample)["Vary"] == "HX-Request"
    assert answer(sample, hx_request="true")["Vary"] == "HX-Request"


def test_a_request_without_the_middleware_gets_the_page(sample):
    assert render_page(RequestFactory().get("/"), sample, {"answer": 1}, status=409).status_code == 409
