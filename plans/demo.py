"""Illustrative reports on the duties of one plan: believable words, every step taken by the services.

Nothing here was reported by any agency; every report carries the mark of illustrative data.
"""

from datetime import timedelta

from plans import services
from plans.duties import Period, duties_of, owed_pairs
from plans.enums import DutyReportState, Progress
from swprogram.kit import clock
from swprogram.kit.periods import PeriodKind
from swprogram.org.enums import UnitKind
from swprogram.org.models import Unit

PERIOD = Period(PeriodKind.HALF_YEAR, 2024)
# So that somebody is late on the day of the demonstration, three days after the cut-off.
DAYS_AFTER_THE_CUT_OFF = 1
DISTRICTS = "Ủy ban nhân dân các huyện, thị xã, thành phố"
RETURN_REASON = "Báo cáo chưa nêu kết quả cụ thể (số lượng, thời gian). Đề nghị bổ sung rồi gửi lại."

# By the agency's code, one line per duty in printed order: how far it got, the progress, what was done,
# what stands in the way. Agencies and duties that are not named here are late.
STORIES = {
    "brvt-sldtbxh": (
        ("accepted", "ongoing", "Đã ban hành kế hoạch thực hiện, họp điều phối quý I và quý II.", ""),
        ("accepted", "ongoing", "Phổ biến chính sách đến 8 huyện, thị xã, thành phố.", ""),
        ("sent", "ongoing", "Rà soát mạng lưới cộng tác viên tại các xã, phường, thị trấn.", ""),
        ("draft", "ongoing", "Đã mở 02 lớp tập huấn nghiệp vụ.", "Chưa bố trí đủ giảng viên."),
    ),
    "brvt-sgddt": (
        ("accepted", "ongoing", "Triển khai văn bản đến các phòng giáo dục và đào tạo.", ""),
        ("sent", "done", "Tổ chức 01 hội thảo về công tác xã hội trong nhà trường.", ""),
        ("returned", "ongoing", "Đã tổ chức tập huấn cho giáo viên.", ""),
        ("sent", "ongoing", "Các trường lập tổ tư vấn, theo dõi học sinh có hoàn cảnh đặc biệt.", ""),
    ),
    "brvt-syt": (
        ("accepted", "ongoing", "Tuyên truyền tại các bệnh viện và trung tâm y tế.", ""),
        ("draft", "ongoing", "Các bệnh viện công lập duy trì tổ công tác xã hội.", ""),
        ("sent", "done", "Treo băng rôn nhân Ngày Công tác xã hội Việt Nam 25/3.", ""),
    ),
    "brvt-stttt": (
        ("sent", "ongoing", "Đăng tin, bài trên cổng thông tin và đài truyền thanh cơ sở.", ""),
        ("sent", "ongoing", "Hướng dẫn cơ quan báo chí mở chuyên mục.", ""),
    ),
    "brvt-cat": (("sent", "stuck", "", "Chưa có kinh phí mở lớp tập huấn cho cán bộ trại giam."),),
    "brvt-stp": (("accepted", "ongoing", "Lồng ghép trợ giúp pháp lý tại các xã, phường.", ""),),
    "747": (
        ("returned", "ongoing", "Đã đưa nội dung công tác xã hội vào kế hoạch của thành phố.", ""),
        ("draft", "ongoing", "Các phường duy trì cộng tác viên công tác xã hội.", ""),
    ),
    "748": (
        ("accepted", "done", "Đã ban hành kế hoạch của thành phố.", ""),
        ("accepted", "ongoing", "Bố trí cộng tác viên tại các xã, phường.", ""),
    ),
    "750": (("sent", "ongoing", "Đã xây dựng dự thảo kế hoạch của huyện.", ""),),
    "751": (
        ("accepted", "done", "Đã ban hành kế hoạch của huyện.", ""),
        ("sent", "stuck", "", "Ngân sách huyện chưa bố trí kinh phí riêng."),
    ),
}


def make_duty_reports(plan, *, officers, reviewer):
    """Write the reports of the agencies in STORIES; `officers` are people by their agency's code."""
    cut_off = PERIOD.span.ends_on
    _name_districts(plan)
    services.set_duty_report_days(
        plan, days=DAYS_AFTER_THE_CUT_OFF, reason="Theo công văn hướng dẫn báo cáo", by=reviewer
    )
    told = {code: iter(story) for code, story in STORIES.items()}
    for duty, agency in owed_pairs(duties_of([plan]), PERIOD):
        line = next(told.get(agency.code, iter(())), None)
        if line is None:
            continue
        with clock.at(cut_off - timedelta(days=4)):
            report = _write(duty, agency, line, officers[agency.code])
        with clock.at(cut_off):
            _review(report, line[0], reviewer)


def _name_districts(plan):
    """ "The People's Committees of the districts" are all the districts of the province."""
    districts = Unit.objects.under(plan.unit, on=PERIOD.span.ends_on).filter(kind=UnitKind.DISTRICT)
    plan.body_set.get(name=DISTRICTS).members.set(districts)


def _write(duty, agency, line, officer):
    state, progress, done, difficulty = line
    report = services.save_duty_report(
        duty=duty,
        agency=agency,
        period=PERIOD,
        values={"progress": Progress(progress), "done": done, "difficulty": difficulty, "proposal": ""},
        version=0,
        by=officer,
        is_illustrative=True,
    )
    if state == DutyReportState.DRAFT:
        return report
    return services.send_duty_report(report, version=report.version, by=officer)


def _review(report, state, reviewer):
    change = {"version": report.version, "by": reviewer}
    if state == DutyReportState.ACCEPTED:
        services.accept_duty_report(report, **change)
    elif state == DutyReportState.RETURNED:
        services.return_duty_report(report, reason=RETURN_REASON, **change)
