"""The bots' tokens: what Telegram says of them, before anything is loaded. For the command line."""

from bot.errors import OperatorError
from bot.settings import Settings

BOTS = {"community": "社区机器人", "duty": "值勤机器人"}


async def username(knobs: Settings, role: str) -> str:
    """The name of a role's bot, empty when Telegram cannot be asked now; raises OperatorError when it refuses the token."""
    import httpx

    token = getattr(knobs, f"{role}_token").get_secret_value()
    refused = OperatorError(f"{BOTS[role]}的令牌不被接受：请向 @BotFather 核对，并把 SHOUWANG_{role.upper()}_TOKEN 抄全")
    try:
        async with httpx.AsyncClient(timeout=10) as web:
            reply = await web.get(f"{knobs.telegram_api}/bot{token}/getMe")
            answer = reply.json()
    except httpx.InvalidURL as odd:
        raise refused from odd
    except (httpx.HTTPError, ValueError):
        return ""
    if isinstance(answer, dict) and answer.get("error_code") in (401, 404):
        raise refused
    return str(answer["result"]["username"]) if isinstance(answer, dict) and answer.get("ok") else ""
