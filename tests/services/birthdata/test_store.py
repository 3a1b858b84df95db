"""What the register keeps, once each, and in the shape that its migrations made."""

from datetime import date
from functools import partial

import msgspec
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import select

from services.birthdata import tables
from services.birthdata.notification import Notification
from services.birthdata.store import Added, Refused, Store
from storage.sealed import Keyset
from tests.synthetic import number

from .register import CHILD, FIRST_TWIN, HER_OWN, MOTHER, SECOND_TWIN, TODAY, Register

UNSEEN = number(40)


def test_the_migrations_make_the_tables_that_the_code_expects(either: Register) -> None:
    """On both databases; nothing is missing and nothing is left over."""
    with either.turns.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "alembic_services_birthdata"})
        differences = compare_metadata(context, tables.metadata)

    assert differences == []


def test_the_same_notifications_again_change_nothing(either: Register) -> None:
    """They are known by their sender's id."""
    assert either.add(FIRST_TWIN, SECOND_TWIN, HER_OWN) == Added(new=0, known=3, refused=())


def test_a_refused_notification_keeps_no_other_from_coming_in(register: Register) -> None:
    """It is told by its place and its reasons, and leaves nothing behind."""
    impossible = Notification(id="x", child=number(41), born=TODAY, weight=0, gestation=1018)
    possible = Notification(id="y", child=UNSEEN, born=TODAY)

    added = register.add(impossible, possible)

    reasons = ("weight 0 is outside 50-10000 g", "gestation 1018 is outside 84-335 days")
    assert added == Added(new=1, known=0, refused=(Refused(0, reasons),))
    assert register.keep(partial(register.store.people.key_of, number=number(41))) is None


def test_a_child_is_born_once(register: Register) -> None:
    """Another notification about the same child is refused, and brings in none of its people."""
    another = msgspec.structs.replace(FIRST_TWIN, id="2015-3", mother=UNSEEN)

    added = register.add(another)

    assert added.refused == (Refused(0, ("the child has a birth already, by another notification",)),)
    assert register.keep(partial(register.store.people.key_of, number=UNSEEN)) is None


def test_children_without_a_number_have_a_birth_each(register: Register) -> None:
    """As when one was not born alive; the mother's register knows of both."""
    for which in ("a", "b"):
        register.add(Notification(id=which, mother=UNSEEN, born=date(2020, 1, 1), live_born=False))

    births = register.keep(partial(register.store.births_of, number=UNSEEN, representative=False))

    assert [birth.live_born for birth in births] == [False, False]


def test_a_birth_whose_mother_is_unknown_is_the_childs(register: Register) -> None:
    """Nothing is guessed about her."""
    register.add(Notification(id="a", child=UNSEEN, born=date(2020, 1, 1)))

    [birth] = register.keep(partial(register.store.births_of, number=UNSEEN, representative=False))

    assert birth.born == date(2020, 1, 1)


def test_nothing_that_names_a_person_stands_open(register: Register) -> None:
    """Neither a number nor the id by which a sender knows the birth."""
    rows = register.keep(
        lambda connection: [
            value
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]
    )
    everything = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)

    for secret in (MOTHER, CHILD, "2015-1"):
        assert secret.encode() not in everything


def test_new_keys_seal_everything_anew(register: Register) -> None:
    """Afterwards the old key is needed for nothing."""
    new = AESGCMSIV(bytes(32))
    both = Store(Keyset(2, register.keyset.seals | {2: new}, register.keyset.index_key))
    only_new = Store(Keyset(2, {2: new}, register.keyset.index_key))

    resealed = [register.keep(partial(both.reseal, most=4)) for _ in range(3)]
    key = register.keep(partial(only_new.people.key_of, number=CHILD))

    assert resealed == [4, 1, 0]
    assert key is not None
    assert register.keep(partial(only_new.people.number_of, key=key)) == CHILD
