from workforce.models.post import Allowance, Post
from workforce.models.reference import BaseWage, Title
from workforce.models.worker import DistinctPair, IdentityLookup, IdentityOpening, Worker

__all__ = [
    "Allowance",
    "BaseWage",
    "DistinctPair",
    "IdentityLookup",
    "IdentityOpening",
    "Post",
    "Title",
    "Worker",
]
