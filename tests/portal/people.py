"""Made-up people around the sample pages."""

from portal.cards.shell import PersonChoice, Shell, Timeout

KARI = PersonChoice("me", "Kari Nordmann", 38, 0)
OLA = PersonChoice("b1", "Ola Nordmann", 9, 1)
IDA = PersonChoice("b2", "Ida Nordmann", 1, 2)
ELLE = PersonChoice("me", "Elle-Máret Čuoigi Ŋurrášvárri", 44, 0)
LAYLA = PersonChoice("b3", "ليلى عبد الرحمن", 7, 3)
TIMEOUT = Timeout(idle=1800, absolute=7200)


def signed_in(path: str, *, as_other: bool = False) -> Shell:
    """A mother of two looks at her own data, or at her son's."""
    return Shell(path, "", KARI.name, (KARI, OLA, IDA), OLA if as_other else KARI, TIMEOUT)


def alone(path: str) -> Shell:
    """Somebody without children looks at their own data."""
    return Shell(path, "", KARI.name, (KARI,), KARI, TIMEOUT)


def crowd(path: str) -> Shell:
    """A guardian of nine, with names in Sámi and Arabic letters, looks at one of them."""
    others = [PersonChoice(f"c{n}", f"Barn Nummer {n} Etternavn-Lang", n, n) for n in range(4, 11)]
    return Shell(path, "q=a%26b", ELLE.name, (ELLE, LAYLA, IDA, *others), LAYLA, TIMEOUT)
