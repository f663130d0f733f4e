from workforce.forms.merging import MergeForm
from workforce.forms.posts import AllowanceForm, EndForm, FirstPostForm, MoveForm, PostForm
from workforce.forms.workers import FindForm, OpeningForm, WorkerForm

__all__ = [
    "AllowanceForm",
    "EndForm",
    "FindForm",
    "FirstPostForm",
    "MergeForm",
    "MoveForm",
    "OpeningForm",
    "PostForm",
    "WorkerForm",
]
