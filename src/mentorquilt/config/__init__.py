"""The front door: settings, addresses, navigation, the worker's loop and the command line.

Imports every room and is imported by none. No rule of the product lives here.
"""

import zoneinfo

# The pinned tzdata and not the machine's own, which may be years older: the same hour everywhere (M19).
zoneinfo.reset_tzpath(to=())
