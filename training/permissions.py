"""May this person do this, now? Role, place and state of a course."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from plans.models import Plan
from swprogram.org.permissions import reaches
from swprogram.org.roles import Verb
from training.enums import COURSE_WORKFLOW, CourseState, CourseVerb
from workforce.models import Worker


def can_view(user):
    return user.has_verb(Verb.VIEW_REGISTRIES)


def can_add(user):
    """For which units is the business of the form's choices and of the service."""
    return user.has_verb(Verb.EDIT_REGISTRIES)


def can_edit(user, record):
    """A course, a lecturer or a need: whoever edits the registries at its unit."""
    return reaches(user, record.unit_id, Verb.EDIT_REGISTRIES)


def can_change_course(user, course):
    """A cancelled course is put back into the plan before it changes."""
    return course.state != CourseState.CANCELLED and can_edit(user, course)


def can_hold(user, course):
    return COURSE_WORKFLOW.allows(course.state, CourseVerb.HOLD) and can_edit(user, course)


def can_cancel(user, course):
    return COURSE_WORKFLOW.allows(course.state, CourseVerb.CANCEL) and can_edit(user, course)


def can_replan(user, course):
    return COURSE_WORKFLOW.allows(course.state, CourseVerb.REPLAN) and can_edit(user, course)


def can_record_results(user, course):
    return course.state == CourseState.HELD and can_edit(user, course)


def can_see_participants_of(user, course):
    """All of them, whatever unit they come from: who keeps the course, and who follows its unit."""
    return reaches(user, course.unit_id, Verb.VIEW_REGISTRIES)


def require_editor(user, unit_id):
    if not reaches(user, unit_id, Verb.EDIT_REGISTRIES):
        raise PermissionDenied(_("This belongs to a unit whose registries you do not keep."))


def require_known(user, workers):
    """Nobody brings people into a list whom they do not see in the registry."""
    asked = {worker.pk for worker in workers}
    if Worker.objects.visible_to(user).filter(pk__in=asked).count() < len(asked):
        raise PermissionDenied(_("This person is out of your area."))


def can_see_plan(user, course):
    """Is the plan whose activity the course fulfils open to this person?"""
    if course.activity_id is None or not user.has_verb(Verb.VIEW_PLANS):
        return False
    return Plan.objects.visible_to(user).filter(pk=course.activity.plan_id).exists()
