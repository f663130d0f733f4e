"""How rows of a workbook become people and posts: found, checked all at once, saved in bulk."""

from swprogram.registry.spec import Importer
from workforce.exports import read_posts
from workforce.imports.batch import by_person
from workforce.imports.checking import check
from workforce.imports.finding import find, known_people
from workforce.imports.saving import save
from workforce.models import DistinctPair


def together(rows):
    """All rows of a person are saved in one go."""
    return list(by_person(rows).values())


IMPORTER = Importer(
    find=find,
    read=read_posts,
    check=check,
    save=save,
    parents=known_people,
    together=together,
    goes_along=(DistinctPair,),
)
