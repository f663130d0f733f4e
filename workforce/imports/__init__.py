"""How rows of a workbook become people and posts: found, checked all at once, saved in bulk."""

from swprogram.registry.spec import Importer
from workforce.exports import read_posts
from workforce.imports.checking import check
from workforce.imports.finding import find
from workforce.imports.removing import remove
from workforce.imports.saving import save

IMPORTER = Importer(find=find, read=read_posts, check=check, save=save, remove=remove)
