"""What the demonstration registries share: how their rows are stored, and names of people.

Every person is invented: a family, middle and given name drawn by how often they occur, no identity
number, no telephone.
"""

from dataclasses import dataclass
from random import Random

from simple_history.utils import bulk_create_with_history

from swprogram.kit.bulk import BATCH, signature

REASON = "Dữ liệu minh họa"
FEMALE, MALE = "female", "male"


def store(rows, by=None):
    """Insert rows with the first line of their history; their ids are set afterwards."""
    if not rows:
        return
    for row in rows:
        if hasattr(row, "fill_keys"):
            row.fill_keys()
    bulk_create_with_history(
        rows,
        type(rows[0]),
        batch_size=BATCH,
        **signature(by, REASON),
    )


def random_of(seed, *parts):
    """The same numbers for the same seed and parts, whatever else is drawn elsewhere."""
    return Random("-".join(map(str, (seed, *parts))))  # noqa: S311 - illustrative data, no secret


# Family names and how many in a hundred bear them. Those of the mountains: Tày, Nùng, Dao; those of Huế: the
# old families of the capital.
LOWLAND = {
    "Nguyễn": 38, "Trần": 11, "Lê": 9.5, "Phạm": 7, "Huỳnh": 4, "Hoàng": 1.5, "Phan": 4.5, "Võ": 4,
    "Đặng": 2.1, "Bùi": 2, "Đỗ": 1.4, "Hồ": 1.3, "Ngô": 1.3, "Dương": 1, "Lý": 0.5, "Trương": 2, "Đinh": 1,
    "Mai": 0.8, "Lâm": 0.8, "Cao": 0.6, "Tô": 0.4, "Thái": 0.4, "Châu": 0.3,
}  # fmt: skip
MOUNTAINS = {
    "Hoàng": 18, "Nông": 15, "Lương": 8, "Lý": 8, "Vi": 8, "Hà": 7, "Nguyễn": 10, "Hứa": 4, "Triệu": 4,
    "Lộc": 3, "Đàm": 2, "Chu": 3, "Bế": 2, "Dương": 3, "Phùng": 2, "La": 1, "Lành": 1, "Mã": 1, "Đặng": 1,
    "Trần": 2, "Lê": 1,
}  # fmt: skip
CAPITAL = {
    "Nguyễn": 33, "Trần": 12, "Lê": 11, "Hồ": 6, "Phan": 6, "Hoàng": 5, "Võ": 4, "Phạm": 3, "Tôn Thất": 2,
    "Tôn Nữ": 1.5, "Nguyễn Phước": 1, "Công Tằng Tôn Nữ": 0.2, "Đặng": 2, "Trương": 2, "Văn": 1.5, "Mai": 1,
    "Cao": 1.5, "Ngô": 1.5, "Hà": 1, "Châu": 0.8, "Dương": 1,
}  # fmt: skip
ONLY_FEMALE, ONLY_MALE = ("Tôn Nữ", "Công Tằng Tôn Nữ"), ("Tôn Thất",)
MIDDLE = {
    FEMALE: {
        "Thị": 46, "Thị Thu": 6, "Thị Thanh": 6, "Thị Ngọc": 6, "Thị Kim": 5, "Ngọc": 5, "Thị Hồng": 4,
        "Thị Mỹ": 3, "Thanh": 3, "Thu": 3, "Minh": 2, "Hoài": 1, "Bích": 1, "Phương": 2, "": 1,
    },
    MALE: {
        "Văn": 42, "Minh": 7, "Quang": 5, "Đức": 5, "Hữu": 5, "Thanh": 5, "Công": 4, "Ngọc": 4, "Quốc": 4,
        "Xuân": 3, "Đình": 3, "Hoàng": 3, "Anh": 2, "Trọng": 2, "Duy": 2, "Tấn": 2, "": 1,
    },
}  # fmt: skip
GIVEN_NAMES = {
    FEMALE: (
        "Hương Lan Hoa Mai Hạnh Thủy Hà Hằng Nga Nhung Trang Linh Thảo Phương Yến Loan Dung Liên Tuyết Vân "
        "Hiền Thu Oanh Ngân Quỳnh Thúy Tâm Xuân Bình Nguyệt Trâm Vy Nhi Uyên Diễm Phượng Cúc Đào Huệ Lý "
        "Ánh Châu Chi Giang Hòa Khánh Lệ Ly My Ngọc Như Sương Thắm Thơm Tiên Trinh Tươi Út Vui Xinh"
    ),
    MALE: (
        "Hùng Dũng Tuấn Minh Hải Nam Sơn Long Thành Đức Bình Cường Hoàng Phúc Tâm Tài Thắng Trung Việt Vinh "
        "Quang Huy Khoa Lâm Lộc Nghĩa Phong Quân Thịnh Toàn Tùng An Bảo Chiến Chung Công Đạt Điền Đông Giang "
        "Hậu Hiếu Hòa Hưng Khánh Kiên Lực Mạnh Nhân Ninh Phương Sáng Tân Thái Thiện Tiến Trí Út Vũ Ý"
    ),
}
GIVEN = {sex: names.split() for sex, names in GIVEN_NAMES.items()}
FAMILIES = {"20": MOUNTAINS, "46": CAPITAL}


@dataclass(frozen=True)
class Name:
    full: str
    sex: str


def draw_name(random, province, women=0.58):
    """A name as it occurs in this province (by its code); social work is done by more women than men."""
    sex = FEMALE if random.random() < women else MALE
    family = _weighted(random, FAMILIES.get(province, LOWLAND))
    if family in ONLY_FEMALE + ONLY_MALE:
        sex = FEMALE if family in ONLY_FEMALE else MALE
    middle = _weighted(random, MIDDLE[sex])
    middle = middle.removeprefix("Thị").strip() if "Tôn Nữ" in family else middle
    return Name(" ".join(f"{family} {middle} {random.choice(GIVEN[sex])}".split()), sex)


def _weighted(random, weights):
    return random.choices(list(weights), weights.values())[0]
