"""Addresses of this package; projects/urls.py takes them in."""

from django.urls import path

from . import views

VERSION = "plans/<int:year>/<slug:version>/"
AGENCY = f"{VERSION}agencies/<int:pk>/"
PROPOSAL = f"{VERSION}proposals/<int:pk>/"
proposal_patterns = [
    path(f"{VERSION}agencies/", views.agencies, name="agencies"),
    path(f"{AGENCY}renew/", views.renew, name="renew_link"),
    path(f"{AGENCY}extend/", views.extend, name="extend_link"),
    path(f"{AGENCY}withdraw/", views.withdraw, name="withdraw_link"),
    path(f"{AGENCY}accept/", views.accept_several, name="accept_several"),
    path(f"{AGENCY}tell/", views.tell_results, name="tell_results"),
    path(f"{VERSION}proposals/", views.proposals, name="proposals"),
    path(PROPOSAL, views.proposal, name="proposal"),
    path(f"{PROPOSAL}accept/", views.accept, name="accept_proposal"),
    path(f"{PROPOSAL}refuse/", views.refuse, name="refuse_proposal"),
    path(f"{PROPOSAL}merge/", views.merge, name="merge_proposal"),
    path(f"{PROPOSAL}reopen/", views.reopen, name="reopen_proposal"),
]
