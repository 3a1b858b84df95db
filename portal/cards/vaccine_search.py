"""Searching in one's own vaccines: which doses to show, and what there is to choose among."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from .vaccines import Dose, VaccineCard

PAGE_SIZE = 50
LONGEST = 100


@dataclass(frozen=True, slots=True)
class Search:
    """What the citizen asked for. Empty means everything."""

    text: str = ""
    disease: str = ""
    year: int | None = None
    page: int = 1

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.text or self.disease or self.year)

    def query(self, page: int) -> dict[str, str]:
        """The query of the address that shows *page* of the same search."""
        return {
            "q": self.text,
            "disease": self.disease,
            "year": str(self.year or ""),
            "page": str(page) if page > 1 else "",
        }


@dataclass(frozen=True, slots=True)
class Found:
    """One page of the doses that fit a search, and what else could be searched for."""

    search: Search
    doses: tuple[Dose, ...]
    fitting: int
    total: int
    pages: int
    diseases: tuple[str, ...]
    years: tuple[int, ...]

    @property
    def first(self) -> int:
        """The running number of the first dose on the page."""
        return (self.search.page - 1) * PAGE_SIZE + 1


def search_of(query: Mapping[str, str]) -> Search:
    """Return the search that an address asks for; what makes no sense in it asks for nothing."""
    return Search(
        text=query.get("q", "").strip()[:LONGEST],
        disease=query.get("disease", "")[:LONGEST],
        year=_number(query.get("year", "")),
        page=_number(query.get("page", "")) or 1,
    )


def found(card: VaccineCard, search: Search, said: Callable[[str], str] = str) -> Found:
    """Return what *search* finds. *said* translates, so that a search is in the reader's language."""
    fitting = [dose for dose in card.doses if _fits(dose, search, said)]
    pages = max(1, -(-len(fitting) // PAGE_SIZE))
    page = min(search.page, pages)
    start = (page - 1) * PAGE_SIZE
    return Found(
        search=replace(search, page=page),
        doses=tuple(fitting[start : start + PAGE_SIZE]),
        fitting=len(fitting),
        total=len(card.doses),
        pages=pages,
        diseases=tuple(sorted({disease for dose in card.doses for disease in dose.against}, key=said)),
        years=tuple(sorted({dose.year for dose in card.doses if dose.year is not None}, reverse=True)),
    )


def _fits(dose: Dose, search: Search, said: Callable[[str], str]) -> bool:
    if search.disease and search.disease not in dose.against:
        return False
    if search.year is not None and dose.year != search.year:
        return False
    words = " ".join((said(dose.name), dose.code, dose.place, *map(said, dose.against))).casefold()
    return all(word in words for word in search.text.casefold().split())


def _number(text: str) -> int | None:
    sane = text.isascii() and text.isdecimal() and len(text) <= 6
    return int(text) or None if sane else None
