import io
import struct
import zlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from mentorquilt.members.models import Photo
from mentorquilt.members.states import Role
from tests.factories import members as make

pytestmark = pytest.mark.django_db
STORE = reverse("members:photo_store")


@pytest.fixture
def member(client):
    person = make.physician()
    client.force_login(person)
    return person


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 200), **more) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "teal").save(written, kind, **more)
    return written.getvalue()


def send(client, data: bytes, name: str = "me.png"):
    return client.post(STORE, {"photo": SimpleUploadedFile(name, data)})


def bomb() -> bytes:
    """Return a PNG of a few bytes that claims 60,000 by 60,000 pixels."""
    head = struct.pack(">IIBBBBB", 60000, 60000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def test_a_photo_is_stored_square_small_and_without_its_hidden_data(client, member):
    exif = Image.Exif()
    exif[0x010E] = "canary-exif"
    answer = send(client, picture("JPEG", (800, 600), exif=exif))
    assert answer.status_code == 303
    row = Photo.objects.get(member=member)
    stored = Image.open(io.BytesIO(bytes(row.image)))
    assert (stored.format, stored.size) == ("WEBP", (512, 512))
    assert b"canary" not in bytes(row.image)
    page = client.get(reverse("members:photo", args=[member.ref, row.digest]))
    assert (page.status_code, page["Content-Type"]) == (200, "image/webp")
    assert page.content == bytes(row.image)


@pytest.mark.guarantee
@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (bomb(), "pixels"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "photo"),
        (b"\xff\xd8\xff" + b"\0" * 500, "photo"),
        (picture()[:60], "photo"),
        (picture(size=(20, 20)), "small"),
        (b"x" * 6_000_001, "MB"),
    ],
    ids=["empty", "bomb", "svg", "broken", "cut off", "tiny", "too big"],
)
def test_what_is_no_fair_photo_is_refused_with_what_to_do(client, member, data, words):
    answer = send(client, data)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "The photo was not stored" in page
    assert words in page
    assert not Photo.objects.exists()


def test_no_file_chosen_is_said(client, member):
    assert client.post(STORE).status_code == 422


def test_a_refused_photo_leaves_the_earlier_one(client, member):
    send(client, picture())
    before = bytes(Photo.objects.get(member=member).image)
    send(client, bomb())
    assert bytes(Photo.objects.get(member=member).image) == before


def test_another_photo_gets_another_address_and_the_old_one_is_gone(client, member):
    send(client, picture())
    old = Photo.objects.get(member=member).digest
    written = io.BytesIO()
    Image.new("RGB", (300, 300), "orange").save(written, "PNG")
    send(client, written.getvalue())
    assert Photo.objects.get(member=member).digest != old
    assert client.get(reverse("members:photo", args=[member.ref, old])).status_code == 404


def test_a_photo_can_be_deleted(client, member):
    send(client, picture())
    assert client.post(STORE, {"remove": "1"}).status_code == 303
    assert not Photo.objects.exists()


@pytest.mark.guarantee
def test_a_photo_is_shown_to_whoever_may_see_its_owner(client, member):
    send(client, picture())
    row = Photo.objects.get(member=member)
    url = reverse("members:photo", args=[member.ref, row.digest])
    member.profile.is_listed = False
    member.profile.save()
    client.logout()
    assert client.get(url).status_code == 302
    for viewer, status in (
        (make.physician(), 404),
        (make.staff(Role.READER), 404),
        (make.staff(Role.ADMIN), 200),
    ):
        client.force_login(viewer)
        assert client.get(url).status_code == status
