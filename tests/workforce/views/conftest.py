"""A person with two posts, and who looks at the pages."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from tests.factories.workforce import AllowanceFactory, PostFactory, WorkerFactory
from workforce.enums import StaffKind

NUMBER, MASK = "077186000123", "•••••••••123"


@pytest.fixture
def one(world):
    return world.home.communes["Đông Một"]


@pytest.fixture
def two(world):
    return world.home.communes["Đông Hai"]


@pytest.fixture
def person(one):
    """A person with two posts, an identity number and an allowance."""
    worker = WorkerFactory(full_name="Nguyễn Thị Lan", birth_year=1986, identity_number=NUMBER)
    AllowanceFactory(post=PostFactory(worker=worker, unit=one))
    PostFactory(worker=worker, unit=one, number=2, is_main=False, kind=StaffKind.CADRE)
    return worker


@pytest.fixture
def login(client, world):
    def as_role(role, province="home"):
        client.force_login(getattr(world, province).people[role])
        return client

    return as_role


def read_workbook(response):
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return load_workbook(BytesIO(content))
