"""What somebody told of herself before uses were asked one by one was told for matching, and stays so (S-66)."""

from typing import Any

from django.db import migrations


def keep_for_matching(apps: Any, _editor: Any) -> None:
    """Tick matching for what was told before; whoever answered the newer page has a day of confirming and is left."""
    rows = apps.get_model("members", "Background").objects.filter(confirmed_at=None)
    rows.filter(for_report=False, for_coordinator=False).update(for_matching=True)


class Migration(migrations.Migration):
    dependencies = [("members", "0003_a_standing_video_room")]

    operations = [migrations.RunPython(keep_for_matching, migrations.RunPython.noop)]
