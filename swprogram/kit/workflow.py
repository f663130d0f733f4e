"""The state of a thing changes by verbs only, and a table says which verb is possible in which state."""

from dataclasses import dataclass

from django.utils.translation import gettext as _


class ChangeRefused(Exception):
    """A change that is not possible now; the message is for the person who asked for it."""


class StaleVersion(ChangeRefused):
    """Somebody else saved in between; saving now would undo their work."""

    def __init__(self, message=None):
        super().__init__(message or _("Somebody else saved this in between. Reload the page and try again."))


class WrongState(ChangeRefused):
    """The verb is not possible in this state; `allowed` are the states in which it is."""

    def __init__(self, verb, state, allowed=()):
        self.verb, self.state = verb, state
        super().__init__(_wrong_state_message(state, allowed))


@dataclass(frozen=True)
class Transition:
    """`verb` leads from any of the states `sources` to the state `target`."""

    verb: str
    sources: tuple
    target: str


class Workflow:
    """The transitions of one kind of thing, at most one per verb."""

    def __init__(self, transitions, state_field="state"):
        self.transitions = {transition.verb: transition for transition in transitions}
        self.state_field = state_field

    def find(self, verb):
        """The transition of this verb; KeyError for a verb that the table does not have."""
        return self.transitions[verb]

    def allows(self, state, verb):
        return state in self.find(verb).sources

    def apply(self, obj, verb):
        """Set the object's state to the verb's target, unsaved, or raise WrongState."""
        transition, state = self.find(verb), getattr(obj, self.state_field)
        if state not in transition.sources:
            raise WrongState(verb, self._labelled(state), transition.sources)
        setattr(obj, self.state_field, transition.target)

    def _labelled(self, state):
        """The enum member behind a stored state, whose label can be shown."""
        members = [state for t in self.transitions.values() for state in (*t.sources, t.target)]
        return next((member for member in members if member == state), state)


def _wrong_state_message(state, allowed):
    now = {"state": getattr(state, "label", state)}
    if not allowed:
        return _("This is not possible now: the state is “%(state)s”. Reload the page.") % now
    states = ", ".join(f"“{getattr(source, 'label', source)}”" for source in allowed)
    message = _("This is possible only in the state %(allowed)s; now it is “%(state)s”. Reload the page.")
    return message % {"allowed": states, **now}
