"""Where a visitor may be led back to: pages of the portal, never another site."""

import re
from collections.abc import Collection

FRONT_PAGE = "/"
_LONGEST = 512
_PATH = re.compile(r"/(?:(?P<page>[a-z0-9-]+)(?:/[A-Za-z0-9._~-]+)*/?)?(?:\?[A-Za-z0-9._~=&-]*)?")


def local_path(asked: str | None, pages: Collection[str]) -> str:
    """Return *asked* when it is an address within one of *pages*, else the front page.

    A page is the first part of a path (`vaccines`). The characters are those
    that mean the same to every browser: no second slash, no backslash, no
    percent sign.
    """
    found = _PATH.fullmatch(asked) if asked and len(asked) <= _LONGEST else None
    if found is None or ".." in found[0] or found["page"] not in {None, *pages}:
        return FRONT_PAGE
    return found[0]
