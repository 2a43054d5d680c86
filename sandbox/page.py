"""The demo page: three phones side by side — 居民, 网格员, 民警 — and above them what happens under the hood, with seconds.

It is served by the same server as the Bot API and works on the same world, without a detour over HTTP; everything it loads
comes from this machine. On a narrow screen one phone fills the screen and one swipes to the next.
"""

from importlib.resources import files

from fastapi import FastAPI
from nicegui import ui

from sandbox.screen.parts import Section, box, touch, words
from sandbox.screen.phone import Phone
from sandbox.timeline import Step, steps
from sandbox.world import World

TICK = 0.25
ROLES = (("resident", "居民"), ("grid_worker", "网格员"), ("officer", "民警"))
_FAVICON = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#b5432e"/>'
    '<text x="16" y="23" font-size="19" font-weight="700" text-anchor="middle" fill="#fff8ef">守</text></svg>'
)
NARROW = 720
_TURNED = f"(event) => {{ if (innerWidth <= {NARROW}) emit(Math.round(event.target.scrollLeft / event.target.clientWidth)) }}"


def add_page(app: FastAPI, world: World, path: str = "/") -> None:
    """Put the page on an application made by `server.create_app`; one page per process."""
    css = files("sandbox.screen").joinpath("page.css").read_text(encoding="utf-8")

    @ui.page(path, title="守望 · 一张桌上的演示", language="zh-CN")
    def show() -> None:
        ui.add_css(css)
        _Page(world)

    ui.run_with(app, title="守望", favicon=_FAVICON, show_welcome_message=False, tailwind=False, reconnect_timeout=10)


class _Page:
    """The page in one browser; `_at` is the phone a narrow page shows, None while all three are in sight."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._rev = -1
        self._second = 0
        self._at: int | None = None
        with box("sw") as self._root:
            self._top()
            with box("sw-desk").on("scroll", lambda event: self._turn(int(event.args)), js_handler=_TURNED, throttle=0.15):
                self._phones = [Phone(world, role, title) for role, title in ROLES]
            words("演示在本机运行，不连互联网；人物、群聊与对话均为虚构。遇到可疑情况请拨打 96110，紧急情况请拨打 110。", "sw-fine")
        self._tick()
        ui.timer(TICK, self._tick)
        ui.timer(0.1, self._measure, once=True)

    def _top(self) -> None:
        with box("sw-top"):
            with box("sw-brand"):
                words("守望", "sw-seal")
                with box(""):
                    words("守望", tag="b")
                    words("社区反诈 · 一张桌上的演示", tag="small")
            self._steps = Section(box("sw-steps"))
            self._now = Section(box("sw-now"))
            self._switch = Section(box("sw-switch"))

    async def _measure(self) -> None:
        """A narrow page begins with the first phone."""
        if await ui.run_javascript(f"innerWidth <= {NARROW}", timeout=30):
            self._turn(0)

    def _turn(self, at: int) -> None:
        self._at = at
        self._root.props(f'data-at="{at}"')
        for number, phone in enumerate(self._phones):
            phone.attended = number == at
        self._rev = -1
        self._tick()

    def _tick(self) -> None:
        changed = self._world.rev != self._rev
        if changed:
            self._rev = self._world.rev
            for phone in self._phones:
                phone.refresh()
            self._switch.show((self._at, [phone.unread() for phone in self._phones]), self._build_switch)
        if changed or int(self._world.now()) != self._second:
            self._second = int(self._world.now())
            for phone in self._phones:
                phone.tick()
            self._tell()

    def _tell(self) -> None:
        shown = steps(self._world)
        self._steps.show(shown, lambda: self._build_steps(shown))
        latest = next((step for step in reversed(shown) if step.detail), shown[0])
        self._now.show(latest, lambda: words(f"{latest.name} · {latest.detail}"))

    def _build_steps(self, shown: list[Step]) -> None:
        for number, step in enumerate(shown, start=1):
            with box(f"sw-step {step.state}"):
                words("✓" if step.state == "done" else str(number), "sw-dot")
                with box("", "span"):
                    words(step.name, tag="b")
                    if step.detail:
                        words(step.detail, tag="small")

    def _build_switch(self) -> None:
        for number, phone in enumerate(self._phones):
            button = touch("here" if number == (self._at or 0) else "", phone.title, lambda: None)
            button.on("click", js_handler=f"() => document.querySelectorAll('.sw-seat')[{number}].scrollIntoView({{behavior: 'smooth'}})")
            if count := phone.unread():
                with button:
                    words(str(count), "sw-badge", tag="span")
