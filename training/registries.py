"""The four training registries: courses, the participants of a course, lecturers, needs."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from swprogram.registry.spec import Registry
from training import exports, filters, imports
from training.models import Course, Lecturer, Participant, TrainingNeed
from training.permissions import can_add, can_edit
from training.services.bulk import change_many

SUBNAV = "training/parts/tabs.html"

COURSES = Registry(
    code="course",
    slug="training/courses",
    title=_("Courses"),
    model=Course,
    columns=exports.COURSE_COLUMNS,
    filterset=filters.CourseFilter,
    orders={
        "ends_on": (_("Last day"), ("-ends_on", "-pk")),
        "title": (_("Name of the course"), ("sort_key", "pk")),
        "year": (_("Year of the plan"), ("-year", "sort_key", "pk")),
    },
    read_values=exports.read_courses,
    can_add=can_add,
    importer=imports.COURSE_IMPORTER,
    change_many=change_many,
    lead=_("What is planned, what was held, and who took part: persons and attendances apart."),
    add_label=_("Add a course"),
    empty_text=_("Enter the courses of the year's plan, or bring them in from Excel."),
    icon="mortarboard",
    subnav=SUBNAV,
    hints=(
        _("One row is one course. It counts in the period of its last day, once it was held."),
        _("The participants come in on the page of the course."),
    ),
)

PARTICIPANTS = Registry(
    code="participant",
    slug="training/courses/<int:parent_id>/participants",
    title=_("Participants"),
    model=Participant,
    columns=exports.PARTICIPANT_COLUMNS,
    filterset=filters.ParticipantFilter,
    orders={"full_name": (_("Full name"), ("sort_key", "pk"))},
    read_values=exports.read_participants,
    can_add=can_add,
    importer=imports.PARTICIPANT_IMPORTER,
    icon="people",
    is_part_of="course",
    can_add_to=can_edit,
    hints=(
        _("With a code of the workforce registry (NL000123) the row is that person."),
        _("Without it the row is somebody by name, told apart by name, year of birth and unit."),
        _("Where only the number is known, leave the name empty and type how many people."),
    ),
)

LECTURERS = Registry(
    code="lecturer",
    slug="training/lecturers",
    title=pgettext_lazy("people", "Lecturers"),
    model=Lecturer,
    columns=exports.LECTURER_COLUMNS,
    filterset=filters.LecturerFilter,
    orders={"full_name": (_("Full name"), ("sort_key", "pk"))},
    read_values=exports.read_lecturers,
    can_add=can_add,
    importer=imports.LECTURER_IMPORTER,
    change_many=change_many,
    lead=_("Who teaches social work, and where to find them."),
    add_label=_("Add a lecturer"),
    empty_text=_("Enter the lecturers whom you ask to teach, or bring them in from Excel."),
    icon="person-video3",
    subnav=SUBNAV,
    hints=(_("One row is one lecturer."),),
)

NEEDS = Registry(
    code="need",
    slug="training/needs",
    title=_("Training needs"),
    model=TrainingNeed,
    columns=exports.NEED_COLUMNS,
    filterset=filters.NeedFilter,
    orders={"year": (_("Year"), ("-year", "-pk"))},
    read_values=exports.read_needs,
    can_add=can_add,
    importer=imports.NEED_IMPORTER,
    lead=_("How many people of each unit need training, by kind, subject and year."),
    add_label=_("Add a need"),
    empty_text=_("Say how many people of your unit need training next year."),
    icon="clipboard-check",
    subnav=SUBNAV,
    hints=(_("One row is a number of people of one unit, in one year, of one kind and one subject."),),
)
