"""Many reads that see one and the same state of the database."""

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

from swprogram.kit.workflow import StaleVersion

SERIALIZATION_FAILURE = "40001"


@contextmanager
def one_snapshot():
    """A transaction in which every query sees the database as it was at the first one.

    SQLite does so anyway. PostgreSQL is told to (REPEATABLE READ), as the first thing that the transaction
    says; inside a transaction of somebody else it is too late for that. Raises StaleVersion when a row that
    is to be locked was changed in between.
    """
    is_outermost = not connection.in_atomic_block
    with transaction.atomic():
        if connection.vendor == "postgresql" and is_outermost:
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        try:
            yield
        except OperationalError as error:
            if getattr(error.__cause__, "pgcode", "") == SERIALIZATION_FAILURE:
                raise StaleVersion from error
            raise
