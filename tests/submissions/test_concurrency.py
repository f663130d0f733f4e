"""Two persons, or two clicks, at the same moment: the row locks let one after the other."""

from threading import Barrier, Thread

import pytest
from django.db import connection

from submissions import services
from submissions.models import Round
from swprogram.kit.workflow import ChangeRefused
from tests.factories.submissions import cell_of, figure_ids, fill, send, version_of

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]


def at_once(*calls):
    """The outcomes of calls that start together: "done", or the name of the refusal."""
    barrier, outcomes = Barrier(len(calls)), []

    def run(call):
        barrier.wait()
        try:
            call()
            outcomes.append("done")
        except ChangeRefused as refusal:
            outcomes.append(type(refusal).__name__)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(outcomes)


def test_two_clicks_on_send_send_once(transactional_db, commune, commune_officer):
    fill(commune, {})
    outcomes = at_once(*[lambda: services.send(commune, version=version_of(commune), by=commune_officer)] * 4)
    assert outcomes == ["ChangeRefused", "ChangeRefused", "ChangeRefused", "done"]
    assert commune.events.count() == 1


def test_two_savings_of_different_figures_do_not_overwrite_each_other(
    transactional_db, commune, commune_officer
):
    school = figure_ids(commune)["bodies:school"]

    def save(value):
        cells = {school: cell_of(value)}
        return lambda: services.save_draft(commune, cells=cells, note="", version=1, by=commune_officer)

    assert at_once(save(3), save(4)) == ["StaleVersion", "done"]
    commune.refresh_from_db()
    assert commune.version == 2


def test_two_clicks_on_accept_accept_once(transactional_db, commune, district_officer):
    send(commune, {})
    outcomes = at_once(
        *[lambda: services.accept(commune, version=version_of(commune), by=district_officer)] * 3
    )
    assert outcomes == ["WrongState", "WrongState", "done"]
    assert commune.events.filter(verb="accept").count() == 1


def test_nothing_is_accepted_after_its_round_has_closed(
    transactional_db, commune, district_officer, provincial_officer
):
    send(commune, {})
    at_once(
        lambda: services.accept(commune, version=version_of(commune), by=district_officer),
        lambda: services.close_round(
            Round.objects.get(),
            version=version_of(Round.objects.get()),
            by=provincial_officer,
            note="Hết hạn.",
        ),
    )
    closed, accepted = Round.objects.get(), commune.events.filter(verb="accept").first()
    assert not closed.is_open
    assert accepted is None or accepted.at <= closed.closed_at
