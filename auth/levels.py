"""How sure the provider is of who signed in: the `acr` values of ID-porten and eIDAS, in order."""

_IDPORTEN = ("idporten-loa-low", "idporten-loa-substantial", "idporten-loa-high")
_EIDAS = ("eidas-loa-low", "eidas-loa-substantial", "eidas-loa-high")


def accepted_levels(least: str, *, eidas: bool) -> frozenset[str]:
    """Return the levels that are at least *least*, those of foreign eIDs only when *eidas* says so.

    A provider with names of its own has no order that we know: then only the
    very level that was asked for will do.
    """
    if least not in _IDPORTEN:
        return frozenset({least})
    rank = _IDPORTEN.index(least)
    return frozenset(_IDPORTEN[rank:] + (_EIDAS[rank:] if eidas else ()))
