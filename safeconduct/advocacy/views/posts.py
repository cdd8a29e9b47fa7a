"""Posts and who holds them: the list that is searched, one post, and everything that is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from safeconduct.advocacy.access import post_for
from safeconduct.advocacy.actions.add_contact_detail import add_contact_detail
from safeconduct.advocacy.actions.address_post import address_post
from safeconduct.advocacy.actions.describe_post import describe_post
from safeconduct.advocacy.actions.end_contact_detail import end_contact_detail
from safeconduct.advocacy.actions.record_holding import record_holding
from safeconduct.advocacy.actions.title_post import title_post
from safeconduct.advocacy.actions.verify_post import verify_post
from safeconduct.advocacy.forms.posts import (
    AddContact,
    AddressPost,
    DescribePost,
    EndContact,
    KeepHolder,
    NarrowPosts,
    TitlePost,
    wanted_of,
)
from safeconduct.advocacy.queries.post_pages import contact_of, has_posts, is_old, listed_posts, places_of, post_page
from safeconduct.advocacy.rules.addressing import Channel, ContactType, Rank
from safeconduct.advocacy.views.telling import NOT_TAKEN, told
from safeconduct.crises.access import crisis_for
from safeconduct.kit.clock import now, today
from safeconduct.kit.doors import opens_to, opens_to_members
from safeconduct.kit.refusals import Refused
from safeconduct.people.middleware import DeskRequest
from safeconduct.people.permissions import Permission

if TYPE_CHECKING:
    from safeconduct.advocacy.models import Post
    from safeconduct.advocacy.queries.post_pages import HolderLine


@opens_to_members
@require_safe
def listing(request: DeskRequest, slug: str) -> HttpResponse:
    """Search the posts of a crisis."""
    crisis = crisis_for(request.member, slug)
    wanted, day = wanted_of(request.GET), today()
    shown = listed_posts(request.member, crisis, wanted, on=day, page=request.GET.get("page"), language=get_language() or "en")
    address = request.GET.copy()
    address.pop("page", None)
    context = {
        "crisis": crisis,
        "wanted": wanted,
        "page": shown,
        "rows": [{"post": found, "is_old": is_old(found.verified_on, day)} for found in shown.object_list],
        "page_address": f"?{address.urlencode()}&page=" if address else "?page=",
        "form": NarrowPosts(request.GET, places=places_of(request.member, crisis)),
        "has_posts": bool(shown.object_list) or has_posts(request.member, crisis),
        "may_keep": request.member.may(Permission.POST_KEEP),
    }
    return render(request, "advocacy/posts.html", context)


@opens_to_members
@require_safe
def page(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Show one post: who holds it, how it is addressed, where it is reached."""
    return _show(request, slug, reference)


@opens_to(Permission.POST_KEEP)
@require_POST
def describe(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set rank, language and channel."""
    form = DescribePost(request.POST, auto_id="describing_%s")

    def act(post: Post) -> object:
        given = form.cleaned_data
        rank, channel = Rank(given["rank"]), Channel(given["channel"])
        return describe_post(post=post, rank=rank, language=given["language"], channel=channel, by=request.member, at=now())

    return _kept(request, slug, reference, form=form, name="describing", act=act, words=_("The description is kept."))


@opens_to(Permission.POST_KEEP)
@require_POST
def title(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set the title in a language."""
    form = TitlePost(request.POST, auto_id="titling_%s")

    def act(post: Post) -> object:
        return title_post(post=post, **form.cleaned_data, by=request.member, at=now())

    return _kept(request, slug, reference, form=form, name="titling", act=act, words=_("The title is kept."))


@opens_to(Permission.POST_KEEP)
@require_POST
def address(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Set, or take away, the post's own form of address in a language."""
    form = AddressPost(request.POST, auto_id="addressing_%s")

    def act(post: Post) -> object:
        return address_post(post=post, own=form.own(), by=request.member, at=now())

    return _kept(request, slug, reference, form=form, name="addressing", act=act, words=_("Letters in this language begin and end so."))


@opens_to(Permission.POST_KEEP)
@require_POST
def holder(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Record a holder, or correct one."""
    form = KeepHolder(request.POST, auto_id="holding_%s")

    def act(post: Post) -> object:
        known = {name: form.cleaned_data[name] for name in ("holder", "since", "until", "source_note", "on_behalf_of")}
        return record_holding(post=post, **known, facts=form.facts(), by=request.member, at=now())

    words = _("The holder is kept. Drafts that nobody has sent yet are flagged where this changes whom they greet.")
    return _kept(request, slug, reference, form=form, name="holding", act=act, words=words)


@opens_to(Permission.POST_KEEP)
@require_POST
def contact(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Add a way to reach the post, or its body."""
    form = AddContact(request.POST, auto_id="reaching_%s")

    def act(post: Post) -> object:
        given = {name: form.cleaned_data[name] for name in ("value", "note", "valid_from", "source_note")}
        reached = None if form.cleaned_data["is_of_body"] else post
        kind = ContactType(form.cleaned_data["type"])
        return add_contact_detail(body=post.body, post=reached, type=kind, **given, by=request.member, at=now())

    return _kept(request, slug, reference, form=form, name="reaching", act=act, words=_("It is written down."))


@opens_to(Permission.POST_KEEP)
@require_POST
def end_contact(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Say that a way to reach the post holds no longer."""
    crisis = crisis_for(request.member, slug)
    form = EndContact(request.POST)
    detail = contact_of(request.member, crisis, reference, **form.cleaned_data) if form.is_valid() else None
    if detail is None:
        raise Http404
    with told(request, _("Nothing is sent there from tomorrow on. It stays in the list as what it was.")):
        end_contact_detail(detail=detail, until=today(), by=request.member, at=now())
    return redirect("advocacy:post", slug, reference)


@opens_to(Permission.POST_KEEP)
@require_POST
def verify(request: DeskRequest, slug: str, reference: str) -> HttpResponse:
    """Stamp the post as looked at today."""
    post = post_for(request.member, crisis_for(request.member, slug), reference)
    with told(request, _("Stamped with today's day and your name.")):
        verify_post(post=post, by=request.member, at=now())
    return redirect("advocacy:post", slug, reference)


def _kept(
    request: DeskRequest, slug: str, reference: str, *, form: Form, name: str, act: Callable[[Post], object], words: str
) -> HttpResponse:
    """Do what the form asks and go back to the post, or show the post with the form as it was filled in."""
    post = post_for(request.member, crisis_for(request.member, slug), reference)
    if form.is_valid():
        try:
            act(post)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, words)
            return redirect("advocacy:post", slug, reference)
    return _show(request, slug, reference, **{name: form})


def _show(request: DeskRequest, slug: str, reference: str, **refused: Form) -> HttpResponse:
    crisis = crisis_for(request.member, slug)
    shown = post_page(request.member, crisis, reference, language=get_language() or "en", on=today())
    if shown is None:
        raise Http404
    card = shown.card
    latest = shown.holders[0] if shown.holders and shown.holders[0].is_open else None
    forms = {
        "describing": DescribePost(
            auto_id="describing_%s", initial={"rank": card.rank, "language": card.language, "channel": card.channel}
        ),
        "titling": TitlePost(auto_id="titling_%s"),
        "addressing": AddressPost(auto_id="addressing_%s", initial={"language": card.language or "en"}),
        "holding": KeepHolder(auto_id="holding_%s"),
        "correcting": KeepHolder(auto_id="correcting_%s", initial=_known(latest)) if latest else None,
        "reaching": AddContact(auto_id="reaching_%s"),
    }
    context = {
        "crisis": crisis,
        "page": shown,
        "is_refused": bool(refused),
        "may_keep": request.member.may(Permission.POST_KEEP),
        **forms,
        **refused,
    }
    return render(request, "advocacy/post.html", context, status=NOT_TAKEN if refused else 200)


def _known(latest: HolderLine) -> dict[str, str]:
    names = ("given_name", "family_name", "patronymic", "honorific", "gender", "on_behalf_of", "since")
    known = {name: getattr(latest, name) for name in names}
    return {"holder": latest.line.holder, "source_note": latest.line.source_note, **known}
