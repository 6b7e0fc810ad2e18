"""What was worked out of a policy is kept as long as that policy, and goes with it.

A service asks the same of one policy for every record; a checker of thousands asks each policy once. A cache that held
on to policies would serve the first and fill the memory of the second.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from jikim.policy.model import Policy

T = TypeVar("T")
P = ParamSpec("P")
MOST = 4096


def remembered(work: Callable[Concatenate[Policy, P], T]) -> Callable[Concatenate[Policy, P], T]:
    """Let a function of a policy and of names work each answer out once; called with positions only.

    At most 4,096 answers a policy are kept, so that who asks with ever new names does not fill the memory either.
    """
    kept: WeakKeyDictionary[Policy, dict[Hashable, T]] = WeakKeyDictionary()

    @wraps(work)
    def answer(policy: Policy, /, *names: P.args, **never: P.kwargs) -> T:
        known = kept.get(policy)
        if known is None:
            known = kept[policy] = {}
        if names not in known:
            if len(known) >= MOST:
                known.clear()
            known[names] = work(policy, *names, **never)
        return known[names]

    return answer
