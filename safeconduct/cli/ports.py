"""Whether a port is free, told before anything is begun."""

import socket

import click


def demand_free(host: str, port: int) -> None:
    """Refuse, in one sentence, a port that another program holds."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise click.ClickException(f"Port {port} may only be used by the administrator. Choose another with --port.") from error
        except OSError as error:
            raise click.ClickException(
                f"Nothing can listen on {host} port {port}: {error.strerror}. Stop what uses it, or choose another with --port."
            ) from error


def shown_as(host: str) -> str:
    """Give a host as it stands in an address."""
    return f"[{host}]" if ":" in host else host
