"""A letter really travels: from the queue over a socket to a mail server."""

import socket
from email import message_from_bytes, policy

import pytest
from aiosmtpd.controller import Controller
from django.core.mail.backends.smtp import EmailBackend
from django.utils import timezone

from lidzas.notices.actions import notify, send_waiting
from lidzas.notices.models import Notice

BODY = "Sveiki, Elza!\n\nŠeit ir saite: https://example.org/invitation/abc/\n"


class Post:
    """What arrived: for whom the server was told it is, and the letter itself."""

    def __init__(self):
        self.arrived, self.answer = [], "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 - the library asks for this name
        letter = message_from_bytes(envelope.content, policy=policy.default)
        self.arrived.append((envelope.rcpt_tos, letter))
        return self.answer


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def post(settings):
    post = Post()
    server = Controller(post, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = f"{EmailBackend.__module__}.{EmailBackend.__qualname__}"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.DEFAULT_FROM_EMAIL = "lidzas@example.org"
    yield post
    server.stop()


@pytest.mark.django_db
def test_a_waiting_letter_arrives_at_a_mail_server(post):
    notice = notify("elza@example.org", subject="Ielūgums", body=BODY)

    assert send_waiting(now=timezone.now()) == 1

    [(recipients, letter)] = post.arrived
    assert recipients == ["elza@example.org"]
    assert (letter["To"], letter["From"]) == ("elza@example.org", "lidzas@example.org")
    assert letter["Subject"] == "Ielūgums"
    assert letter["Message-ID"] == f"<{notice.pk}@lidzas>"
    assert letter.get_content().replace("\r\n", "\n").strip() == BODY.strip()
    notice.refresh_from_db()
    assert (notice.state, notice.body) == (Notice.State.SENT, "")


@pytest.mark.django_db
def test_a_letter_that_the_server_does_not_take_now_waits(post):
    notice = notify("elza@example.org", subject="Ielūgums", body=BODY)
    post.answer = "451 Try again later"

    assert send_waiting(now=timezone.now()) == 0

    notice.refresh_from_db()
    assert (notice.state, notice.tries, notice.body) == (Notice.State.QUEUED, 1, BODY)
