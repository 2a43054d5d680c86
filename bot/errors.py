"""The only error a person reads, and the one that carries what an operator must mend."""


class UserError(Exception):
    """Something a person can act on: `key` names a text of content/texts, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class OperatorError(Exception):
    """Something only an operator can mend, said in one Chinese sentence; ends a command with exit code 1."""
