"""What the register keeps: sealed, dated, and in the shape that its migrations made."""

from datetime import date
from functools import partial

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from cryptography.hazmat.primitives.ciphers.aead import AESGCMSIV
from sqlalchemy import Connection, select

from auth.identity import PersonId
from services.admissible import NumberNotAdmitted
from services.population import tables
from services.population.contract import Person
from services.population.facts import Home, Kind, Protection, Resident, Span
from services.population.notices import Address, Grade, NewResident
from services.population.reading import facts_about, knows
from services.population.store import NobodyByThatNumber, Store
from storage.sealed import Keyset
from tests.synthetic import number

from .register import BORN, CHILD, FATHER, FLAT, HOME, MOTHER, NOBODY, Register

DAY, LATER = date(2026, 1, 1), date(2026, 7, 1)


def test_the_migrations_make_the_tables_that_the_code_expects(either: Register) -> None:
    """On both databases; nothing is missing and nothing is left over."""
    with either.turns.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"version_table": "alembic_services_population"}
        )
        differences = compare_metadata(context, tables.metadata)

    assert differences == []


def test_somebody_is_known_by_name(either: Register) -> None:
    """As the pretend ID-porten asks; a number that is nobody's is nobody."""
    known, unknown = (either.keep(partial(knows, store=either.store, number=who)) for who in (MOTHER, NOBODY))

    assert known == Person(number=MOTHER, name="Áile Čájet-Ørbeck", born=date(1985, 1, 2))
    assert unknown is None


def test_nothing_that_names_a_person_stands_open(register: Register) -> None:
    """Whoever has only the database reads no number, name or address in it."""
    rows = register.keep(
        lambda connection: [
            value
            for table in tables.metadata.sorted_tables
            for row in connection.execute(select(table))
            for value in row
        ]
    )
    everything = b"".join(value if isinstance(value, bytes) else str(value).encode() for value in rows)

    for secret in (MOTHER, CHILD, "Ørbeck", "Storgata", "0301-1-H0101"):
        assert secret.encode() not in everything


def test_adding_people_twice_changes_nothing(register: Register) -> None:
    """Those who are known stay as they are."""
    again = [NewResident(MOTHER, "Somebody Else", None), NewResident(NOBODY, "New", None)]

    assert register.keep(partial(register.store.add_people, residents=again)) == 1
    assert register.keep(partial(register.store.add_people, residents=again)) == 0
    known = register.keep(partial(knows, store=register.store, number=MOTHER))
    assert known is not None
    assert known.name == "Áile Čájet-Ørbeck"


def test_no_number_that_could_be_real_comes_in(register: Register) -> None:
    """Not even beside others that may; only a production deployment takes it."""
    real = NewResident(PersonId("12050050295"), "Somebody", None)
    both = [NewResident(NOBODY, "New", None), real]

    with pytest.raises(NumberNotAdmitted):
        register.keep(partial(register.store.add_people, residents=both))

    assert register.keep(partial(knows, store=register.store, number=NOBODY)) is None
    assert register.keep(partial(register.store.add_people, residents=both, real_people=True)) == 2


def test_a_move_ends_the_address_before(register: Register) -> None:
    """Nothing is overwritten: the old address holds up to the day, the new one from it."""
    register.keep(partial(register.store.move, number=CHILD, address=FLAT, since=DAY))
    register.keep(partial(register.store.move, number=CHILD, address=None, since=LATER))

    homes = resident(register, CHILD).homes

    assert [home.span for home in homes] == [Span(BORN, DAY), Span(DAY, LATER)]
    assert homes[0].place != homes[1].place


def test_equal_dwellings_are_one_place_however_the_address_is_written(register: Register) -> None:
    """And an address whose dwelling is not known is no place at all."""
    written = Address("STORGATA 1 H0101, OSLO", HOME.dwelling)
    register.keep(partial(register.store.move, number=CHILD, address=written, since=DAY))
    register.keep(partial(register.store.move, number=FATHER, address=Address("Storgata 1"), since=DAY))

    assert resident(register, CHILD).place(DAY) == resident(register, MOTHER).place(DAY)
    assert resident(register, FATHER).homes[-1] == Home(None, Span(DAY))


def test_protection_has_a_first_and_a_last_day(register: Register) -> None:
    """It can be lifted again."""
    register.keep(partial(register.store.protect, number=CHILD, grade=Grade.CONFIDENTIAL, since=DAY))
    register.keep(partial(register.store.unprotect, number=CHILD, day=LATER))

    assert resident(register, CHILD).protections == (Protection(Span(DAY, LATER)),)


def test_nothing_is_registered_on_somebody_unknown(register: Register) -> None:
    """Such a message is stopped, and its exception names nobody."""
    unknown = number(99)

    with pytest.raises(NobodyByThatNumber) as stopped:
        register.keep(
            partial(register.store.give_responsibility, child=CHILD, holder=unknown, kind=Kind.JOINT)
        )

    assert str(stopped.value) == ""


def test_new_keys_seal_everything_anew(either: Register) -> None:
    """Numbers, names and addresses; afterwards the old key is needed for nothing."""
    new = AESGCMSIV(bytes(32))
    both = Keyset(2, either.keyset.seals | {2: new}, either.keyset.index_key)
    only_new = Keyset(2, {2: new}, either.keyset.index_key)

    resealed = [either.keep(partial(Store(both).reseal, most=4)) for _ in range(4)]
    known = either.keep(partial(knows, store=Store(only_new), number=CHILD))

    assert resealed == [12, 2, 0, 0]
    assert known is not None
    assert known.name == "Nils Ørbeck"


def resident(register: Register, person: PersonId) -> Resident:
    """Return what the register knows about *person*."""

    def read(connection: Connection) -> Resident:
        key = register.store.people.key_of(connection, person)
        assert key is not None
        return facts_about(connection, [key], actor=None)[key].people[key]

    return register.keep(read)
