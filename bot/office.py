"""What a running role has in hand: settings, store, library, triage, messengers and the workflow engine.

Services take it as their first argument; workflows, which the engine starts by name, find it with `current()`.
"""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.asking.model_server import ModelServer
from bot.asking.pictures import PictureReader
from bot.asking.voice import Voice
from bot.library import tongues
from bot.library.cards import Library
from bot.messenger import Community, Duty
from bot.privacy import Cipher
from bot.publicity.posters import Posters
from bot.settings import Settings
from bot.store.engine import Store
from bot.texts import spoken
from bot.triage.opinion import Opinion
from bot.triage.verdict import Triage

if TYPE_CHECKING:
    from bot.durable import Engine


@dataclass
class Office:
    """One process's hands. A messenger is None when this process does not run that bot; pictures cost nothing until the first one comes.

    `listens`: groups may let the bot listen to what is not said to it; it is offered only where somebody really does.

    The model server, and the second opinion and the ear that use it, are always there; they are silent unless settings name a server.
    """

    settings: Settings
    store: Store
    cipher: Cipher
    library: Library
    triage: Triage
    engine: "Engine"
    community: Community | None = None
    duty: Duty | None = None
    listens: bool = False
    pictures: PictureReader = field(default_factory=PictureReader)
    posters: Posters = field(default_factory=Posters)
    models: ModelServer = field(init=False)
    opinion: Opinion = field(init=False)
    voice: Voice = field(init=False)
    _told: dict[str, tuple[Library, Library]] = field(default_factory=dict, init=False, repr=False)

    @property
    def told(self) -> Library:
        """The library in the language of the moment, for whatever is said; what is compared or kept comes from `library`."""
        language = spoken()
        kept = self._told.get(language)
        if kept is None or kept[0] is not self.library:
            kept = self._told[language] = self.library, tongues.told(self.library, language)
        return kept[1]

    def __post_init__(self) -> None:
        self.models = ModelServer(self.settings)
        self.opinion = Opinion(self.triage, self.library, self.models, self.settings.openai_model)
        self.voice = Voice(self.models, self.settings.transcription_model)

    @property
    def duty_bot(self) -> Duty:
        """The bot of people on duty; raises RuntimeError in a process that runs only the other."""
        if self.duty is None:
            raise RuntimeError("this process has no duty bot")
        return self.duty

    @property
    def community_bot(self) -> Community:
        """The bot of residents; raises RuntimeError in a process that runs only the other."""
        if self.community is None:
            raise RuntimeError("this process has no community bot")
        return self.community


_current: list[Office] = []


def occupy(office: Office) -> None:
    """Make this the office that workflows find."""
    _current[:] = [office]


def leave() -> None:
    """Nobody is in; workflows must have ended."""
    _current.clear()


def current() -> Office:
    """The office of this process; raises LookupError when none is open."""
    if not _current:
        raise LookupError("no office is open in this process")
    return _current[0]
