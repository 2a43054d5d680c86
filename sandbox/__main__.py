"""`python -m sandbox [PORT]`: the desk by itself, with the sample district on it and the page to look at."""

import typer

from sandbox.run import listen, server
from sandbox.server import create_app
from sandbox.world import World


def main(port: int = typer.Option(8081, help="Port on 127.0.0.1; 0 takes any free one.")) -> None:
    """Serve the desk until interrupted."""
    world = World()
    sock = listen(port)
    typer.echo(f"http://127.0.0.1:{sock.getsockname()[1]}")
    server(create_app(world), world).run(sockets=[sock])


if __name__ == "__main__":
    typer.run(main)
