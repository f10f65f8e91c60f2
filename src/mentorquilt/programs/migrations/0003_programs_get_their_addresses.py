"""Gives every program without a public address one made of its name. Going back leaves the addresses where they are."""

from django.db import migrations
from django.utils.text import slugify


def give(apps, schema_editor):
    Program = apps.get_model("programs", "Program")
    taken = set(Program.objects.exclude(slug=None).values_list("slug", flat=True))
    for program in Program.objects.filter(slug=None).order_by("pk"):
        stem = slugify(program.name)[:54].strip("-") or "program"
        slug, number = stem, 2
        while slug in taken:
            slug, number = f"{stem}-{number}", number + 1
        taken.add(slug)
        Program.objects.filter(pk=program.pk).update(slug=slug)


class Migration(migrations.Migration):
    dependencies = [("programs", "0002_what_announcing_needs")]
    operations = [migrations.RunPython(give, migrations.RunPython.noop, elidable=True)]
