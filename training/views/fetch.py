"""Records in the reach of the person who asks: 404 outside of it, 403 where it is not allowed."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from swprogram.org.permissions import require_role
from training import permissions
from training.enums import CourseState
from training.models import Course, Lecturer, Participant, Session, TrainingNeed


def require_reader(user):
    require_role(permissions.can_view(user))


def require_adder(user):
    require_role(permissions.can_add(user))


def get_course(user, pk):
    courses = Course.objects.visible_to(user).select_related("unit__parent", "body", "activity__plan")
    return get_object_or_404(courses, pk=pk)


def get_course_to_edit(user, pk):
    course = get_course(user, pk)
    require_editing(user, course)
    return course


def get_session_to_edit(user, pk):
    sessions = Session.objects.filter(course__in=Course.objects.visible_to(user))
    session = get_object_or_404(sessions.select_related("course__unit__parent"), pk=pk)
    require_editing(user, session.course)
    return session


def get_participant_to_edit(user, pk):
    participants = Participant.objects.visible_to(user).select_related("course__unit__parent")
    participant = get_object_or_404(participants, pk=pk)
    require_editing(user, participant.course)
    return participant


def get_lecturer(user, pk):
    lecturers = Lecturer.objects.visible_to(user).select_related("unit__parent", "body", "worker")
    return get_object_or_404(lecturers, pk=pk)


def get_need(user, pk):
    return get_object_or_404(TrainingNeed.objects.visible_to(user).select_related("unit__parent"), pk=pk)


def require_editing(user, record):
    if not permissions.can_edit(user, record):
        raise PermissionDenied(_("This belongs to a unit whose registries you do not keep."))


def back_from_cancelled(request, course):
    """Opening a form of a cancelled course leads back to it, with what to do first.

    What was typed meanwhile is not sent away: a form that is posted shows the refusal itself.
    """
    if request.method == "POST" or course.state != CourseState.CANCELLED:
        return None
    messages.error(request, _("This course was cancelled. Put it back into the plan first."))
    return redirect("course_detail", course.pk)


def require_following(user, course):
    """The history names everybody who took part: it is for those who see all of them."""
    if not permissions.can_see_participants_of(user, course):
        raise PermissionDenied(_("The history of a course is open to the unit that organises it."))
