"""What people are called at their posts, what they studied, how often: the shares behind the drawing."""

from facilities.enums import BodyKind
from workforce.enums import Engagement, Qualification, StaffKind, Workplace

BODY_OF_WORKPLACE = {
    Workplace.COMMUNE: BodyKind.COMMUNE,
    Workplace.LABOUR_OFFICE: BodyKind.OFFICE,
    Workplace.ASSISTANCE: BodyKind.ASSISTANCE,
    Workplace.HEALTH: BodyKind.HOSPITAL,
    Workplace.EDUCATION: BodyKind.SCHOOL,
    Workplace.REHABILITATION: BodyKind.REHABILITATION,
    Workplace.PRISON: BodyKind.PRISON,
    Workplace.JUSTICE: BodyKind.JUSTICE,
    Workplace.MASS_ORGANISATION: BodyKind.OFFICE,
}
WORKPLACE_OF_BODY = {body: workplace for workplace, body in BODY_OF_WORKPLACE.items()} | {
    BodyKind.OTHER: Workplace.MASS_ORGANISATION
}
KIND_AT = {
    Workplace.LABOUR_OFFICE: StaffKind.CIVIL_SERVANT,
    Workplace.JUSTICE: StaffKind.CIVIL_SERVANT,
    Workplace.PRISON: StaffKind.CIVIL_SERVANT,
    Workplace.MASS_ORGANISATION: StaffKind.SOCIAL_WORK_STAFF,
}
WOMEN = {Workplace.PRISON: 0.2, Workplace.JUSTICE: 0.4, Workplace.EDUCATION: 0.78, Workplace.HEALTH: 0.68}

POSITIONS = {
    Workplace.COMMUNE: {
        StaffKind.CADRE: ("Phó Chủ tịch Ủy ban nhân dân", "Chủ tịch Hội Nông dân"),
        StaffKind.CIVIL_SERVANT: ("Công chức Văn hóa - Xã hội", "Công chức Tư pháp - Hộ tịch"),
        StaffKind.SOCIAL_WORK_STAFF: ("Nhân viên công tác xã hội", "Nhân viên bảo vệ trẻ em"),
        StaffKind.COLLABORATOR: ("Cộng tác viên công tác xã hội", "Cộng tác viên trẻ em"),
    },
    Workplace.LABOUR_OFFICE: ("Chuyên viên Phòng LĐTBXH", "Phó Trưởng phòng LĐTBXH"),
    Workplace.ASSISTANCE: ("Nhân viên chăm sóc", "Nhân viên công tác xã hội", "Quản lý ca", "Giám đốc cơ sở"),
    Workplace.HEALTH: ("Điều dưỡng, Tổ công tác xã hội", "Y sĩ", "Nhân viên công tác xã hội bệnh viện"),
    Workplace.EDUCATION: ("Giáo viên phụ trách tư vấn học đường", "Tổng phụ trách Đội", "Phó Hiệu trưởng"),
    Workplace.REHABILITATION: ("Cán bộ tư vấn cai nghiện", "Y sĩ", "Quản lý học viên"),
    Workplace.PRISON: ("Cán bộ giáo dục phạm nhân", "Cán bộ quản giáo"),
    Workplace.JUSTICE: ("Thư ký Tòa án", "Trợ giúp viên pháp lý", "Kiểm sát viên", "Chấp hành viên"),
    Workplace.MASS_ORGANISATION: ("Chi hội trưởng", "Ủy viên Ban Thường vụ", "Cán bộ phong trào"),
}
SECOND_POSITION = "Kiêm phụ trách công tác xã hội"

ENGAGEMENTS = {
    StaffKind.CADRE: (Engagement.CONCURRENT,),
    StaffKind.CIVIL_SERVANT: (Engagement.CONCURRENT, Engagement.CONCURRENT, Engagement.FULL_TIME),
    StaffKind.PUBLIC_EMPLOYEE: (Engagement.FULL_TIME, Engagement.CONCURRENT),
    StaffKind.SOCIAL_WORK_STAFF: (Engagement.FULL_TIME, Engagement.NON_FULL_TIME),
    StaffKind.COLLABORATOR: (Engagement.NON_FULL_TIME, Engagement.NON_FULL_TIME, Engagement.CONCURRENT),
}
_OFFICIALS = {
    Qualification.INTERMEDIATE: 9,
    Qualification.COLLEGE: 5,
    Qualification.BACHELOR: 76,
    Qualification.MASTER: 10,
}
_EMPLOYEES = {
    Qualification.INTERMEDIATE: 12, Qualification.COLLEGE: 18, Qualification.BACHELOR: 62,
    Qualification.MASTER: 7.5, Qualification.DOCTOR: 0.5,
}  # fmt: skip
_STAFF = {
    Qualification.CERTIFICATE: 12, Qualification.ELEMENTARY: 12, Qualification.INTERMEDIATE: 32,
    Qualification.COLLEGE: 18, Qualification.BACHELOR: 26,
}  # fmt: skip
_COLLABORATORS = {
    Qualification.NONE: 24, Qualification.CERTIFICATE: 26, Qualification.ELEMENTARY: 12,
    Qualification.INTERMEDIATE: 20, Qualification.COLLEGE: 8, Qualification.BACHELOR: 10,
}  # fmt: skip
QUALIFICATIONS = {
    StaffKind.CADRE: _OFFICIALS,
    StaffKind.CIVIL_SERVANT: _OFFICIALS,
    StaffKind.PUBLIC_EMPLOYEE: _EMPLOYEES,
    StaffKind.SOCIAL_WORK_STAFF: _STAFF,
    StaffKind.COLLABORATOR: _COLLABORATORS,
}
IN_SOCIAL_WORK = {Workplace.ASSISTANCE: 0.42, Workplace.HEALTH: 0.15, Workplace.EDUCATION: 0.06}
FIELDS = {
    Workplace.COMMUNE: ("Luật", "Hành chính", "Quản lý văn hóa", "Xã hội học"),
    Workplace.LABOUR_OFFICE: ("Luật", "Kinh tế", "Quản lý nhà nước", "Xã hội học"),
    Workplace.HEALTH: ("Điều dưỡng", "Y sĩ đa khoa", "Y tế công cộng"),
    Workplace.EDUCATION: ("Sư phạm Ngữ văn", "Giáo dục tiểu học", "Tâm lý học giáo dục", "Giáo dục công dân"),
    Workplace.JUSTICE: ("Luật",),
    Workplace.PRISON: ("Cảnh sát nhân dân", "Luật"),
}
OTHER_FIELDS = ("Xã hội học", "Tâm lý học", "Kế toán", "Điều dưỡng")
# Code of the title: the coefficient of the first rank, the step to the next, the highest rank.
SALARIES = {
    "V.09.04.01": ("4.40", "0.34", 8),
    "V.09.04.02": ("2.34", "0.33", 9),
    "V.09.04.03": ("1.86", "0.20", 12),
}
TITLED = (Workplace.ASSISTANCE, Workplace.REHABILITATION, Workplace.HEALTH)
