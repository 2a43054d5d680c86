"""Every knob, read once from the environment (and `.env`), frozen. `.env.example` lists them all; a test compares the two."""

from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

HOUSE = Path(__file__).resolve().parent.parent
DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}


class Settings(BaseSettings):
    """What an operator sets outside the deployment file. Names are SHOUWANG_<FIELD> unless the field says otherwise."""

    model_config = SettingsConfigDict(
        env_prefix="SHOUWANG_", env_file=".env", env_ignore_empty=True, extra="ignore", frozen=True, populate_by_name=True
    )

    community_token: SecretStr = SecretStr("")
    duty_token: SecretStr = SecretStr("")
    telegram_api: str = "https://api.telegram.org"
    database_url: str = ""
    data_dir: Path = Path("var")
    content_dir: Path = HOUSE / "content"
    secret_key: SecretStr = SecretStr("")
    operators: Annotated[tuple[int, ...], NoDecode] = ()
    owner: str = "本群的反诈志愿服务单位"
    log_level: str = "INFO"
    log_format: str = "text"
    poll_seconds: int = Field(default=30, ge=1, le=50)
    invite_hours: int = Field(default=72, ge=1)
    reports_per_hour: int = Field(default=10, ge=1)
    question_days: int = Field(default=30, ge=1)
    alert_days: int = Field(default=180, ge=30)
    page_days: int = Field(default=90, ge=1)
    inbox_days: int = Field(default=30, ge=3)
    person_days: int = Field(default=365, ge=1)
    audit_seconds: int = Field(default=60, ge=1, le=3600)
    heartbeat_url: str = ""
    openai_api_key: SecretStr = Field(default=SecretStr(""), validation_alias=AliasChoices("OPENAI_API_KEY", "openai_api_key"))
    openai_base_url: str = Field(default="", validation_alias=AliasChoices("OPENAI_BASE_URL", "openai_base_url"))
    openai_model: str = ""
    openai_calls_per_hour: int = Field(default=120, ge=1)
    transcription_model: str = ""

    @field_validator("operators", mode="before")
    @classmethod
    def split_operators(cls, value: object) -> object:
        """Accept `1001,1002` as well as a list."""
        if isinstance(value, int):
            return (value,)
        if isinstance(value, str):
            parts = [part.strip() for part in value.replace(";", ",").replace("，", ",").split(",") if part.strip()]
            if not all(part.isdecimal() for part in parts):
                raise ValueError("要写 Telegram 数字编号，多个用逗号分开")
            return tuple(map(int, parts))
        return value

    @field_validator("telegram_api")
    @classmethod
    def no_trailing_slash(cls, value: str) -> str:
        """`https://host/` and `https://host` are the same root."""
        return value.rstrip("/")

    @field_validator("openai_base_url", "heartbeat_url")
    @classmethod
    def is_an_address(cls, value: str) -> str:
        """A web address with a host; nothing is assumed when it is empty."""
        address = urlsplit(value)
        if value and not (address.scheme in ("http", "https") and address.hostname):
            raise ValueError("要写完整的地址，以 http:// 或 https:// 开头")
        return value.rstrip("/")

    @field_validator("database_url")
    @classmethod
    def is_supported(cls, value: str) -> str:
        """SQLite or PostgreSQL, whatever driver the address names; the driver is ours to choose."""
        if not value:
            return value
        scheme, separator, rest = value.partition("://")
        driver = DRIVERS.get(scheme.split("+", 1)[0])
        if not separator or driver is None:
            raise ValueError(f"不支持 {scheme} 这种数据库，请用 sqlite:/// 或 postgresql:// 开头的地址")
        return f"{driver}://{rest}"

    @property
    def database(self) -> str:
        """The SQLAlchemy URL with its async driver: a SQLite file under the data directory unless set."""
        return self.database_url or f"{DRIVERS['sqlite']}:///{self.data_dir.resolve() / 'shouwang.db'}"

    @property
    def library_path(self) -> Path:
        """Where the compiled library lies."""
        return self.data_dir / "library.db"
