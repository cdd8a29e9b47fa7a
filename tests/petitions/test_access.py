"""Who may know of a campaign."""

import pytest
from django.http import Http404

from safeconduct.petitions.access import campaigns_for, own_campaigns_for, public_campaign, public_campaign_by_reference
from tests.factories.crises import make_crisis
from tests.factories.people import make_jonas, make_member, make_organisation, make_tomas, make_vera
from tests.factories.petitions import make_campaign

pytestmark = pytest.mark.django_db(databases=["default", "signing"])


@pytest.mark.parametrize(
    ("is_open", "is_released", "seen_by"),
    [(False, False, (True, False, False, False)), (True, False, (True, True, False, False)), (True, True, (True, True, False, True))],
)
def test_who_sees_a_campaign_and_when(is_open: bool, is_released: bool, seen_by: tuple[bool, ...]) -> None:
    own, ally, outsider, public = seen_by
    jonas, tomas, vera = make_jonas(), make_tomas(), make_vera()
    friends = make_organisation("The Harbour")
    friend = make_member("mira", organisation=friends)
    crisis = make_crisis(by=jonas, organisations=[friends], is_public=True)
    campaign = make_campaign(crisis, tomas, is_open=is_open, approved_by=jonas if is_released else None)

    assert (campaign in campaigns_for(jonas, crisis)) is own
    assert (campaign in campaigns_for(friend, crisis)) is ally
    assert campaign not in own_campaigns_for(friend, crisis)
    assert (campaign in campaigns_for(vera, crisis)) is outsider
    if public:
        assert public_campaign(crisis, campaign.slug) == public_campaign_by_reference(campaign.reference) == campaign
    else:
        with pytest.raises(Http404):
            public_campaign(crisis, campaign.slug)
        with pytest.raises(Http404):
            public_campaign_by_reference(campaign.reference)
