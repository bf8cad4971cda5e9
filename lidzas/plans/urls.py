from django.urls import path

from lidzas.plans import views

app_name = "plans"

PLAN = "c/<uuid:case_id>/plan/"

urlpatterns = [
    path(PLAN, views.show, name="show"),
    path(f"{PLAN}vision/", views.vision, name="vision"),
    path(f"{PLAN}review/", views.review, name="review"),
    path(f"{PLAN}agree/", views.agree, name="agree"),
    path(f"{PLAN}goals/new/", views.goal, name="goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/change/", views.change_goal, name="change_goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/accept/", views.accept_goal, name="accept_goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/most-important/", views.choose_top, name="choose_top"),
    path(f"{PLAN}goals/<uuid:goal_id>/steps/new/", views.step, name="step"),
    path(f"{PLAN}steps/<uuid:step_id>/", views.mark_step, name="mark_step"),
    path(f"{PLAN}steps/<uuid:step_id>/accept/", views.accept_step, name="accept_step"),
    path(f"{PLAN}evaluate/", views.evaluate, name="evaluate"),
    path(f"{PLAN}evaluate/<uuid:goal_id>/", views.evaluate_goal, name="evaluate_goal"),
]
