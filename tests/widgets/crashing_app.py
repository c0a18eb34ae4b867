"""A real app that fails where its argument says, with a password and a token in local variables."""

import sys
import threading

import msgspec
from textual.app import ComposeResult
from textual.widgets import Label

from portal_tui.crash import CrashHandler
from portal_tui.secret import Secret
from portal_tui.widgets.guard import GuardedApp

PASSWORD = "".join(("agrafe", "-", "correcte"))
TOKEN = "".join(("jeton", "-", "b4t8ry"))
ANSWER = "".join(("Saison", "-", "2027"))


class SignIn(msgspec.Struct, frozen=True):
    email: str
    password: str


def fail(quoting: bool = True) -> None:
    password = "agrafe"
    password += "-correcte"
    token = Secret(TOKEN)
    operation = SignIn("a@example.org", PASSWORD)
    answers = {"title": ANSWER}
    quoted = f"{password} {token.reveal()} {operation} \x1b]0;PWNED\x07" if quoting else ""
    try:
        raise KeyError(quoted)
    except KeyError as error:
        raise RuntimeError(f"failed with {quoted}, {len(answers)} answers") from error


class CrashingApp(GuardedApp[None]):
    def __init__(self, crash: CrashHandler, where: str) -> None:
        super().__init__(crash)
        self.where = where
        if where == "styles":
            self.CSS = "Label { colour: red"

    def compose(self) -> ComposeResult:
        if self.where == "compose":
            fail()
        yield Label("ready")

    def on_mount(self) -> None:
        match self.where:
            case "worker":
                self.run_worker(self.work(), exit_on_error=True)
            case "thread-worker":
                self.run_worker(fail, thread=True)
            case "timer":
                self.set_timer(0.01, fail)
            case "twice":
                self.call_later(fail)
                self.call_later(fail)
            case "handler":
                self.call_after_refresh(fail)
            case "panic":
                self.call_later(self.panic, f"the input thread says {PASSWORD}")

    async def work(self) -> None:
        fail()


def main(where: str) -> int:
    crash = CrashHandler("en")
    crash.install()
    match where:
        case "plain":
            fail()
        case "thread":
            thread = threading.Thread(target=fail)
            thread.start()
            thread.join()
        case "interrupt":
            raise KeyboardInterrupt
        case _:
            secret = Secret(PASSWORD)
            app = CrashingApp(crash, where)
            app.run()
            assert secret
            return app.return_code or 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
