"""Plain words for the codes of the access log. An unknown code is shown as it is."""

from access_log.entry import Action
from auth.caller import Purpose
from services.population import rules

from ..i18n import N_

ACTIONS = {
    Action.READ: N_("Har sett %(what)s"),
    Action.SEARCH: N_("Har søkt i %(what)s"),
    Action.PRINT: N_("Har skrevet ut %(what)s"),
    Action.DISCLOSE: N_("Har fått utlevert %(what)s"),
    Action.CHANGE: N_("Har registrert eller endret %(what)s"),
    Action.DENIED: N_("Prøvde å se %(what)s, men ble stoppet"),
}

DATA = {
    "vaccines": N_("vaksiner"),
    "births": N_("opplysninger om fødsel"),
    "relatives": N_("navn og familie"),
    "mandate": N_("hvem som kan handle for hvem"),
    "access-log": N_("innsynsloggen"),
}

# What a register is called where its whole name would be in the way.
REGISTERS = {
    "vaccines": N_("SYSVAK"),
    "birthdata": N_("Medisinsk fødselsregister"),
    "population": N_("Folkeregisteret"),
}

PURPOSES = {
    Purpose.TREATMENT: N_("Behandling"),
    Purpose.EMERGENCY: N_("Øyeblikkelig hjelp"),
    Purpose.COORDINATION: N_("Samordning av helsehjelp"),
    Purpose.BREAK_THE_GLASS: N_("Nødrett: sperren ble åpnet fordi det hastet"),
}

EMERGENCIES = frozenset({Purpose.EMERGENCY, Purpose.BREAK_THE_GLASS})

# The decision templates of hospitals' journal systems, in words that need no explanation.
REASONS = {
    "BELEGG": N_("Du var innlagt"),
    "POLBESOK": N_("Du var på poliklinikk"),
    "PLANOPP": N_("Du hadde en avtale"),
    "HENVISNING": N_("Du var henvist, og henvisningen skulle vurderes"),
    "VURDHENV": N_("Henvisningen din ble vurdert"),
    "BEHANDLER": N_("Personen har ansvar for behandlingen din"),
    "DELBEHAN": N_("Personen deltar i behandlingen din"),
    "TILSYN": N_("En annen avdeling ble bedt om råd"),
    "BLAALYS": N_("Akutt: ambulanse eller mottak"),
    "EKSTSVAR": N_("Svar på en prøve utenfra"),
    "OPRPLAN": N_("Planlegging av operasjon"),
    "ARBFLYT": N_("En oppgave i arbeidet på stedet"),
    "INNSYN": N_("Du ba om innsyn"),
    "HENV_PAS": N_("Du tok kontakt"),
    "HENV_PAA": N_("En pårørende tok kontakt"),
    "PASADM": N_("Administrasjon"),
    "KVAL": N_("Kontroll av kvaliteten på stedet"),
    "EGENLAER": N_("Egen læring (helsepersonelloven § 29 c)"),
    "HHJELANPAS": N_("Hjelp til en annen pasient (helsepersonelloven § 25 b)"),
    "FORSK": N_("Forskning"),
    "ITSYSARB": N_("Arbeid med datasystemet"),
    "TILSYN3": N_("Tilsyn fra staten"),
}

# Volven 9060, categories of health personnel.
ROLES = {
    "AA": N_("ambulansearbeider"),
    "AT": N_("apotektekniker"),
    "BI": N_("bioingeniør"),
    "ET": N_("ergoterapeut"),
    "FA1": N_("farmasøyt"),
    "FA2": N_("farmasøyt"),
    "FT": N_("fysioterapeut"),
    "HE": N_("helsesekretær"),
    "HF": N_("helsefagarbeider"),
    "HP": N_("hjelpepleier"),
    "JO": N_("jordmor"),
    "KE": N_("klinisk ernæringsfysiolog"),
    "KI": N_("kiropraktor"),
    "LE": N_("lege"),
    "OA": N_("omsorgsarbeider"),
    "OP": N_("optiker"),
    "PM": N_("paramedisiner"),
    "PS": N_("psykolog"),
    "RA": N_("radiograf"),
    "SP": N_("sykepleier"),
    "TH": N_("tannhelsesekretær"),
    "TL": N_("tannlege"),
    "TP": N_("tannpleier"),
    "VP": N_("vernepleier"),
}

_NO_PROOF = N_("Beviset på tilgang var ikke gyldig")
RULES = {
    "not-your-data": N_("Den som spurte, er ikke deg og kan ikke handle for deg"),
    "scope-missing": N_("Den som spurte, har ikke tilgang til denne typen opplysninger"),
    "level-too-low": N_("Innloggingen var ikke sikker nok for helseopplysninger"),
    "token-expired": N_("Tilgangen var utløpt"),
    "token-other-audience": N_("Tilgangen gjaldt et annet register"),
}


def rule_said(rule: str) -> str:
    """Return what stopped or allowed somebody, in words; a rule without any is shown as it is."""
    if known := rules.RULES.get(rule):
        return known.sentence
    return RULES.get(rule) or (_NO_PROOF if rule.startswith("token-") else rule)
