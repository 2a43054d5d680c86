"""Addresses of virtual money: on which chain one stands, and whether its own checksum says that no letter of it is wrong.

Pure. TRC20 addresses carry a Base58Check sum, ERC20 addresses may carry one in the case of their letters (EIP-55).
"""

import hashlib
import re

TRC20 = re.compile(r"(?<![A-Za-z0-9])T[A-Za-z0-9]{33}(?![A-Za-z0-9])")
ERC20 = re.compile(r"(?<![A-Za-z0-9])0[xX][0-9a-fA-F]{40}(?![0-9a-zA-Z])")
_LETTERS = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_TRON = 0x41
_MASK = (1 << 64) - 1


def find(text: str) -> str | None:
    """The first address in a text, as it was written, right or wrong; None when there is none."""
    found = TRC20.search(text) or ERC20.search(text)
    return found[0] if found else None


def chain(address: str) -> str | None:
    """TRC20 or ERC20 by the form of an address; None for anything else."""
    return "TRC20" if TRC20.fullmatch(address) else "ERC20" if ERC20.fullmatch(address) else None


def checks(address: str) -> bool:
    """Whether its checksum fits; an ERC20 address without capitals, or of capitals alone, carries none and passes."""
    kind = chain(address)
    if kind == "TRC20":
        return _base58_checks(address)
    if kind == "ERC20":
        digits = address[2:]
        return digits in (digits.lower(), digits.upper()) or digits == _cased(digits)
    return False


def _base58_checks(address: str) -> bool:
    number = 0
    for letter in address:
        place = _LETTERS.find(letter)
        if place < 0:
            return False
        number = number * 58 + place
    if number >> 200:
        return False
    whole = number.to_bytes(25, "big")
    return whole[0] == _TRON and hashlib.sha256(hashlib.sha256(whole[:21]).digest()).digest()[:4] == whole[21:]


def _cased(digits: str) -> str:
    """The digits with the case that EIP-55 gives them."""
    mark = keccak256(digits.lower().encode()).hex()
    return "".join(digit.upper() if int(mark[place], 16) > 7 else digit for place, digit in enumerate(digits.lower()))


def keccak256(data: bytes) -> bytes:
    """Keccak-256 as Ethereum uses it: `hashlib` has only its later sister SHA3-256, which pads otherwise."""
    rate = 136
    padded = bytearray(data) + b"\x01" + bytes(-(len(data) + 1) % rate)
    padded[-1] |= 0x80
    lanes = [0] * 25
    for start in range(0, len(padded), rate):
        for lane in range(rate // 8):
            lanes[lane] ^= int.from_bytes(padded[start + 8 * lane : start + 8 * lane + 8], "little")
        lanes = _permuted(lanes)
    return b"".join(lane.to_bytes(8, "little") for lane in lanes[:4])


def _turned(lane: int, by: int) -> int:
    return ((lane << by) | (lane >> (64 - by))) & _MASK if by else lane


def _permuted(a: list[int]) -> list[int]:
    """Keccak-f[1600] on 25 lanes of 64 bits, a[x + 5 y] (FIPS 202, section 3.2)."""
    register = 1
    for _ in range(24):
        columns = [a[x] ^ a[x + 5] ^ a[x + 10] ^ a[x + 15] ^ a[x + 20] for x in range(5)]
        a = [lane ^ columns[(i + 4) % 5] ^ _turned(columns[(i + 1) % 5], 1) for i, lane in enumerate(a)]
        x, y, carried = 1, 0, a[1]
        for step in range(24):
            x, y = y, (2 * x + 3 * y) % 5
            a[x + 5 * y], carried = _turned(carried, (step + 1) * (step + 2) // 2 % 64), a[x + 5 * y]
        a = [a[i] ^ (~a[(i + 1) % 5 + i // 5 * 5] & _MASK & a[(i + 2) % 5 + i // 5 * 5]) for i in range(25)]
        for bit in range(7):
            if register & 1:
                a[0] ^= 1 << ((1 << bit) - 1)
            register = (register << 1) ^ (0x171 if register & 0x80 else 0)
    return a
