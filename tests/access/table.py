"""What each role gets at each address and place.

A row names the kind of object (realm.py says in which order its places stand) and the answers of the
seven roles, in the order of the Role enum: administrator, provincial officer, leader, district officer,
commune officer, agency officer, Ministry viewer. The places:

- page: no object;
- plan, amendment, part (the list of activities), row_of_part, target, activity, budget line, attachment,
  round, report: the own province, the other province;
- activity_result: of the health department, in the own province and in the other;
- upload: of the provincial officers of the own province and of the other;
- duty_report, duty (in a period without a report), late_agency: of the health department, of the lead agency
  and of district Đông; then of the other province's health department;
- submission: district Đông, its communes Đông Một and Đông Hai, district Tây, a commune of the other
  province. The district officer sits in Đông, the commune officer in Đông Một: own, child, sibling and
  parent units are all there;
- result: the province, then the same units;
- person, membership: of the own province, of the other province.

200 and 302 let in (a button redirects), 403 is inside one's reach but not allowed, 404 outside of it.
"""

from dataclasses import dataclass

from swprogram.org.roles import Role


@dataclass(frozen=True)
class Row:
    kind: str
    method: str
    expected: dict


def row(kind, *answers, method="get"):
    return Row(kind, method, dict(zip(Role, answers, strict=True)))


# Pages of one's own account, and those that need no account.
FOR_EVERYONE = {
    "home",
    "set_language",
    "login",
    "logout",
    "account",
    "password_change",
    "password_change_done",
}

TABLE = {
    "unit_list": row("page", "200", "200", "200", "200", "200", "200", "200"),
    "unit_export": row("page", "200", "200", "200", "200", "200", "200", "200"),
    "person_list": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_add": row("page", "200", "403", "403", "403", "403", "403", "403"),
    "person_detail": row(
        "person", "200 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403"
    ),
    "person_password": row(
        "person", "200 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403"
    ),
    "person_lock": row(
        "person", "302 404", "403 403", "403 403", "403 403", "403 403", "403 403", "403 403", method="post"
    ),
    "membership_end": row(
        "membership",
        "302 404",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        "403 403",
        method="post",
    ),
    "plan_list": row("page", "403", "200", "200", "200", "200", "200", "200"),
    "plan_export": row("page", "403", "200", "200", "200", "200", "200", "200"),
    "plan_add": row("page", "403", "200", "403", "403", "403", "403", "403"),
    "plan_detail": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "plan_edit": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "plan_issue": row(
        "plan", "404 404", "302 404", "403 404", "403 404", "403 404", "403 404", "403 404", method="post"
    ),
    "plan_template": row("page", "403", "200", "403", "403", "403", "403", "403"),
    "plan_upload": row("page", "403", "200", "403", "403", "403", "403", "403"),
    "plan_upload_preview": row(
        "upload", "404 404", "200 404", "404 404", "404 404", "404 404", "404 404", "404 404"
    ),
    "plan_upload_confirm": row(
        "upload", "404 404", "302 404", "404 404", "404 404", "404 404", "404 404", "404 404", method="post"
    ),
    "plan_upload_drop": row(
        "upload", "404 404", "302 404", "404 404", "404 404", "404 404", "404 404", "404 404", method="post"
    ),
    "plan_workbook": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "plan_pdf": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "plan_copy": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "plan_close": row(
        "plan", "404 404", "302 404", "403 404", "403 404", "403 404", "403 404", "403 404", method="post"
    ),
    "plan_history": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "amendment_add": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "amendment_detail": row(
        "amendment", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "amendment_enact": row(
        "amendment", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "part_list": row("part", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "part_add": row("part", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "part_restore": row(
        "part", "404 404", "302 404", "403 404", "403 404", "403 404", "403 404", "403 404", method="post"
    ),
    "part_edit": row(
        "row_of_part", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "part_delete": row(
        "row_of_part",
        "404 404",
        "302 404",
        "403 404",
        "403 404",
        "403 404",
        "403 404",
        "403 404",
        method="post",
    ),
    "part_move": row(
        "row_of_part",
        "404 404",
        "302 404",
        "403 404",
        "403 404",
        "403 404",
        "403 404",
        "403 404",
        method="post",
    ),
    "target_shares": row(
        "target", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "plan_targets_export": row(
        "plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "target_add": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "target_edit": row("target", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "target_delete": row(
        "target", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "target_history": row(
        "target", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "budget_list": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "budget_export": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "budget_add": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "budget_edit": row(
        "budget_line", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "budget_delete": row(
        "budget_line", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "activity_results": row(
        "plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "activity_results_export": row(
        "plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "result_add": row(
        "activity", "404 404", "200 404", "403 404", "200 404", "403 404", "200 404", "403 404"
    ),
    "result_edit": row(
        "activity_result", "404 404", "200 404", "403 404", "403 404", "403 404", "200 404", "403 404"
    ),
    "result_delete": row(
        "activity_result", "404 404", "200 404", "403 404", "403 404", "403 404", "200 404", "403 404"
    ),
    "attachment_add": row(
        "plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "attachment_file": row(
        "attachment", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "attachment_delete": row(
        "attachment", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "duty_list": row("page", "403", "200", "200", "200", "403", "200", "403"),
    "duty_export": row("page", "403", "200", "200", "200", "403", "200", "403"),
    "late_agencies": row("page", "403", "200", "200", "403", "403", "403", "403"),
    "late_export": row("page", "403", "200", "200", "403", "403", "403", "403"),
    "letters_pdf": row("page", "403", "200", "200", "403", "403", "403", "403"),
    "duty_deadline": row("plan", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"),
    "letter_pdf": row(
        "late_agency",
        "404 404 404 404",
        "200 200 200 404",
        "200 200 200 404",
        "404 404 403 404",
        "404 404 404 404",
        "403 404 404 404",
        "404 404 404 404",
    ),
    "duty_report_edit": row(
        "duty",
        "404 404 404 404",
        "403 200 403 404",
        "403 403 403 404",
        "404 404 200 404",
        "404 404 404 404",
        "200 404 404 404",
        "404 404 404 404",
    ),
    "duty_report_detail": row(
        "duty_report",
        "404 404 404 404",
        "200 200 200 404",
        "200 200 200 404",
        "404 404 200 404",
        "404 404 404 404",
        "200 404 404 404",
        "404 404 404 404",
    ),
    "duty_report_accept": row(
        "duty_report",
        "404 404 404 404",
        "302 302 302 404",
        "403 403 403 404",
        "404 404 403 404",
        "404 404 404 404",
        "403 404 404 404",
        "404 404 404 404",
        method="post",
    ),
    "duty_report_return": row(
        "duty_report",
        "404 404 404 404",
        "200 200 200 404",
        "403 403 403 404",
        "404 404 403 404",
        "404 404 404 404",
        "403 404 404 404",
        "404 404 404 404",
    ),
    "duty_evidence": row(
        "duty_report",
        "404 404 404 404",
        "200 200 200 404",
        "200 200 200 404",
        "404 404 200 404",
        "404 404 404 404",
        "200 404 404 404",
        "404 404 404 404",
    ),
    "submission_list": row("page", "403", "200", "200", "200", "200", "403", "403"),
    "submission_list_export": row("page", "403", "200", "200", "200", "200", "403", "403"),
    "submission_detail": row(
        "submission",
        "404 404 404 404 404",
        "200 200 200 200 404",
        "200 200 200 200 404",
        "200 200 200 404 404",
        "404 200 404 404 404",
        "404 404 404 404 404",
        "404 404 404 404 404",
    ),
    "submission_edit": row(
        "submission",
        "404 404 404 404 404",
        "403 403 403 403 404",
        "403 403 403 403 404",
        "200 403 403 404 404",
        "404 200 404 404 404",
        "404 404 404 404 404",
        "404 404 404 404 404",
    ),
    "submission_accept": row(
        "submission",
        "404 404 404 404 404",
        "302 403 403 302 404",
        "403 403 403 403 404",
        "403 302 302 404 404",
        "404 403 404 404 404",
        "404 404 404 404 404",
        "404 404 404 404 404",
        method="post",
    ),
    "submission_return": row(
        "submission",
        "404 404 404 404 404",
        "302 403 403 302 404",
        "403 403 403 403 404",
        "403 302 302 404 404",
        "404 403 404 404 404",
        "404 404 404 404 404",
        "404 404 404 404 404",
    ),
    "submission_export": row(
        "submission",
        "404 404 404 404 404",
        "200 200 200 200 404",
        "200 200 200 200 404",
        "200 200 200 404 404",
        "404 200 404 404 404",
        "404 404 404 404 404",
        "404 404 404 404 404",
    ),
    "round_list": row("page", "403", "200", "200", "200", "200", "403", "200"),
    "round_add": row("page", "403", "200", "403", "403", "403", "403", "403"),
    "round_detail": row("round", "404 404", "200 404", "200 404", "200 404", "200 404", "404 404", "200 404"),
    "round_export": row("round", "404 404", "200 404", "200 404", "200 404", "200 404", "404 404", "200 404"),
    "round_close": row("round", "404 404", "200 404", "403 404", "403 404", "403 404", "404 404", "403 404"),
    "round_reopen": row(
        "round", "404 404", "302 404", "403 404", "403 404", "403 404", "404 404", "403 404", method="post"
    ),
    "accept_all": row(
        "round", "404 404", "302 404", "403 404", "302 404", "403 404", "404 404", "403 404", method="post"
    ),
    "dashboard": row("page", "403", "200", "200", "200", "200", "403", "200"),
    "dashboard_export": row("page", "403", "200", "200", "200", "200", "403", "200"),
    "target_results": row(
        "target", "404 404", "200 404", "200 404", "200 404", "200 404", "403 404", "200 404"
    ),
    "result_detail": row(
        "result",
        "404 404 404 404 404 404",
        "200 200 200 200 200 404",
        "200 200 200 200 200 404",
        "404 200 200 200 404 404",
        "404 404 200 404 404 404",
        "403 403 403 403 403 403",
        "200 200 200 200 200 404",
    ),
    "trace_plan": row("plan", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"),
    "trace_target": row(
        "target", "404 404", "200 404", "200 404", "200 404", "200 404", "200 404", "200 404"
    ),
    "formula_edit": row(
        "target", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "milestone_add": row(
        "target", "404 404", "200 404", "403 404", "403 404", "403 404", "403 404", "403 404"
    ),
    "report_list": row("page", "403", "200", "200", "403", "403", "403", "200"),
    "report_export": row("page", "403", "200", "200", "403", "403", "403", "200"),
    "report_add": row("page", "403", "200", "403", "403", "403", "403", "403"),
    "report_detail": row(
        "report", "403 403", "200 404", "200 404", "403 403", "403 403", "403 403", "404 404"
    ),
    "report_edit": row("report", "403 403", "200 404", "403 404", "403 403", "403 403", "403 403", "404 404"),
    "report_issue": row(
        "report", "403 403", "302 404", "403 404", "403 403", "403 403", "403 403", "404 404", method="post"
    ),
    "report_pdf": row("report", "403 403", "200 404", "200 404", "403 403", "403 403", "403 403", "404 404"),
    "report_xlsx": row("report", "403 403", "200 404", "200 404", "403 403", "403 403", "403 403", "404 404"),
}
