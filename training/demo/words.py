"""What courses are called, and what is taught in them."""

from training.enums import Subject, TrainingKind

TITLES = {
    TrainingKind.FORMAL: ((Subject.SOCIAL_WORK, "Lớp cử nhân công tác xã hội hệ vừa làm vừa học"),),
    TrainingKind.RETRAINING: (
        (Subject.SOCIAL_WORK, "Lớp trung cấp công tác xã hội cho cán bộ cơ sở"),
        (Subject.SOCIAL_WORK, "Lớp văn bằng hai công tác xã hội"),
    ),
    TrainingKind.DEVELOPMENT: (
        (Subject.CASE_MANAGEMENT, "Bồi dưỡng nghiệp vụ quản lý ca"),
        (Subject.SOCIAL_WORK, "Bồi dưỡng nghiệp vụ công tác xã hội cho công chức cấp xã"),
        (Subject.HOSPITAL, "Bồi dưỡng công tác xã hội trong bệnh viện"),
        (Subject.SCHOOL, "Bồi dưỡng tư vấn tâm lý, công tác xã hội trong trường học"),
        (Subject.MANAGEMENT, "Bồi dưỡng quản lý cơ sở trợ giúp xã hội"),
        (Subject.MENTAL, "Bồi dưỡng chăm sóc sức khỏe tâm thần tại cộng đồng"),
    ),
    TrainingKind.SKILLS: (
        (Subject.COUNSELLING, "Tập huấn kỹ năng tham vấn"),
        (Subject.CHILDREN, "Tập huấn công tác xã hội với trẻ em"),
        (Subject.DISABLED, "Tập huấn chăm sóc, phục hồi chức năng cho người khuyết tật"),
        (Subject.OLDER, "Tập huấn trợ giúp người cao tuổi tại cộng đồng"),
        (Subject.VIOLENCE, "Tập huấn phòng ngừa, ứng phó bạo lực gia đình"),
        (Subject.POOR, "Tập huấn công tác xã hội với người nghèo"),
        (Subject.POLICY, "Tập huấn chính sách trợ giúp xã hội (Nghị định 20/2021/NĐ-CP)"),
        (Subject.ADDICTION, "Tập huấn tư vấn, hỗ trợ người cai nghiện"),
    ),
}
TARGET_GROUPS = {
    TrainingKind.FORMAL: "Cán bộ, viên chức chưa có bằng cấp về công tác xã hội",
    TrainingKind.RETRAINING: "Cán bộ, nhân viên đang làm công tác xã hội tại cơ sở",
    TrainingKind.DEVELOPMENT: "Công chức, viên chức làm công tác xã hội",
    TrainingKind.SKILLS: "Cộng tác viên, nhân viên công tác xã hội cấp xã",
}
TOPICS = (
    "Tổng quan nghề công tác xã hội", "Quy trình quản lý ca", "Kỹ năng giao tiếp và lắng nghe",
    "Kết nối nguồn lực", "Thực hành tình huống", "Ghi chép hồ sơ", "Đạo đức nghề nghiệp",
    "Thảo luận và đánh giá cuối khóa",
)  # fmt: skip
PARTS = ("Buổi sáng", "Buổi chiều", "Cả ngày")
ABSENCES = ("Nghỉ có phép", "Bận công tác đột xuất", "Không dự đủ số buổi")
