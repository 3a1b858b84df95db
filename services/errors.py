"""What can go wrong when a register is asked.

RegisterError
├── ReadRefused           the register answered: this caller may not
├── RegisterUnavailable   it did not answer in time, or not with sense
│   └── RegisterResting   it failed so often that it is left alone for a moment
└── RequestRejected       it answered: this request is not right
"""


class RegisterError(Exception):
    """A register gave no data. *register* is its short name, such as `vaccines`."""

    def __init__(self, register: str, reason: str = "") -> None:
        super().__init__(f"{register}: {reason}" if reason else register)
        self.register = register
        self.reason = reason


class ReadRefused(RegisterError):
    """The register will not show this to this caller; *reason* is the rule's id."""


class RequestRejected(RegisterError):
    """The register found the request itself wrong."""


class RegisterUnavailable(RegisterError):
    """No answer in time, or no answer that makes sense."""


class RegisterResting(RegisterUnavailable):
    """The register failed several times in a row and is not asked just now."""
