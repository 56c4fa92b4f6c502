"""Keep what a run said last, where the next question comes at that very moment.

A page that asks by itself every two seconds asks, now and then, just as the run before it ends. Streamlit
(1.67, ``AppSession.request_rerun``) then begins a new runner, and passes over what the old one has said and
the server has not yet sent: a level was stored, and the page did not say so.
"""

from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.runtime import websocket_session_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.scriptrunner import ScriptRunner, ScriptRunnerEvent


class HearingSession(AppSession):
    """One browser's session, which hears out a runner that had ended when another took its place."""

    _scriptrunner: ScriptRunner | None
    _ended: ScriptRunner | None = None

    def request_rerun(self, client_state: ClientState | None) -> None:
        """Ask for a run, and note whose place it takes.

        A part of a page gets a new runner only where the one before had ended; a whole page stops the one
        before and draws all anew, so that no more of it is wanted.
        """
        before = self._scriptrunner
        super().request_rerun(client_state)
        is_part = client_state is not None and bool(client_state.fragment_id)
        if is_part and self._scriptrunner is not before:
            self._ended = before

    def _handle_scriptrunner_event_on_event_loop(
        self, sender: ScriptRunner | None, event: ScriptRunnerEvent, *more: object, **named: object
    ) -> None:
        handle = super()._handle_scriptrunner_event_on_event_loop
        is_late = sender is not None and sender is self._ended
        if is_late and event is ScriptRunnerEvent.SHUTDOWN:
            self._ended = None
        elif is_late:
            now, self._scriptrunner = self._scriptrunner, sender
            try:
                handle(sender, event, *more, **named)  # type: ignore[arg-type]
            finally:
                self._scriptrunner = now
            return
        handle(sender, event, *more, **named)  # type: ignore[arg-type]


def keep_answers() -> None:
    """Have Streamlit send all that a run of a part of a page said, whatever is asked next."""
    websocket_session_manager.AppSession = HearingSession  # type: ignore[attr-defined]
