"""The table of roles and verbs, cell by cell, and its printed form."""

from django.conf import settings

from swprogram.org.management.commands.print_permissions import permission_table
from swprogram.org.roles import GRANTS, Role, Verb, roles_with


def test_every_role_has_a_row():
    assert set(GRANTS) == set(Role)


def test_each_verb_belongs_to_these_roles_and_no_others():
    expected = {
        "manage_people": ["system_administrator"],
        "view_units": [role.value for role in Role],
        "view_plans": [role.value for role in Role if role != Role.SYSTEM_ADMINISTRATOR],
        "view_draft_plans": ["provincial_officer", "provincial_leader"],
        "edit_plans": ["provincial_officer"],
        "view_duty_reports": [
            "provincial_officer",
            "provincial_leader",
            "district_officer",
            "agency_officer",
        ],
        "report_duties": ["provincial_officer", "district_officer", "agency_officer"],
        "review_duties": ["provincial_officer"],
        "view_submissions": [
            "provincial_officer",
            "provincial_leader",
            "district_officer",
            "commune_officer",
        ],
        "enter_figures": ["district_officer", "commune_officer"],
        "review_submissions": ["provincial_officer", "district_officer"],
        "close_rounds": ["provincial_officer"],
        "view_registries": [
            "provincial_officer",
            "provincial_leader",
            "district_officer",
            "commune_officer",
        ],
        "edit_registries": ["provincial_officer", "district_officer", "commune_officer"],
        "open_identity_numbers": ["provincial_officer", "district_officer"],
        "view_results": [
            "provincial_officer",
            "provincial_leader",
            "district_officer",
            "commune_officer",
            "ministry_viewer",
        ],
        "write_reports": ["provincial_officer"],
        "view_reports": ["provincial_officer", "provincial_leader", "ministry_viewer"],
    }
    assert {verb.value: [role.value for role in roles_with(verb)] for verb in Verb} == expected


def test_the_printed_table_is_the_one_in_the_documents():
    printed = (settings.BASE_DIR / "docs" / "permissions.md").read_text(encoding="utf-8")
    assert printed == permission_table()
