"""`shouwang demo`: the whole product on one machine — the desk with its page in this process, the real bots in another."""

import signal
import tempfile
import threading
import time
from pathlib import Path

from rich.console import Console

from sandbox.bots import Bots
from sandbox.page import add_page
from sandbox.run import Served, listen
from sandbox.sample import deployment, set_out
from sandbox.server import create_app
from sandbox.world import World

out = Console()


def free_port(wanted: int) -> int:
    """The wanted port when it is free, else any."""
    try:
        listen(wanted).close()
    except OSError:
        return 0
    return wanted


def open_demo(port: int) -> int:
    """Serve the desk and run the bots until Ctrl-C; returns the exit code."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    world = World()
    set_out(world)
    app = create_app(world)
    add_page(app, world)
    with tempfile.TemporaryDirectory(prefix="shouwang-demo-") as folder, Served(free_port(port), app, world) as desk:
        bots = Bots(desk.url, Path(folder))
        with out.status("正在准备样板辖区和套路库，第一次要一两分钟……"):
            bots.setup(deployment())
            bots.start()
        out.print(f"\n[bold]守望样板已就绪[/]  请用浏览器打开  [bold cyan]{desk.url}[/]")
        out.print("三部手机并排：居民、网格员、民警。打字、按按钮，真正的机器人会回答。按 Ctrl-C 结束。\n")
        try:
            _watch(bots)
        except KeyboardInterrupt:
            out.print("正在停止……")
        finally:
            bots.stop()
    return 0


def _watch(bots: Bots) -> None:
    """Stay while the bots do; bring them back when they end, as a supervisor would."""
    while threading.main_thread().is_alive():
        time.sleep(0.5)
        if not bots.alive():
            out.print("[yellow]机器人停了，正在重新启动[/]")
            bots.start()
