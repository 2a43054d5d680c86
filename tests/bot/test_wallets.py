"""Addresses of virtual money and their checksums."""

import hashlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stop import wallets

TRON = "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t"
ETHER = "0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed"
"""An example of EIP-55."""


def test_known_addresses_pass() -> None:
    assert wallets.checks(TRON)
    assert wallets.checks(ETHER)
    assert wallets.checks("0x52908400098527886E0F7030069857D2E4169EE7")
    assert wallets.checks(ETHER.lower())


def test_keccak_is_the_one_before_the_standard() -> None:
    assert wallets.keccak256(b"").hex() == "c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470"
    assert wallets.keccak256(b"") != hashlib.sha3_256(b"").digest()


@settings(deadline=None)
@given(st.integers(min_value=1, max_value=33), st.sampled_from("123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz0Il"))
def test_one_wrong_letter_is_noticed(place: int, letter: str) -> None:
    wrong = TRON[:place] + letter + TRON[place + 1 :]
    assert wallets.checks(wrong) == (wrong == TRON)


@pytest.mark.parametrize("words", ["", "TR7N", "0x52", "6222021234567890128"])
def test_anything_else_is_on_no_chain(words: str) -> None:
    assert wallets.chain(words) is None
    assert not wallets.checks(words)
    assert wallets.find(words) is None


def test_an_address_is_found_among_chinese_words() -> None:
    assert wallets.find(f"让我打到{TRON}这个地址") == TRON
