"""The answers that many records of the registries share.

The places: of the province's own unit, of district Đông, of its communes Đông Một (where the commune officer
sits) and Đông Hai, of district Tây, of the other province's commune Bắc Một.
"""

# Read by the unit itself and by the units above it.
READ = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "200 200 200 200 200 404",
    "404 200 200 200 404 404",
    "404 404 200 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)

# Entered by the officers of these units; a leader reads only.
KEPT = (
    "404 404 404 404 404 404",
    "200 200 200 200 200 404",
    "403 403 403 403 403 404",
    "404 200 200 200 404 404",
    "404 404 200 404 404 404",
    "404 404 404 404 404 404",
    "404 404 404 404 404 404",
)
