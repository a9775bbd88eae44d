"""What an entry of the log is about, beyond the one object it names.

An app follows a model (`follow(PlanVersion)`); whatever points to a thing of it by foreign keys,
directly or over others, then belongs to that thing's trail. A verdict says so of its round's
version and of its line without a word in its own code.
"""

from dataclasses import dataclass
from functools import cache

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist

from .models import LogEntry, LogSubject

FOLLOWED = {}
AT_ONCE = 500
FARTHEST = 4  # steps from an object to what it belongs to


@dataclass(frozen=True)
class Trail:
    """A kind of thing whose whole trail can be asked for.

    `options(member)` gives [(value, words, key)] where a page lists them all; `find(member, text)`
    the keys that a typed text means, and `name(member, text)` the words when it means just one.
    """

    model: type
    label: str
    options: object = None
    find: object = None
    name: object = None

    @property
    def kind(self):
        return self.model._meta.model_name


def follow(model, label, **how):
    """Let the things of a model have trails."""
    FOLLOWED[model._meta.model_name] = Trail(model, label, **how)
    paths.cache_clear()


def subjects_of(*objects):
    """Return {kind: [key, …]} of all that these objects are or belong to."""
    found = {}
    for obj in objects:
        for kind, path in paths(type(obj)).items():
            for key in _keys(obj, path):
                if key is not None and key not in found.setdefault(kind, []):
                    found[kind].append(key)
    return {kind: sorted(keys) for kind, keys in sorted(found.items()) if keys}


@cache
def paths(model):
    """Return {kind: names of the fields that lead there}; of two ways the shorter."""
    found, seen, edge = {}, {model}, [(model, ())]
    while edge:
        here, way = edge.pop(0)
        if here._meta.model_name in FOLLOWED:
            found.setdefault(here._meta.model_name, way)
        if len(way) < FARTHEST:
            for name, there in _steps(here, is_first=not way):
                if there not in seen:
                    seen.add(there)
                    edge.append((there, (*way, name)))
    return found


def _steps(model, is_first):
    """Yield (name, model) of where one step leads; to many only from the object itself."""
    for one in model._meta.fields:
        if one.is_relation and one.related_model:
            yield one.name, one.related_model
    for many in model._meta.many_to_many if is_first else ():
        yield many.name, many.related_model


def _keys(obj, path):
    """Return the keys at the end of a path, without a query where the way there is loaded."""
    if not path:
        return [obj.pk]
    first = path[0]
    if obj._meta.get_field(first).many_to_many:
        looked_up = "__".join([*path, "pk"])
        return type(obj)._base_manager.filter(pk=obj.pk).values_list(looked_up, flat=True)
    for name in path[:-1]:
        try:
            obj = getattr(obj, name)
        except ObjectDoesNotExist:
            return []
        if obj is None:
            return []
    return [getattr(obj, obj._meta.get_field(path[-1]).attname)]


def index_old():
    """Give entries of the first format their rows, from the objects still there; return how many.

    Their hashes do not cover what they are about, so this may be done after the fact.
    """
    models = {model._meta.model_name: model for model in apps.get_models()}
    old = LogEntry.objects.filter(format=1, subjects=None).order_by("object_type", "pk")
    count = 0
    for kind in set(old.order_by().values_list("object_type", flat=True)) & set(models):
        if not paths(models[kind]):
            continue
        entries = list(old.filter(object_type=kind).only("pk", "object_id"))
        for start in range(0, len(entries), AT_ONCE):
            count += _index(models[kind], entries[start : start + AT_ONCE])
    return count


def _index(model, entries):
    objects = model._base_manager.in_bulk({int(entry.object_id) for entry in entries})
    rows = [
        LogSubject(entry=entry, kind=kind, key=key)
        for entry in entries
        if (obj := objects.get(int(entry.object_id)))
        for kind, keys in subjects_of(obj).items()
        for key in keys
    ]
    LogSubject.objects.bulk_create(rows, batch_size=2000)
    return len({row.entry_id for row in rows})
