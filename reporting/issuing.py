"""What stands in the way of issuing a report, and what must be confirmed by a word before it is done."""

from django.utils.translation import gettext as _

from reporting.models import Report
from submissions.measures import NONE_EXPECTED, count_submissions
from swprogram.kit import clock
from swprogram.kit.dates import format_date
from swprogram.org.models import ProgrammeLead, valid_on

NEEDED = ("number", "signed_on", "signer")
# What the officer types; documents are Vietnamese, hence the word.
WORD = "TẠM TÍNH"


def find_obstacles(report):
    """Why the report cannot be issued, each with its remedy; empty where it can."""
    missing = [str(Report._meta.get_field(name).verbose_name) for name in NEEDED if not getattr(report, name)]
    if missing:
        return [
            _("Still missing: %(fields)s. Write them into the report, then issue it.")
            % {"fields": ", ".join(missing)}
        ]
    found = [_wrong_day(report), _used_number(report), _no_figures(report)]
    return [message for message in found if message]


def find_concerns(report):
    """What the officer must confirm by the word: the cut-off is still to come, units are missing."""
    period, sent = report.round.period, _completeness(report)
    concerns = []
    if report.signed_on and report.signed_on < period.ends_on:
        concerns.append(
            _("The report is signed before the data cut-off of %(day)s.")
            % {"day": format_date(period.ends_on)}
        )
    if sent.accepted < sent.expected:
        numbers = {"accepted": sent.accepted, "expected": sent.expected}
        concerns.append(_("Only %(accepted)s of %(expected)s submissions are accepted.") % numbers)
    return concerns


def is_confirmed(word):
    return word.strip().casefold() == WORD.casefold()


def numbering_agency(report):
    """The unit whose number the report carries: the agency that leads on the day of signature."""
    leads = ProgrammeLead.objects.filter(valid_on(report.signed_on), province=report.round.province_id)
    lead = leads.select_related("agency").first()
    return lead.agency if lead else report.round.province


def _wrong_day(report):
    if report.signed_on > clock.today():
        return _("The date of signature is still to come. Type the day on which it was signed.")
    if report.signed_on < report.round.period.starts_on:
        return _("The date of signature lies before the period. Type the day on which it was signed.")
    return ""


def _used_number(report):
    others = Report.objects.filter(
        numbered_in=report.signed_on.year, numbered_by=numbering_agency(report), number=report.number
    )
    if others.exclude(pk=report.pk).exists():
        return _(
            "The number %(number)s was given to another report of %(year)s. Type the clerk's number."
        ) % {
            "number": report.number,
            "year": report.signed_on.year,
        }
    return ""


def _no_figures(report):
    if _completeness(report).accepted == 0:
        return _("No submission of this round is accepted yet: the report would hold no figure.")
    return ""


def _completeness(report):
    province = report.round.province_id
    return count_submissions(report.round, [province]).get(province, NONE_EXPECTED)
