from workforce.forms.merging import MergeForm
from workforce.forms.posts import AllowanceForm, EndForm, MoveForm, PostForm
from workforce.forms.workers import OpeningForm, WorkerForm

__all__ = ["AllowanceForm", "EndForm", "MergeForm", "MoveForm", "OpeningForm", "PostForm", "WorkerForm"]
