import pytest

from redaksi.audience.models import Subscriber
from redaksi.stories.cases import person
from redaksi.stories.tests.builders import make_user

pytestmark = pytest.mark.django_db


def test_who_asks_for_their_data_gets_those_of_the_letters_too_and_is_forgotten_there(paper):
    chief = make_user("bagus", is_superuser=True)
    for email in ("laras@contoh.test", "lain@contoh.test"):
        Subscriber.objects.create(email=email, consent="Saya setuju.")
    told = person.export("Laras@contoh.test", by=chief)
    assert [(each["email"], each["consent"]) for each in told["newsletters"]] == [("laras@contoh.test", "Saya setuju.")]
    assert person.counts("laras@contoh.test") == [("newsletters", 1)]
    assert person.erase("laras@contoh.test", by=chief) == 1
    assert list(Subscriber.objects.values_list("email", flat=True)) == ["lain@contoh.test"]
