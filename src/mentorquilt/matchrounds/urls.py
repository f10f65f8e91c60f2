"""Addresses of the room."""

from django.urls import URLPattern, URLResolver, path

from mentorquilt.matchrounds.views import draft, exports, pair, publish, review, rounds

app_name = "matchrounds"
COUPLE = "<uuid:ref>/pairs/<uuid:mentee>/<uuid:mentor>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("of/<uuid:ref>/", rounds.of_cohort, name="cohort"),
    path("of/<uuid:ref>/new/", rounds.order, name="new"),
    path("<uuid:ref>/", rounds.show, name="show"),
    path("<uuid:ref>/cancel/", rounds.cancel, name="cancel"),
    path("<uuid:ref>/retry/", rounds.retry, name="retry"),
    path("<uuid:ref>/publish/", publish.publish, name="publish"),
    path("<uuid:ref>/unpublish/", publish.unpublish, name="unpublish"),
    path("<uuid:ref>/again/", publish.again, name="again"),
    path("<uuid:ref>/table/", review.table, name="table"),
    path("<uuid:ref>/proof/", review.proof, name="proof"),
    path("<uuid:ref>/compare/", review.compare, name="compare"),
    path("<uuid:ref>/why/", pair.why_not, name="why_not"),
    path("<uuid:ref>/choices/<uuid:mentee>/", pair.choices, name="choices"),
    path(COUPLE, pair.show, name="pair"),
    path(f"{COUPLE}look/", pair.look, name="look"),
    path(f"{COUPLE}note/", pair.note, name="note"),
    path(f"{COUPLE}answer/", pair.answer, name="answer"),
    path("<uuid:ref>/draft/", draft.steps, name="draft"),
    path("<uuid:ref>/draft/try/", draft.attempt, name="try"),
    path("<uuid:ref>/draft/change/", draft.change, name="change"),
    path("<uuid:ref>/draft/undo/", draft.undo, name="undo"),
    path("<uuid:ref>/draft/redo/", draft.redo, name="redo"),
    path("<uuid:ref>/pairs.csv", exports.csv, name="csv"),
    path("<uuid:ref>/pairs.xlsx", exports.xlsx, name="xlsx"),
    path("<uuid:ref>/print/", exports.on_paper, name="print"),
]
