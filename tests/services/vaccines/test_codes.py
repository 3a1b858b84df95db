"""The code list: whole, consistent, and honest about what is unverified."""

from services.vaccines.codes import diseases, vaccines


def test_the_list_is_whole() -> None:
    """Sixty codes were seen in a source, seventeen follow the rule that codes are made by."""
    verified = [vaccine.code for vaccine in vaccines().values() if vaccine.verified]

    assert (len(vaccines()), len(verified)) == (77, 60)


def test_every_line_says_where_it_is_from() -> None:
    """And has an ATC code, a name and a disease."""
    for vaccine in vaccines().values():
        assert vaccine.source
        assert vaccine.name
        assert vaccine.diseases
        assert vaccine.atc.startswith("J07")


def test_no_disease_is_there_for_nothing() -> None:
    """Each is what some vaccine is against, and each has one name."""
    used = {disease.id for vaccine in vaccines().values() for disease in vaccine.diseases}

    assert used == set(diseases())
    assert len({disease.name for disease in diseases().values()}) == len(diseases())


def test_a_disease_without_a_code_has_none_made_up() -> None:
    """Three have none in the source."""
    assert {one.id for one in diseases().values() if not one.snomed_ct} == {"anthrax", "dengue", "mpox"}
