from workforce.models.post import Allowance, Post
from workforce.models.reference import BaseWage, Title
from workforce.models.worker import DistinctPair, IdentityOpening, Worker

__all__ = ["Allowance", "BaseWage", "DistinctPair", "IdentityOpening", "Post", "Title", "Worker"]
