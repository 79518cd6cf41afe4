"""The street door: one command line out of all groups of commands. Nobody imports it."""

from typing import Annotated

import typer

from commands import knowledge, law
from commands.asking import ask, evaluate
from commands.benchmarking import benchmark_retrieval
from commands.calculating import calc
from commands.calibrating import calibrate
from commands.figures import coverage
from commands.serving import up
from commands.terminal import fail, out
from migrations.run import migrate as migrate_to
from store.database import StoreError
from store.settings import StoreSettings

app = typer.Typer(
    help="Công Đoàn Bot: hỏi đáp luật lao động cho người lao động, bản tin và thống kê cho công đoàn.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # its tracebacks print variables, which may be a worker's words
)
for command in (up, ask, calc, evaluate, calibrate, coverage, benchmark_retrieval):
    app.command()(command)
app.add_typer(knowledge.app, name="knowledge")
app.add_typer(law.app, name="law")


@app.command()
def migrate(
    revision: Annotated[str, typer.Option(help="Phiên bản muốn tới; mặc định là mới nhất.")] = "head",
) -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới.

    Ví dụ: congdoan migrate
    """
    try:
        migrate_to(StoreSettings().database_url, revision)
    except StoreError as error:
        raise fail(f"Cơ sở dữ liệu: {error}") from None
    out.print("Cơ sở dữ liệu đã ở phiên bản mới.")


if __name__ == "__main__":
    app()
