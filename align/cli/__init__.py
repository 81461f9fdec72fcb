"""The command ``align``; the only place that prints, exits and reads settings."""

from __future__ import annotations

import gc
import os
import sys

from align.cli.language import lang, localise, misuse, say
from align.cli.printing import FULL, has_streams, silence, tell
from align.errors import AlignError

INTERNAL = 70
USAGE = 2


def main() -> None:
    """Run the command; every error ends as a sentence on stderr and a documented exit code."""
    has_streams()
    for stream in (sys.stdout, sys.stderr):
        # A GBK console cannot show every character; a report with a ? is better than none.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    # A command ends before there is garbage to collect; looking for it takes a tenth of a cold start.
    gc.set_threshold(200_000, 20, 50)
    localise()
    from align.cli.app import build

    try:
        # Not "standalone": mistakes in use come here, to be told in the reader's language.
        code = build()(standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except AlignError as error:
        sys.stderr.write(error.say(lang()) + "\n")
        sys.exit(USAGE)
    except KeyboardInterrupt:
        sys.stderr.write(say("已中断。\n", "interrupted.\n"))
        sys.exit(130)
    except SystemExit as end:
        # The reader of the help (head, less) has seen enough: click makes that a 1, which is "failed by policy" here.
        if isinstance(end.__context__, OSError):
            silence(sys.stdout)
            sys.exit(0)
        raise
    except BrokenPipeError:
        silence(sys.stdout)
        sys.exit(0)
    except Exception as error:
        if isinstance(error, OSError) and (error.filename or error.errno in FULL):
            silence(sys.stdout)
            what = f"{str(error.filename)}" if error.filename else say("标准输出", "standard output")
            tell(
                say(
                    f"无法读写“{what}”：{error.strerror}。", f"cannot read or write {what}: {error.strerror}."
                )
            )
            sys.exit(USAGE)
        if (told := misuse(error)) is not None:
            sys.stderr.write(told)
            sys.exit(USAGE)
        if os.environ.get("ALIGN_DEBUG"):
            raise
        sys.stderr.write(
            say(
                f"内部错误：{type(error).__name__}: {error}。这是 align 的缺陷，请连同命令一起报告（ALIGN_DEBUG=1 显示详情）。\n",
                f"internal error: {type(error).__name__}: {error}. Please report it with the command (ALIGN_DEBUG=1 "
                "shows more).\n",
            )
        )
        sys.exit(INTERNAL)
