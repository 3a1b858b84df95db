"""Which port everything has: all follow from the portal's."""

from dataclasses import dataclass
from pathlib import Path

HOST = "localhost"
PORT = 8000
_REMEMBERED = "port"


@dataclass(frozen=True, slots=True)
class Addresses:
    """The demo's origins. The pretend ID-porten stands next to the portal, the registers ten ports on."""

    port: int = PORT

    @property
    def portal(self) -> str:
        """Where the citizen goes."""
        return _origin(self.port)

    @property
    def idporten(self) -> str:
        """The pretend ID-porten: the issuer of ID tokens and of the registers' tokens."""
        return _origin(self.idporten_port)

    @property
    def idporten_port(self) -> int:
        """The pretend ID-porten's port."""
        return self.port + 1

    @property
    def register_ports(self) -> dict[str, int]:
        """Each register's port by its name."""
        names = ("vaccines", "birthdata", "population")
        return {name: self.port + 11 + place for place, name in enumerate(names)}

    @property
    def ports(self) -> tuple[int, ...]:
        """Every port that the demo needs."""
        return (*self.register_ports.values(), self.idporten_port, self.port)

    def register(self, name: str) -> str:
        """Where one register is reached by others than the portal."""
        return _origin(self.register_ports[name])


def _origin(port: int) -> str:
    return f"http://{HOST}:{port}"


def remember_port(data: Path, port: int) -> None:
    """Note which port the demo of the folder *data* has, for commands that speak with it."""
    (data / _REMEMBERED).write_text(str(port))


def port_of(data: Path) -> int:
    """Return the port of the demo that uses *data*, or used it last."""
    try:
        return int((data / _REMEMBERED).read_text())
    except (OSError, ValueError):
        return PORT
