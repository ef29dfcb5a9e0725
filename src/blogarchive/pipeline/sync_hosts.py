"""How the hosts of a run fare: which could not be reached, which asked for peace, and whether it is our own network that is down."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from blogarchive.archive import Rest, Result
from blogarchive.pipeline.sync_outcome import Outcome
from blogarchive.pipeline.sync_plan import next_rest
from blogarchive.pipeline.sync_schedule import Pace
from blogarchive.text.urls import host_of


@dataclass(slots=True)
class _Host:
    """How one host fares."""

    answers: int = 0
    troubles: int = 0
    reason: str = ""
    rest: float = 0.0

    @property
    def is_failed(self) -> bool:
        return bool(self.rest) or (self.troubles > 0 and not self.answers)


@dataclass(slots=True)
class Hosts:
    """The hosts of a run. What could not be reached is held back until somebody answers: a machine without network must not blame the blogs."""

    before: Mapping[str, Rest]
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _held: list[Outcome] = field(default_factory=list)
    _is_online: bool = False

    def hear(self, outcomes: Iterable[Outcome]) -> list[Outcome]:
        """The outcomes that may be written now; others wait for `rest_of_it`."""
        for outcome in outcomes:
            self._note(outcome)
            self._held.append(outcome)
            self._is_online |= not outcome.is_unreached
        return self.rest_of_it() if self._is_online else []

    def rest_of_it(self) -> list[Outcome]:
        """What is held back still."""
        held, self._held = self._held, []
        return held

    @property
    def is_network_down(self) -> bool:
        """Whether nobody answered: with a single host nobody can tell whose fault that is."""
        return not self._is_online and len(self._hosts) > 1

    @property
    def failed(self) -> dict[str, str]:
        """The hosts that gave nothing, and why."""
        return {name: host.reason for name, host in self._hosts.items() if host.is_failed}

    def rests(self, pace: Pace, now: datetime) -> Sequence[Rest]:
        """How long each of the failed is left in peace."""
        failed = ((name, host) for name, host in self._hosts.items() if host.is_failed)
        return [next_rest(name, self.before.get(name), host.reason, host.rest, pace, now) for name, host in failed]

    @property
    def recovered(self) -> list[str]:
        """The hosts that rested before, or could not be reached, and answered."""
        return [name for name, host in self._hosts.items() if not host.is_failed and name in self.before]

    def _note(self, outcome: Outcome) -> None:
        host = self._hosts.setdefault(host_of(outcome.url), _Host())
        if outcome.trouble:
            host.troubles, host.reason, host.rest = host.troubles + 1, outcome.trouble, max(host.rest, outcome.rest)
        elif outcome.result is not Result.VOUCHED:
            host.answers += 1
