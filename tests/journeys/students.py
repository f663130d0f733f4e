"""A list of students as an office keeps it: titles on top, headings of its own."""

from io import BytesIO
from itertools import product

from openpyxl import Workbook

# The list as the office keeps it: 20 rows of Đông Một, where An comes twice, and 10 of Đông Hai.
TITLES = (
    "ỦY BAN NHÂN DÂN HUYỆN ĐÔNG",
    "DANH SÁCH HỌC VIÊN LỚP TẬP HUẤN",
    "(từ ngày 03/6 đến ngày 05/6/2024)",
)
HEADINGS = ("STT", "Họ tên học viên", "Năm sinh", "Đơn vị công tác", "Chứng chỉ")
GIVEN = ("An", "Bình", "Châu", "Dũng", "Hà", "Hòa", "Khánh")
NAMES = [f"{family} Văn {given}" for family, given in product(("Trần", "Lê", "Phạm", "Hoàng"), GIVEN)]
STUDENTS = ["Nguyễn Thị Lan", *NAMES[:18], NAMES[0], *NAMES[18:]]
YEARS = {"least": "1900", "most": "2020"}
ADDRESS_OF_THE_YEAR = "C17"  # three titles, a blank row, the headings, then the 12th student


def list_of_students(wrong_years):
    workbook = Workbook()
    sheet = workbook.active
    for title in TITLES:
        sheet.append([title])
    sheet.append([])
    sheet.append(HEADINGS)
    for position, name in enumerate(STUDENTS):
        year = wrong_years.get(position, 1986)
        unit = "xã Đông Một" if position < 20 else "xã Đông Hai"
        sheet.append([position + 1, name, year, unit, f"{position + 1:03}/CN-2024"])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()
