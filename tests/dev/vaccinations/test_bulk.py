"""Claims about histories as bulk data files."""

from pathlib import Path

import msgspec

from dev.vaccinations import bulk
from services.vaccines.contract import Immunization, Patient
from services.vaccines.doses import ConsentBasis, Event
from services.vaccines.keeping import kept

from ..countries import demo_country


def _lines(file: Path) -> list[bytes]:
    return file.read_bytes().splitlines()


def test_the_register_would_keep_every_line(tmp_path: Path) -> None:
    """Each line is an Immunization that the register's own reader accepts."""
    _, immunizations = bulk.write(tmp_path, demo_country().histories, 1)
    read = msgspec.json.Decoder(Immunization)

    doses = [kept(read.decode(line), f"{n}").dose for n, line in enumerate(_lines(immunizations))]

    assert {dose.event for dose in doses} == set(Event)
    assert {dose.consent_basis for dose in doses} == set(ConsentBasis)
    assert sum(dose.product is None for dose in doses) > len(doses) / 20


def test_every_immunization_is_about_a_patient_in_the_file(tmp_path: Path) -> None:
    """References lead to a Patient line, and each has one number."""
    patients, immunizations = bulk.write(tmp_path, demo_country().histories, 1)
    known = [msgspec.json.decode(line, type=Patient) for line in _lines(patients)]
    named = {msgspec.json.decode(line)["patient"]["reference"] for line in _lines(immunizations)}

    assert named == {f"Patient/{patient.id}" for patient in known}
    assert all(len(patient.identifier) == 1 for patient in known)


def test_the_same_seed_writes_the_same_bytes(tmp_path: Path) -> None:
    """Nothing in the files is left to another run's chance."""
    folders = [tmp_path / name for name in ("one", "two")]
    for folder in folders:
        folder.mkdir()
        bulk.write(folder, demo_country().histories, 1)

    for name in ("Patient.ndjson", "Immunization.ndjson"):
        assert (folders[0] / name).read_bytes() == (folders[1] / name).read_bytes()
