"""From an officer's answer to what an editor starts from: the masked words of those who asked, the family, the advice.

Way of an answer into the library: rulings.rule → store → here → bot/library/draft.py → an editor → content/.
"""

from bot.asking.sameness import core_of, likeness
from bot.errors import OperatorError
from bot.library.draft import Asked, Draft
from bot.privacy import Cipher, mask
from bot.store import reviews
from bot.store.engine import Store

MOST = 12
TWICE = 95.0
"""Ratio from which a second example adds nothing."""


async def of_review(store: Store, cipher: Cipher, number: int) -> Draft:
    """What is known of a trick that an officer confirmed; raises OperatorError saying why there is nothing to write."""
    async with store.begin() as session:
        review = await reviews.get(session, number)
        asked = await reviews.questions_of(session, number)
    if review is None:
        raise OperatorError(f"没有待核实 {number} 号")
    if review.state != "ruled":
        raise OperatorError(f"待核实 {number} 号还没有民警的答复")
    if not review.scam:
        raise OperatorError(f"待核实 {number} 号的答复是“不是诈骗”，不写套路；如果是正规通知，请加进 genuine/")
    if review.words is None:
        raise OperatorError(f"待核实 {number} 号已经过了保存期，原话已删除")
    found = [Asked(cipher.open(review.words), "contacted", review.tier)]
    for row in asked:
        text = mask(cipher.open(row.words)) if row.words else ""
        if text and all(likeness(core_of(text), core_of(known.text)) < TWICE for known in found):
            found.append(Asked(text[:1500], row.stage or "contacted", row.tier))
    return Draft(number, review.says_family or "other", found[:MOST], review.advice or "")
