"""Changes of tables do not stand in the way of people at work (P9)."""

import threading
import time
from importlib import import_module

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.db import connection, connections, models
from django.db.migrations import operations
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.utils import timezone

from mentorquilt.config.management.commands import prepare
from mentorquilt.members.models import Background
from tests.factories import members as people

ROOMS = "mentorquilt."


def problems(state: ProjectState, app: str, step: operations.base.Operation) -> list[str]:
    """Return what is wrong with one step: it fails on rows that exist, rewrites a table, or cannot be undone."""
    found = []
    if isinstance(step, operations.AddField):
        field = step.field
        has_value = field.null or field.has_default() or field.has_db_default() or field.many_to_many
        if not has_value and not field.blank:
            found.append(f"adds {step.model_name}.{step.name} without a value for the rows that are there")
    if isinstance(step, operations.AlterField):
        old = state.apps.get_model(app, step.model_name)._meta.get_field(step.name)
        before, after = old.db_type(connection), step.field.db_type(connection)
        if before != after and not is_wider(before, after):
            found.append(f"rewrites {step.model_name}: {step.name} from {before} to {after}")
        if old.null and not step.field.null and not step.field.has_default():
            found.append(
                f"forbids empty {step.model_name}.{step.name} without a value for the rows that are there"
            )
    if isinstance(step, operations.RunPython | operations.RunSQL) and not step.reversible:
        found.append("cannot be undone")
    return found


def is_wider(before: str | None, after: str | None) -> bool:
    """Return whether a text only gets longer, which rewrites nothing."""
    lengths = [text[8:-1] for text in (before or "", after or "") if text.startswith("varchar(")]
    return (len(lengths) == 2 and int(lengths[1]) >= int(lengths[0])) or after == "text"


@pytest.mark.guarantee
@pytest.mark.django_db
def test_no_change_of_tables_fails_on_rows_rewrites_or_cannot_be_undone():
    loader = MigrationLoader(connection)
    state, wrong = ProjectState(), []
    done = set()
    for leaf in loader.graph.leaf_nodes():
        for name in loader.graph.forwards_plan(leaf):
            if name in done:
                continue
            done.add(name)
            migration = loader.graph.nodes[name]
            is_ours = migration.__module__.startswith(ROOMS)
            fresh = {
                step.name_lower for step in migration.operations if isinstance(step, operations.CreateModel)
            }
            for step in migration.operations:
                is_empty = getattr(step, "model_name_lower", "") in fresh
                if is_ours and not migration.initial and not is_empty:
                    wrong += [f"{name}: {each}" for each in problems(state, name[0], step)]
                step.state_forwards(name[0], state)
    assert wrong == []


PLANTED = (
    operations.AddField("thing", "late", models.IntegerField()),
    operations.AlterField("thing", "size", models.CharField(max_length=9)),
    operations.AlterField("thing", "maybe", models.IntegerField()),
    operations.RunPython(lambda apps, editor: None),
    operations.RunSQL("select 1"),
)
HARMLESS = (
    operations.AddField("thing", "late", models.IntegerField(null=True)),
    operations.AddField("thing", "late", models.IntegerField(default=0)),
    operations.AlterField("thing", "name", models.CharField(max_length=90)),
    operations.RunPython(operations.RunPython.noop, operations.RunPython.noop),
)


def a_state() -> ProjectState:
    state = ProjectState()
    fields = [
        ("id", models.AutoField(primary_key=True)),
        ("name", models.CharField(max_length=9)),
        ("size", models.IntegerField()),
        ("maybe", models.IntegerField(null=True)),
    ]
    state.add_model(ModelState("planted", "Thing", fields))
    return state


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(PLANTED)))
def test_each_kind_of_harm_is_seen(number):
    assert problems(a_state(), "planted", PLANTED[number]) != []


@pytest.mark.django_db
@pytest.mark.parametrize("number", range(len(HARMLESS)))
def test_what_is_harmless_passes(number):
    assert problems(a_state(), "planted", HARMLESS[number]) == []


def hold_for(seconds: float, ready: threading.Event) -> None:
    """Keep a table in use, as a long report does."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("SELECT count(*) FROM records_erasure")
        ready.set()
        time.sleep(seconds)
        cursor.execute("ROLLBACK")
    connections.close_all()


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_a_report_that_holds_a_table_delays_the_change_and_nobody_else():
    """On SQLite there is one writer and nothing to wait for; there the change simply goes through."""
    call_command("migrate", "records", "0002", verbosity=0)
    ready = threading.Event()
    reporter = threading.Thread(target=hold_for, args=(3.0, ready))
    reporter.start()
    ready.wait(10)
    try:
        prepare.bring_tables_up_to_date()
    finally:
        reporter.join()
        prepare.bring_tables_up_to_date()
    with connection.cursor() as cursor:
        columns = {
            row.name for row in connection.introspection.get_table_description(cursor, "records_erasure")
        }
    assert "reopens" in columns


@pytest.mark.guarantee
@pytest.mark.db_semantics
@pytest.mark.django_db(transaction=True)
def test_a_change_that_never_gets_its_lock_gives_up_whole_and_says_what_to_do():
    if connection.vendor != "postgresql":
        prepare.bring_tables_up_to_date(tries=1)
        return
    call_command("migrate", "records", "0002", verbosity=0)
    fresh = connection.copy()
    with fresh.cursor() as cursor:
        cursor.execute("BEGIN")
        cursor.execute("LOCK TABLE records_erasure IN ACCESS SHARE MODE")
        began = time.monotonic()
        with pytest.raises(CommandError, match="Nothing was changed half"):
            prepare.bring_tables_up_to_date(tries=2)
        assert time.monotonic() - began < 12
        cursor.execute("ROLLBACK")
    fresh.close()
    prepare.bring_tables_up_to_date()


@pytest.mark.guarantee
@pytest.mark.django_db
def test_what_was_told_before_uses_were_asked_stays_for_matching_and_an_answer_is_left_alone():
    step = import_module("mentorquilt.members.migrations.0004_what_was_told_before_stays_for_matching")
    now = timezone.now()
    answers = {
        "before": {},
        "ticked nothing": {"confirmed_at": now},
        "ticked the report": {"confirmed_at": now, "for_report": True},
    }
    for name, facts in answers.items():
        Background.objects.create(member=people.physician(name), consented_at=now, **facts)
    step.keep_for_matching(apps, None)
    found = Background.objects.filter(for_matching=True)
    assert list(found.values_list("member__profile__full_name", flat=True)) == ["before"]
    assert step.Migration.operations[0].reversible
