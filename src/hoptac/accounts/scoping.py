"""Rows of an area that are not public: without a viewer they cannot be asked for at all.

A web request opens the scope of whoever is signed in (`AreaMiddleware`), a command that of the operator or of `--as USER`; loading shipped
data switches it off in the open (`everything`). Asked without any of these a query raises `ScopeError`.

    class ReadingQuerySet(scoping.AreaQuerySet):
        area = "place_id"                       # the way from a row to its place
        right = Right.READ                      # what it takes to see the row
        own = {"organisation": "organisation__public_id"}   # and who sees it by a role on that very object

    class Reading(Named):
        objects = scoping.ViewerManager.from_queryset(ReadingQuerySet)()
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import Q, sql
from django.http import HttpRequest, HttpResponse
from django_scopes import get_scope, scope, scopes_disabled
from django_scopes.exceptions import ScopeError
from django_scopes.state import state

from hoptac.accounts import gates
from hoptac.accounts.enums import Right
from hoptac.accounts.gates import OPERATOR, Viewer

__all__ = [
    "OPERATOR", "AreaMiddleware", "AreaQuerySet", "ScopeError", "ViewerManager", "closed", "enter", "everything", "seen_by", "viewer",
]  # fmt: skip
DIMENSION = "viewer"


class ClosedQuery(sql.Query):
    """A question without a viewer: whatever would make SQL of it raises."""

    def _refuse(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise ScopeError(f"{self.model.__name__}: rows of an area are asked for in the scope of a viewer (hoptac.accounts.scoping)")

    get_compiler = as_sql = _refuse

    def chain(self, klass: type[sql.Query] | None = None) -> sql.Query:
        return self._refuse() if klass is not None else super().chain()


class AreaQuerySet(models.QuerySet):
    """Rows that stand at a place."""

    area: ClassVar[str]
    right: ClassVar[str] = Right.READ
    own: ClassVar[dict[str, str]] = {}
    _seen_by: Any = None

    def _clone(self) -> AreaQuerySet:
        clone = super()._clone()
        clone._seen_by = self._seen_by
        return clone

    def visible_to(self, viewer: Viewer) -> AreaQuerySet:
        """The rows at places where the viewer holds the right, and those of objects a role of his stands on."""
        key = _key(viewer)
        if self._seen_by == key:
            return self._chain()
        rows = self._limited(viewer)
        rows._seen_by = key
        return rows

    def _limited(self, viewer: Viewer) -> AreaQuerySet:
        places = gates.places(viewer, self.right)
        if places is None:
            return self._chain()
        fits = Q(**{f"{self.area}__in": places})
        for kind, lookup in self.own.items():
            if ids := gates.own(viewer, self.right, kind):
                fits |= Q(**{f"{lookup}__in": ids})
        return self.filter(fits) if places or len(fits) > 1 else self.none()

    def _open(self) -> None:
        if isinstance(self.query, ClosedQuery):
            self.query._refuse()

    def update(self, **values: Any) -> int:
        self._open()
        return super().update(**values)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._open()
        return super().delete()

    def raw(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Not for rows of an area: SQL written by hand knows no viewer."""
        raise ScopeError(f"{self.model.__name__}: no raw SQL over rows of an area")

    update.alters_data = delete.alters_data = True  # type: ignore[attr-defined]


def _key(viewer: Viewer) -> tuple[str, Any]:
    return ("operator", None) if gates.is_operator(viewer) else ("user", getattr(viewer, "pk", None))


class ViewerManager(models.Manager):
    """Gives only what the viewer of the open scope may see; nothing at all, not even a count, without one."""

    def get_queryset(self) -> models.QuerySet:
        rows = super().get_queryset()
        now = get_scope()
        if not now.get("_enabled", True):
            return rows
        if DIMENSION not in now:
            rows.query.__class__ = ClosedQuery
            return rows
        return rows.visible_to(now[DIMENSION])


def seen_by(viewer: Viewer) -> AbstractContextManager[None]:
    """Opens the scope of a viewer while it lasts."""
    return scope(**{DIMENSION: viewer})


def everything() -> AbstractContextManager[None]:
    """All rows, for loading shipped data and for upkeep of the site; never while answering a person."""
    return scopes_disabled()


@contextmanager
def closed() -> Iterator[None]:
    """No viewer at all while it lasts, whatever was open before."""
    token = state.set({})
    try:
        yield
    finally:
        state.reset(token)


def enter(viewer: Viewer) -> None:
    """Opens the scope of a viewer for the rest of a command."""
    state.set({"_enabled": True, DIMENSION: viewer})


def viewer() -> Viewer | None:
    """The viewer of the open scope."""
    return get_scope().get(DIMENSION)


class AreaMiddleware:
    """Opens the scope of whoever is signed in, for each request; the session is only read when an area is asked for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with seen_by(request.user):  # type: ignore[arg-type]
            return self.get_response(request)
