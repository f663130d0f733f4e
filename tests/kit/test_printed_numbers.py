"""Numbers with the decimals that a document prints."""

from decimal import Decimal

import pytest
from django.utils import translation

from swprogram.kit.numbers import format_printed


@pytest.mark.parametrize(
    ("value", "text", "printed"),
    (
        ("14.5", "Tỷ lệ hộ nghèo là 14,50%.", "14,50"),
        ("100", "Đạt 100,00 % kế hoạch", "100,00"),
        ("100.0000", "Đạt 100% kế hoạch", "100"),
        ("12736.9050", "Diện tích 12.736,905 ha", "12.736,905"),
        ("12736.9050", "", "12.736,905"),
        ("5", "Có 15,0 ha", "5"),
        ("5", "Có 5,05 ha", "5"),
    ),
)
def test_a_number_is_shown_with_the_decimals_of_its_text(value, text, printed):
    with translation.override("vi"):
        assert format_printed(Decimal(value), text) == printed
