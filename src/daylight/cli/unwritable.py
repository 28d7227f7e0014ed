"""A disk that is full or may not be written to: no fault of Daylight's, and nothing is lost."""

import errno

UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM})
"""What the system answers where nothing can be written."""

UNWRITABLE_REMEDY = (
    "free some space there, or give a folder that may be written to, and run the command again; "
    "earlier results are untouched"
)
