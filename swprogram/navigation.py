"""What stands in the side bar: every page that the person's roles open."""


def navigation(request):
    return {}
