"""What a plan says by codes, in the words of the policy and the law."""

from jikim.cli.face import Face
from jikim.cli.laws import law_named
from jikim.engine import Connected
from jikim.mapping import Ending
from jikim.messages import Language, msg
from jikim.period import Instant
from jikim.plan import Doing, Part, doing

_ENDINGS = {
    Ending.DELETE: msg("destroy"),
    Ending.CLEAR: msg("empty the columns of the row"),
    Ending.ANONYMISE: msg("anonymise"),
}


class Words:
    """What a plan says by codes, in the words of the policy and the law."""

    def __init__(self, face: Face, databases: Connected, now: Instant) -> None:
        self._face = face
        self._law = databases.running.law
        policy = databases.enacted(now).policy
        self._purposes = {each.id: str(each.label) for one in policy.activities for each in one.purposes}
        self._lives = {str(one.name) for one in databases.data.live}
        self._endings = {str(record.name): record.destroy.ending for record in databases.data.records}

    def act(self, part: Part) -> str:
        """Return what becomes of the rows of a part."""
        if doing(part) is Doing.DESTROY:
            ending = self._endings[part.record] if part.database in self._lives else Ending.DELETE
            return self._face.say(_ENDINGS[ending])
        if doing(part) is Doing.PRESERVE:
            return self._face.say(msg("put apart"))
        columns = ", ".join(column if table == part.table else f"{table}.{column}" for table, column in part.columns)
        return self._face.say(msg("empty {columns}", columns=columns))

    def reasons(self, part: Part) -> str:
        """Return on whose word that is."""
        wanted = "preserve" if doing(part) is Doing.PRESERVE else "destroy"
        bases = dict.fromkeys(reason.basis for reason in part.reasons if reason.act == wanted)
        return ", ".join(dict.fromkeys(map(self._basis, bases)))

    def statutes(self, part: Part) -> str:
        """Return what laws that is by, each with its article."""
        bases = dict.fromkeys(reason.basis for reason in part.reasons)
        return ", ".join(law_named(self._face, one) for one in bases if self._law.find_retention(one) is not None)

    def _basis(self, basis: str) -> str:
        duty = self._law.find_retention(basis) if basis else None
        if duty is not None:
            return duty.fact.ko if self._face.language is Language.KOREAN else duty.fact.en
        return self._purposes.get(basis) or basis or self._face.say(msg("the period is over"))
