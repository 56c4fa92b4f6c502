"""Codes and tokens: how they are made, and the hashes by which they are known again."""

import hashlib
import secrets
from functools import lru_cache
from hmac import compare_digest
from typing import Final

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Base 32 without I, L, O and U, which look like other characters or spell words."""

CODE_LENGTH: Final = 8
"""Characters of a join code: 40 bits."""

_READ_AS: Final = str.maketrans({"I": "1", "L": "1", "O": "0", "-": None, " ": None})
_SALT: Final = b"csp-toolkit join code"
_LONGEST_TYPED: Final = 40


def new_code() -> str:
    """Return a new join code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))


def new_token() -> str:
    """Return a new token for someone's own link: 256 bits."""
    return secrets.token_urlsafe(32)


def typed_code(text: str) -> str | None:
    """Return a join code as typed, with letters that look like digits read as those; None when it is none.

    >>> typed_code(" abcd-efg0 "), typed_code("ABCDEFGO"), typed_code("ABCDEFGU")
    ('ABCDEFG0', 'ABCDEFG0', None)
    """
    code = text[:_LONGEST_TYPED].upper().translate(_READ_AS)
    return code if len(code) == CODE_LENGTH and set(code) <= set(ALPHABET) else None


@lru_cache(maxsize=256)
def code_hash(code: str) -> str:
    """Return the hash by which a join code is known: slow to work out, for a code is short."""
    return hashlib.scrypt(code.encode(), salt=_SALT, n=2**14, r=8, p=1, dklen=32).hex()


def token_hash(token: str) -> str:
    """Return the hash by which a token is known; it is long and random, so a quick one will do."""
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def same(one: str, other: str) -> bool:
    """Say whether two hashes are the same, in a time that says nothing about where they differ."""
    return compare_digest(one, other)
