"""What people look for help with, and who may be asked when nobody says that they do just that.

The words for each need stand in `actors/data/vocabulary/` under `[synonyms.need]`; a record has a
need where its own text names it, never because somebody guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from actors.taxonomy import ActorKind, TargetGroup, Theme


@dataclass(frozen=True, kw_only=True)
class Need:
    """An everyday need: the themes, target groups and kinds of those who come nearest to it."""

    themes: tuple[Theme, ...] = ()
    target_groups: tuple[TargetGroup, ...] = ()
    kinds: tuple[ActorKind, ...] = ()


_ADVICE: Final = (ActorKind.ADVICE_OFFICE,)
_JOBS: Final = (Theme.EMPLOYMENT,)
_EDUCATION: Final = (Theme.EDUCATION,)
_HOUSING: Final = (Theme.HOUSING,)
_SAFETY: Final = (Theme.SAFETY,)
_CULTURE: Final = (Theme.CULTURE,)
_HEALTH: Final = (Theme.HEALTH,)
_CHILDREN: Final = (TargetGroup.CHILDREN, TargetGroup.YOUNG_PEOPLE)
_PARENTS: Final = (TargetGroup.PARENTS, TargetGroup.FAMILIES)

NEEDS: Final[dict[str, Need]] = {
    "lektiehjaelp": Need(themes=_EDUCATION, target_groups=_CHILDREN),
    "danskundervisning": Need(themes=_EDUCATION, target_groups=(TargetGroup.NEWCOMERS,)),
    "jobsoegning": Need(themes=_JOBS, target_groups=(TargetGroup.JOB_SEEKERS,)),
    "fritidsjob": Need(themes=_JOBS, target_groups=(TargetGroup.YOUNG_PEOPLE,)),
    "uddannelsesvalg": Need(themes=_EDUCATION, target_groups=(TargetGroup.YOUNG_PEOPLE,)),
    "breve-og-papirer": Need(kinds=_ADVICE),
    "it-hjaelp": Need(kinds=(ActorKind.LIBRARY,)),
    "juridisk-hjaelp": Need(kinds=_ADVICE),
    "gaeld-og-oekonomi": Need(kinds=_ADVICE),
    "boligsoegning": Need(themes=_HOUSING, kinds=_ADVICE),
    "idraet": Need(themes=_CULTURE),
    "svoemning": Need(themes=_CULTURE),
    "cykling": Need(themes=_CULTURE),
    "moedregruppe": Need(themes=_HEALTH, target_groups=(TargetGroup.WOMEN, TargetGroup.PARENTS)),
    "faedregruppe": Need(target_groups=(TargetGroup.MEN, TargetGroup.PARENTS)),
    "foraeldreraad": Need(target_groups=_PARENTS),
    "gravid-og-baby": Need(themes=_HEALTH, target_groups=_PARENTS),
    "sundhedsraad": Need(themes=_HEALTH),
    "psykisk-hjaelp": Need(themes=_HEALTH),
    "vold": Need(themes=_SAFETY),
    "social-kontrol": Need(themes=_SAFETY),
    "misbrug": Need(themes=_HEALTH),
    "kriminalitet": Need(themes=_SAFETY),
    "tolk": Need(kinds=_ADVICE),
    "mentor": Need(themes=_JOBS, target_groups=(TargetGroup.YOUNG_PEOPLE,)),
    "moedested": Need(themes=_CULTURE),
    "faellesspisning": Need(themes=_CULTURE),
    "modersmaal": Need(themes=_EDUCATION, target_groups=_CHILDREN),
    "musik-og-teater": Need(themes=_CULTURE, kinds=(ActorKind.CULTURE_HOUSE,)),
    "kreativt": Need(themes=_CULTURE),
    "have": Need(themes=_HOUSING),
    "bliv-frivillig": Need(kinds=(ActorKind.ASSOCIATION,)),
    "start-virksomhed": Need(themes=_JOBS),
    "ferie": Need(themes=_CULTURE, target_groups=_CHILDREN),
}
"""Every need by its code; the nearest are those with most of what it names."""
