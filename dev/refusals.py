"""Why a command does not do what was asked, each in a sentence for the developer.

Refusal
├── NotForProduction   where real people's data may be
├── AlreadyInUse       another process serves the same folder
├── PortTaken          something listens where we would
├── NotTaken           a register refused what was made up
├── NotSetUp           something must be built or set first
├── ClientsUnusable    the file of other clients cannot be read
└── LookUpFailed       nobody answered, or nobody gave a token
"""

from pathlib import Path


class Refusal(Exception):
    """The text is what the developer reads."""


class NotForProduction(Refusal):
    """Anybody may be anybody here, so it must not run among real people's data."""

    def __init__(self) -> None:
        super().__init__("this is for development, and ENVIRONMENT says production")


class AlreadyInUse(Refusal):
    """Two demos cannot share databases."""

    def __init__(self) -> None:
        super().__init__("a demo uses this folder: stop it first, or say --data ANOTHER_FOLDER")


class PortTaken(Refusal):
    """Something listens on a port that we need."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is in use: stop what uses it, or say --port ANOTHER")
        self.port = port


class NotTaken(Refusal):
    """The makers of the country and a register disagree."""


class NotSetUp(Refusal):
    """Settings or built files are missing or wrong."""


class LookUpFailed(Refusal):
    """No demo runs, or the token service gives no token."""


class ClientsUnusable(Refusal):
    """DEV_CLIENTS names a file that holds no list of clients."""

    def __init__(self, path: Path, fault: Exception) -> None:
        super().__init__(f"{path} holds no list of clients: {fault}")
