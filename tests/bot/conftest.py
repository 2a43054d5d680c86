"""An office without library and engine, for what needs only a database."""

from typing import Any, cast

import pytest

from bot.durable import Engine
from bot.library.read import Library
from bot.office import Office
from bot.privacy import Cipher
from bot.settings import Settings
from bot.store.engine import Store
from tests.conftest import Phones


@pytest.fixture
def desk(store: Store, knobs: Settings, phones: Phones) -> Office:
    """Hands on an empty store; nothing is judged and no workflow runs."""
    nothing = Library("none", {}, {}, {}, ())
    return Office(knobs, store, Cipher("test"), nothing, cast(Any, None), Engine(store, (), "test"), community=phones, duty=phones)
