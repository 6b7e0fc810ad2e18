"""A form as data: the ids that `jikim collect` and `jikim consent` take, and every word that is shown."""

from collections.abc import Sequence

from jikim.consent.form import Form, Guardian, Matter, Told
from jikim.consent.form_words import KINDS, TOLD, children_refused, guardian_agrees, said
from jikim.messages import Language, say
from jikim.policy import Policy


def as_data(policy: Policy, found: Sequence[Form], language: Language) -> dict[str, object]:
    """Return the forms of a policy for a program; `agreed` in a submission takes the ids of `matters`."""
    return {
        "service": policy.service.id,
        "version": str(policy.version.id),
        "language": language.value,
        "forms": [_form(form, language) for form in found],
    }


def _form(form: Form, language: Language) -> dict[str, object]:
    return {
        "activity": form.activity,
        "label": said(form.label, language),
        "without_consent": [{"items": list(ground.items), "told": _told(ground.told, language)}
                            for ground in form.grounds],
        "matters": [_matter(matter, language) for matter in form.matters],
        "children": _children(form.guardian, language) if form.guardian else None,
    }  # fmt: skip


def _matter(matter: Matter, language: Language) -> dict[str, object]:
    return {
        "matter": matter.id,
        "title": said(matter.title, language),
        "required": matter.required,
        "everybody": matter.everybody,
        "agreed": False,
        "kinds": [{"law": kind.value, "label": say(KINDS[kind], language)} for kind in matter.kinds],
        "items": list(matter.items),
        "told": _told(matter.told, language),
    }


def _told(told: Sequence[Told], language: Language) -> list[dict[str, object]]:
    return [{"what": each.what.value, "label": say(TOLD[each.what], language), "important": each.important,
             "lines": [said(line, language) for line in each.lines]} for each in told]  # fmt: skip


def _children(guardian: Guardian, language: Language) -> dict[str, object]:
    words = (guardian_agrees if guardian.asked else children_refused)(guardian.under)
    return {"under": guardian.under, "guardian": guardian.asked, "says": say(words, language),
            "policy_says": None if guardian.says is None else str(guardian.says)}  # fmt: skip
