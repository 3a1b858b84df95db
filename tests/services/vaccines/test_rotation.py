"""Keys are changed while the register goes on serving."""

from pathlib import Path
from threading import Thread

from services.vaccines.store import Store
from storage import sealed
from tests import tokens
from tests.services.vaccines.register import Register, dose
from tests.synthetic import number

EVERYBODY = [number(n) for n in range(60)]


async def test_nobody_is_lost_while_numbers_are_sealed_anew(
    either_register: Register, tmp_path: Path
) -> None:
    """Each search during the rotation finds what it found before: the blind index stays as it is."""
    for person in EVERYBODY:
        either_register.holds(person, dose())
    rotation = Thread(target=reseal, args=(either_register, tmp_path))
    rotation.start()

    found = [(await either_register.search(one, tokens.citizen(one))).json()["total"] for one in EVERYBODY]

    rotation.join()
    assert found == [1] * len(EVERYBODY)


def reseal(register: Register, tmp_path: Path) -> None:
    """Seal everybody under a newer key, a few at a time."""
    newer = newer_keys(register, tmp_path)
    while True:
        with register.engine.begin() as connection:
            if not Store(newer).reseal(connection, most=7):
                return


def newer_keys(register: Register, tmp_path: Path) -> sealed.Keyset:
    """The register's keys with a new primary beside the old one."""
    fresh = sealed.load_or_create(tmp_path / "fresh.json")
    return sealed.Keyset(2, register.keyset.seals | {2: fresh.seals[1]}, register.keyset.index_key)


def test_what_was_sealed_anew_opens_by_the_new_key_alone(register: Register, tmp_path: Path) -> None:
    """Once everybody is resealed, the old key could be thrown away."""
    register.holds(EVERYBODY[0], dose())
    reseal(register, tmp_path)

    newer = newer_keys_from(tmp_path, register)
    with register.engine.begin() as connection:
        key = Store(newer).people.key_of(connection, EVERYBODY[0])
        assert key is not None
        assert Store(newer).people.number_of(connection, key) == EVERYBODY[0]


def newer_keys_from(tmp_path: Path, register: Register) -> sealed.Keyset:
    """The new key alone."""
    fresh = sealed.load(tmp_path / "fresh.json")
    return sealed.Keyset(2, {2: fresh.seals[1]}, register.keyset.index_key)
