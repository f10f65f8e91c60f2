"""The register of recurring work."""

from mentorquilt.records import jobs


def test_every_registered_job_takes_the_clock_by_name():
    names = [job.name for job in jobs.registered()]

    assert len(names) == len(set(names))
    assert {"records.seal_notes", "mail.deliver_approved"} <= set(names)


def test_the_same_name_replaces():
    before = len(jobs.registered())
    mine = jobs.registered()[0]
    jobs.register(mine.name, mine.run, every_seconds=mine.every_seconds)

    assert len(jobs.registered()) == before
