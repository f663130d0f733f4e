"""The activities of a plan by a short name, so that a line, a choice or a filter can point to one."""

DASHES = ("-", "–", "—", "+", "*", "•")


def name_activities(plan):
    """{activity id: name} in printed order: its numbers from the top down, then its words."""
    activities = list(plan.activity_set.order_by("position", "pk"))
    by_id = {activity.pk: activity for activity in activities}
    return {activity.pk: _name(activity, by_id) for activity in _in_tree_order(activities)}


def _in_tree_order(activities, parent=None):
    for activity in activities:
        if activity.parent_id == parent:
            yield activity
            yield from _in_tree_order(activities, activity.pk)


def _name(activity, by_id):
    """'III.1. Tổ chức hội nghị' for an item with a dash below heading III.1.: a dash is no number."""
    numbers, row = [], activity
    while row is not None:
        numbers.insert(0, "" if row.number_label in DASHES else row.number_label)
        row = by_id.get(row.parent_id)
    # A dash that was typed into the text is no part of the name.
    words = " ".join(activity.text.split()).lstrip("".join(DASHES) + " ")
    return " ".join(filter(None, [*_without_repeats(numbers), words]))


def _without_repeats(numbers):
    """Of '2.1.' above '2.1.3.' only the longer is needed."""
    return [
        number
        for place, number in enumerate(numbers)
        if number and not (place + 1 < len(numbers) and numbers[place + 1].startswith(number))
    ]
