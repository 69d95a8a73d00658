"""A bar on the terminal."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(stages: int) -> Iterator[Callable[[str], None]]:
    """A bar on the terminal while something takes long; it is told of each stage.

    Where rich, of the extra `build`, is not installed, there is none.
    """
    try:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
    except ModuleNotFoundError:
        yield lambda stage: None
        return

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    hidden = not console.is_terminal
    with Progress(*columns, console=console, transient=True, disable=hidden) as bar:
        task = bar.add_task("", total=stages)
        begun = False

        def tell(stage: str) -> None:
            nonlocal begun
            bar.update(task, description=stage, advance=int(begun))
            begun = True

        yield tell
