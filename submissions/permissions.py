"""May this person do this, now? Role, place and state of a submission or a round."""

from submissions.enums import EDITABLE_STATES, SUBMISSION_WORKFLOW, SubmissionState, SubmissionVerb
from swprogram.org.models import anchors_of
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb


def can_view(user, submission):
    return reaches(user, submission.unit_id, Verb.VIEW_SUBMISSIONS)


def can_edit(user, submission):
    """The officers of the unit itself, while the counts are not sent or were returned."""
    state = submission.state in EDITABLE_STATES and submission.round.is_open
    return state and enters_for(user, submission)


def can_review(user, submission):
    """The officers of the reviewing unit, while something waits for them."""
    state = submission.state == SubmissionState.SENT and submission.round.is_open
    return state and reviews(user, submission)


def can_accept(user, submission):
    """Never what one sent oneself, in whatever role: another officer of the reviewing unit accepts it."""
    return can_review(user, submission) and submission.sent_by_id != user.pk


def can_return(user, submission):
    """Accepted counts may still be returned while the round is open."""
    state = SUBMISSION_WORKFLOW.allows(submission.state, SubmissionVerb.RETURN)
    return state and submission.round.is_open and reviews(user, submission)


def enters_for(user, submission):
    return submission.unit_id in user.units_with(Verb.ENTER_FIGURES)


def reviews(user, submission):
    """Nobody reviews what their own role may enter."""
    if enters_for(user, submission):
        return False
    return anchors_of(user, Verb.REVIEW_SUBMISSIONS).filter(pk=submission.reviewer_id).exists()


def can_close(user, round):
    return reaches(user, round.province_id, Verb.CLOSE_ROUNDS)
