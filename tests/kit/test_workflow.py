from types import SimpleNamespace

import pytest
from django.db.models import TextChoices
from django.utils import translation

from swprogram.kit.workflow import ChangeRefused, StaleVersion, Transition, Workflow, WrongState


class State(TextChoices):
    DRAFT = "draft", "Draft"
    RETURNED = "returned", "Returned"
    SENT = "sent", "Sent"


SEND = Transition("send", (State.DRAFT, State.RETURNED), State.SENT)
WORKFLOW = Workflow([SEND, Transition("return", (State.SENT,), State.RETURNED)])


def test_a_verb_leads_to_its_state():
    report = SimpleNamespace(state="returned")
    WORKFLOW.apply(report, "send")
    assert report.state == State.SENT


@pytest.mark.parametrize(("verb", "allowed_states"), (("send", ["draft", "returned"]), ("return", ["sent"])))
def test_a_verb_is_possible_in_its_sources_only(verb, allowed_states):
    assert [state for state in State.values if WORKFLOW.allows(state, verb)] == allowed_states


def test_a_verb_in_the_wrong_state_changes_nothing_and_says_why():
    report = SimpleNamespace(state="sent")
    with translation.override("en"), pytest.raises(WrongState) as refused:
        WORKFLOW.apply(report, "send")
    assert (refused.value.verb, refused.value.state, report.state) == ("send", "sent", "sent")
    assert str(refused.value) == (
        "This is possible only in the state “Draft”, “Returned”; now it is “Sent”. Reload the page."
    )


def test_the_states_of_a_refusal_may_be_unknown():
    with translation.override("en"):
        refused = WrongState("close", "open")
    assert str(refused) == "This is not possible now: the state is “open”. Reload the page."


def test_a_workflow_may_live_in_another_field():
    course = SimpleNamespace(stage="planned")
    Workflow([Transition("open", ("planned",), "open")], state_field="stage").apply(course, "open")
    assert course.stage == "open"


def test_an_unknown_verb_is_a_mistake_of_the_program():
    assert WORKFLOW.find("send") == SEND
    with pytest.raises(KeyError):
        WORKFLOW.find("fly")


def test_a_stale_version_tells_what_to_do():
    with translation.override("en"):
        stale = StaleVersion()
    assert isinstance(stale, ChangeRefused)
    assert str(stale) == "Somebody else saved this in between. Reload the page and try again."
