"""The parts of one Danish address, and the line they are written as."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Address:
    """A Danish address in parts; a part that is not stated is "".

    The parts are those of Danmarks Adresseregister: `house_number` is written with its letter
    and no blank (`20B`), `floor` is `st`, `kl`, `k2` or a number, `door` is `tv`, `mf`, `th` or
    what stands there, `town` is the supplementary town name (supplerende bynavn), `city` the
    name of the postcode. `unknown` holds what was written and is none of these.
    """

    street: str = ""
    house_number: str = ""
    floor: str = ""
    door: str = ""
    town: str = ""
    postcode: str = ""
    city: str = ""
    unknown: tuple[str, ...] = ()

    @property
    def has_house(self) -> bool:
        """Whether it names a house, so that there can be a point for it."""
        return bool(self.street and self.house_number)

    @property
    def text(self) -> str:
        """The address in one line, as the register writes it; without the unknown.

        `Nørrebrogade 20B, 3. tv, Nr Bjert, 2200 København N`.
        """
        unit = f"{self.floor}. {self.door}".strip() if self.floor else self.door
        parts = (
            f"{self.street} {self.house_number}".strip(),
            unit,
            self.town,
            f"{self.postcode} {self.city}".strip(),
        )
        return ", ".join(part for part in parts if part)
