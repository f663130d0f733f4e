"""Which passwords are refused, and in which words."""

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.urls import reverse

from swprogram.org import services
from swprogram.org.models import User
from swprogram.org.roles import Role

GOOD = "cau-thang-muoi-xoai"


@pytest.fixture
def person(world):
    person = world.home.people[Role.COMMUNE_OFFICER]
    person.full_name, person.username = "Nguyễn Văn Ánh", "nva.donghai"
    person.save()
    return person


@pytest.mark.parametrize(
    "password",
    (
        "nguyenvananh", "Nguyenvananh1985", "anhnguyenvan@2024", "NGUYEN VAN ANH", "Nguyễn Văn Ánh",
        "nguyenvananh120590", "nva.donghai1", "matkhau2024", "MatKhau@2024", "matkhau123456", "Mật khẩu 2024",
        "admin@123456", "Password2024!", "qwertyuiop", "1qaz2wsx3edc", "asdfghjkl;2024", "poiuytrewq",
        "xadongmot2024", "dongmot@123", "abcabcabcabc", "aaaaaaaaaaaa", "abcd1234efgh", "vietnam@2025",
        "Congtacxahoi112", "0123456789a", "vananh19901990",
        "matkhau8391746",
    ),
)  # fmt: skip
def test_what_is_easy_to_guess_is_refused(person, password):
    with pytest.raises(ValidationError) as refusal:
        validate_password(password, person)
    assert "password_guessable" in [error.code for error in refusal.value.error_list]


@pytest.mark.parametrize(
    "password",
    (
        GOOD,
        "ghe-da-song-lua",
        "tX9!kq27Lmz4",
        "8391-7744-2210-x",
        "matkhau83917462",
        "Chuồn chuồn đậu lá sen",
    ),
)
def test_what_is_not_easy_to_guess_is_taken(person, password):
    validate_password(password, person)


def test_the_refusal_says_what_to_do_instead(client, person):
    client.force_login(person)
    person.set_password(GOOD)
    person.save()
    client.force_login(person)
    typed = {"old_password": GOOD, "new_password1": "matkhau2024", "new_password2": "matkhau2024"}
    form = client.post(reverse("password_change"), typed).context["form"]
    assert form.errors["new_password2"] == [
        "Mật khẩu này dễ đoán: nó gồm tên, từ thông dụng, năm hoặc các phím cạnh nhau. Hãy ghép ba, bốn từ"
        " không liên quan gì đến bạn hay cơ quan bạn."
    ]


def test_a_password_is_not_taken_again_at_once_nor_after_four_others(person):
    passwords = [GOOD, "ghe-da-song-lua", "tranh-lua-bep-nuoi", "sach-gio-mua-nong", "ca-phe-sua-den"]
    for password in passwords:
        services.change_own_password(person, password=password)
    for password in passwords:
        with pytest.raises(ValidationError, match="đã được dùng trước đây"):
            validate_password(password, person)


def test_after_five_others_a_password_may_be_taken_again(person):
    others = [
        "ghe-da-song-lua",
        "tranh-lua-bep-nuoi",
        "sach-gio-mua-nong",
        "ca-phe-sua-den",
        "khe-bien-cat-mo",
    ]
    services.change_own_password(person, password=GOOD)
    for password in others:
        services.change_own_password(person, password=password)
    validate_password(GOOD, person)
    with pytest.raises(ValidationError, match="đã được dùng trước đây"):
        validate_password("ghe-da-song-lua", person)


def test_the_administrator_does_not_give_the_old_password_again(world, person):
    person.set_password(GOOD)
    person.save()
    with pytest.raises(ValidationError, match="đã được dùng trước đây"):
        services.set_new_password(person, password=GOOD, by=world.home.people[Role.SYSTEM_ADMINISTRATOR])


def test_a_first_password_of_the_units_name_is_refused_beside_its_field(client, world):
    client.force_login(world.home.people[Role.SYSTEM_ADMINISTRATOR])
    typed = {
        "username": "moi",
        "full_name": "Người Mới",
        "password": "xadonghai2024",
        "role": Role.COMMUNE_OFFICER,
        "unit": world.home.communes["Đông Hai"].pk,
    }
    form = client.post(reverse("person_add"), typed).context["form"]
    assert list(form.errors) == ["password"]
    assert not User.objects.filter(username="moi").exists()
