"""The rules by which somebody may, or may not, act for a child: each with its source and how sure it is.

docs/population.md shows the same table; a test keeps the two alike.
"""

from dataclasses import dataclass
from enum import StrEnum

from ..texts import N_


class Confidence(StrEnum):
    """How sure we are that the rule is the authorities' own."""

    STATED = "stated"  # The source says so in plain words.
    DERIVED = "derived"  # It follows from what the source says.
    DESIGN = "design"  # Ours: what no source decides is denied.


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. *sentence* says why and *ask* where to ask, both as bokmål texts for the catalogs."""

    id: str
    sentence: str
    ask: str
    source: str
    confidence: Confidence
    allows: bool = False


_TAX = N_("Spør Skatteetaten, som fører Folkeregisteret.")
_GP = N_("Spør fastlegen eller helsestasjonen.")
_CHILD = N_("Spør barnet selv, fastlegen eller helsestasjonen.")
_NOBODY = ""

_HELSENORGE = "helsenorge.no: Vaksiner; Helseregistre; Innboks"
_HIDDEN = "helsenorge.no: Vaksiner (hemmelig adresse)"
_OURS = "ours"

PARENT = Rule(
    "parent-of-child-under-16",
    N_("Foreldre med foreldreansvar kan se opplysningene til barnet til det fyller 16 år."),
    _NOBODY,
    _HELSENORGE,
    Confidence.STATED,
    allows=True,
)
CHILD_UNKNOWN = Rule(
    "child-unknown", N_("Folkeregisteret kjenner ikke barnet."), _TAX, _OURS, Confidence.DESIGN
)
ACTOR_UNKNOWN = Rule(
    "actor-unknown",
    N_("Folkeregisteret kjenner ikke den som vil handle for barnet."),
    _TAX,
    _OURS,
    Confidence.DESIGN,
)
NO_RESPONSIBILITY = Rule(
    "no-responsibility",
    N_("Folkeregisteret viser ikke foreldreansvar for dette barnet i dag."),
    _TAX,
    _HELSENORGE,
    Confidence.STATED,
)
ACTOR_DEAD = Rule(
    "actor-dead",
    N_("Den som skulle handle for barnet, er registrert som død."),
    _TAX,
    _OURS,
    Confidence.DESIGN,
)
CHILD_DEAD = Rule(
    "child-dead",
    N_("Barnet er registrert som dødt, og opplysningene kan ikke åpnes her."),
    _GP,
    _OURS,
    Confidence.DESIGN,
)
ACTOR_PROTECTED = Rule(
    "actor-protected",
    N_("Den som har adressesperre (kode 6 eller 7), kan ikke handle for andre på nett."),
    _GP,
    _HIDDEN,
    Confidence.STATED,
)
CHILD_PROTECTED = Rule(
    "child-protected",
    N_("Ingen kan handle på nett for et barn med adressesperre (kode 6 eller 7)."),
    _GP,
    _HIDDEN,
    Confidence.STATED,
)
BORN_UNKNOWN = Rule(
    "born-unknown",
    N_("Folkeregisteret viser ikke når barnet er født, og da vet vi ikke om det er under 16 år."),
    _TAX,
    _OURS,
    Confidence.DESIGN,
)
CHILD_IS_16 = Rule(
    "child-is-16",
    N_("Barnet har fylt 16 år og bestemmer selv over opplysningene sine."),
    _CHILD,
    _HELSENORGE,
    Confidence.STATED,
)
NOT_A_PARENT = Rule(
    "responsibility-not-as-parent",
    N_("Foreldreansvaret er ikke registrert på en mor, far eller medmor, og kan ikke brukes på nett."),
    _GP,
    _OURS,
    Confidence.DESIGN,
)
RESPONSIBILITY_UNKNOWN = Rule(
    "responsibility-unknown",
    N_("Folkeregisteret viser ikke hvilket foreldreansvar som gjelder."),
    _TAX,
    _OURS,
    Confidence.DESIGN,
)
CONTRADICTION = Rule(
    "facts-contradict",
    N_("Folkeregisteret viser opplysninger om foreldrene som ikke stemmer med hverandre."),
    _TAX,
    _OURS,
    Confidence.DESIGN,
)
ADDRESS_UNKNOWN = Rule(
    "child-address-unknown",
    N_("Folkeregisteret viser ikke hvor barnet bor."),
    _TAX,
    _HELSENORGE,
    Confidence.DERIVED,
)
ADDRESS_PROTECTED = Rule(
    "address-protected",
    N_("Barnet bor sammen med en forelder som har adressesperre."),
    _GP,
    _OURS,
    Confidence.DESIGN,
)
NO_PARENT_AT_ADDRESS = Rule(
    "no-parent-at-address",
    N_("Folkeregisteret viser ikke at en av foreldrene bor sammen med barnet."),
    _TAX,
    _HELSENORGE,
    Confidence.STATED,
)
OWN_TOKEN_ONLY = Rule(
    "own-token-only",
    N_("Bare den som er logget inn som seg selv, kan be om å få handle for andre."),
    _NOBODY,
    _OURS,
    Confidence.DESIGN,
)

RULES: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        PARENT,
        CHILD_UNKNOWN,
        ACTOR_UNKNOWN,
        NO_RESPONSIBILITY,
        ACTOR_DEAD,
        CHILD_DEAD,
        ACTOR_PROTECTED,
        CHILD_PROTECTED,
        BORN_UNKNOWN,
        CHILD_IS_16,
        NOT_A_PARENT,
        RESPONSIBILITY_UNKNOWN,
        CONTRADICTION,
        ADDRESS_UNKNOWN,
        ADDRESS_PROTECTED,
        NO_PARENT_AT_ADDRESS,
        OWN_TOKEN_ONLY,
    )
}
