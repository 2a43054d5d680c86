"""`python -m sandbox`: the desk by itself, with the sample district on it and the page to look at."""

import typer

from sandbox.page import add_page
from sandbox.run import listen, server
from sandbox.sample import COMMUNITY_TOKEN, DUTY_TOKEN, set_out
from sandbox.server import create_app
from sandbox.world import World


def main(port: int = typer.Option(8081, help="Port on 127.0.0.1; 0 takes any free one.")) -> None:
    """Serve the desk until interrupted."""
    world = World()
    set_out(world)
    app = create_app(world)
    add_page(app, world)
    sock = listen(port)
    address = f"http://127.0.0.1:{sock.getsockname()[1]}"
    typer.echo(f"{address}\nSHOUWANG_TELEGRAM_API={address}\nSHOUWANG_COMMUNITY_TOKEN={COMMUNITY_TOKEN}\nSHOUWANG_DUTY_TOKEN={DUTY_TOKEN}")
    server(app, world).run(sockets=[sock])


if __name__ == "__main__":
    typer.run(main)
