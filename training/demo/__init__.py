"""Illustrative courses, after which as many people were trained as units' counts say. None took place."""

from training.demo.choosing import ACROSS, NOW, Trainee, choose_trainees, name_trainees
from training.demo.courses import Setting, hold_courses, plan_courses, store_lessons
from training.demo.teachers import draw_lecturers, draw_needs

__all__ = [
    "ACROSS", "NOW", "Setting", "Trainee", "choose_trainees", "draw_lecturers", "draw_needs", "hold_courses",
    "name_trainees",    "plan_courses", "store_lessons",
]  # fmt: skip
