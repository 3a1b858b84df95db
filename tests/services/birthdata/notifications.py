"""Any notification that could be true, for hypothesis."""

from datetime import date, time

from hypothesis import strategies as st

from services.birthdata.births import Mode, Place, Presentation, Sex, Start
from services.birthdata.notification import BEGAN, POSSIBLE, Notification

TODAY = date(2026, 11, 23)


def _whole(name: str) -> st.SearchStrategy[int | None]:
    return st.none() | st.integers(int(POSSIBLE[name].least), int(POSSIBLE[name].most))


def _measured(name: str) -> st.SearchStrategy[float | None]:
    tenths = st.integers(int(POSSIBLE[name].least) * 10, int(POSSIBLE[name].most) * 10)
    return st.none() | tenths.map(lambda tenth: tenth / 10)


printable = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=50)
possible = st.builds(
    Notification,
    id=printable,
    born=st.dates(BEGAN, TODAY),
    time=st.none() | st.times().map(lambda clock: clock.replace(microsecond=0)) | st.just(time(2, 30)),
    live_born=st.none() | st.booleans(),
    sex=st.none() | st.sampled_from(Sex),
    weight=_whole("weight"),
    length=_measured("length"),
    head=_measured("head"),
    gestation=_whole("gestation"),
    apgar_1=_whole("apgar_1"),
    apgar_5=_whole("apgar_5"),
    apgar_10=_whole("apgar_10"),
    presentation=st.none() | st.sampled_from(Presentation),
    start=st.none() | st.sampled_from(Start),
    modes=st.none() | st.lists(st.sampled_from(Mode), min_size=1, unique=True).map(tuple),
    place=st.none() | st.sampled_from(Place),
    institution=st.none() | printable,
    plurality=st.just(10),
    order=_whole("order"),
)
