"""The registers by name, with what a token for each must say."""

from services.birthdata import contract as birthdata
from services.population import contract as population
from services.vaccines import contract as vaccines

AUDIENCES = {
    "vaccines": vaccines.AUDIENCE,
    "birthdata": birthdata.AUDIENCE,
    "population": population.AUDIENCE,
}
READING = {
    "vaccines": vaccines.READ_SCOPE,
    "birthdata": birthdata.SCOPE,
    "population": population.SCOPE,
}
JOURNAL_SYSTEM = "dev-epj"
JOURNAL_KEY = "epj-key.json"
"""The made-up journal system's name at the token service, and the file of its key."""
