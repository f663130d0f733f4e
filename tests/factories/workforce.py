"""People who do social work, with their posts, for tests."""

from datetime import date

import factory
from factory.django import DjangoModelFactory

from workforce.enums import Qualification, StaffKind, Workplace
from workforce.models import Allowance, BaseWage, Post, Title, Worker


class WorkerFactory(DjangoModelFactory):
    class Meta:
        model = Worker

    full_name = factory.Sequence(lambda n: f"Nguyễn Văn Số {n}")
    qualification = Qualification.BACHELOR


class PostFactory(DjangoModelFactory):
    """A live post as a collaborator of the commune, since 2020; `unit` is for the test to say."""

    class Meta:
        model = Post

    worker = factory.SubFactory(WorkerFactory)
    kind = StaffKind.COLLABORATOR
    workplace = Workplace.COMMUNE
    started_on = date(2020, 1, 1)


class AllowanceFactory(DjangoModelFactory):
    class Meta:
        model = Allowance

    amount = 1_800_000
    valid_from = date(2024, 1, 1)


class TitleFactory(DjangoModelFactory):
    class Meta:
        model = Title

    code = factory.Sequence(lambda n: f"V.09.{n}")
    name = "Công tác xã hội viên"


class BaseWageFactory(DjangoModelFactory):
    """The base wage of 2023–2024: Nghị định 24/2023/NĐ-CP."""

    class Meta:
        model = BaseWage

    amount = 1_800_000
    valid_from = date(2023, 7, 1)
    legal_source = "Nghị định 24/2023/NĐ-CP"
