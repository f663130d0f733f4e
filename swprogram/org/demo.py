"""The demonstration accounts: one per role, one public password, on this machine only."""

from django.conf import settings

from swprogram.org.roles import Role

DEMO_PASSWORD = "BaRia-VungTau-2024"  # noqa: S105 - public by design, see is_allowed()

# (user name, full name, role, code of the unit)
DEMO_ACCOUNTS = (
    ("quantri", "Quản trị hệ thống (minh họa)", Role.SYSTEM_ADMINISTRATOR, "77"),
    ("tinh", "Chuyên viên Sở LĐTBXH (minh họa)", Role.PROVINCIAL_OFFICER, "brvt-sldtbxh"),
    ("lanhdao", "Lãnh đạo tỉnh (minh họa)", Role.PROVINCIAL_LEADER, "77"),
    ("huyen", "Chuyên viên thành phố Vũng Tàu (minh họa)", Role.DISTRICT_OFFICER, "747"),
    ("xa", "Công chức Phường 1 (minh họa)", Role.COMMUNE_OFFICER, "26506"),
    ("soyte", "Chuyên viên Sở Y tế (minh họa)", Role.AGENCY_OFFICER, "brvt-syt"),
    ("bo", "Chuyên viên Bộ LĐTBXH (minh họa)", Role.MINISTRY_VIEWER, "77"),
)

LOOPBACK_ADDRESSES = ("127.0.0.1", "::1")


def is_allowed(request):
    """May demonstration accounts sign in here? Only from this machine to itself, and never through a proxy.

    While debugging they may from other machines, too. The Host of a request is not asked: anybody writes it.
    """
    if request.is_forwarded:
        return False
    is_own_machine = request.META.get("REMOTE_ADDR") in LOOPBACK_ADDRESSES
    return settings.DEBUG or (settings.DEMO_ACCOUNTS_ALLOWED and is_own_machine)


def shown_accounts():
    """(user name, label of the role) for the sign-in page."""
    return [(username, role.label) for username, _name, role, _unit in DEMO_ACCOUNTS]
