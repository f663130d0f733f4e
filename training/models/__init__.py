from training.models.course import Course, Lecturer, Session
from training.models.need import TrainingNeed
from training.models.participant import Attendance, Participant

__all__ = ["Attendance", "Course", "Lecturer", "Participant", "Session", "TrainingNeed"]
