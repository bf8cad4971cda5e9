from django.urls import path

from lidzas.plans.views import helping, plan

app_name = "plans"

PLAN = "c/<uuid:case_id>/plan/"

urlpatterns = [
    path(PLAN, plan.show, name="show"),
    path(f"{PLAN}vision/", plan.vision, name="vision"),
    path(f"{PLAN}review/", plan.review, name="review"),
    path(f"{PLAN}agree/", plan.agree, name="agree"),
    path(f"{PLAN}goals/new/", plan.goal, name="goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/change/", plan.change_goal, name="change_goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/accept/", plan.accept_goal, name="accept_goal"),
    path(f"{PLAN}goals/<uuid:goal_id>/most-important/", plan.choose_top, name="choose_top"),
    path(f"{PLAN}goals/<uuid:goal_id>/place/", helping.place, name="place"),
    path(f"{PLAN}goals/<uuid:goal_id>/steps/new/", plan.step, name="step"),
    path(f"{PLAN}steps/<uuid:step_id>/", plan.mark_step, name="mark_step"),
    path(f"{PLAN}steps/<uuid:step_id>/accept/", plan.accept_step, name="accept_step"),
    path(f"{PLAN}help/", helping.asked, name="asked"),
    path(f"{PLAN}help/ask/", helping.ask, name="ask"),
    path(f"{PLAN}help/<uuid:question_id>/settled/", helping.settle, name="settle"),
    path("p/<slug:programme_code>/plans/", helping.overview, name="overview"),
    path("p/<slug:programme_code>/plans/questions/", helping.questions, name="questions"),
    path("p/<slug:programme_code>/plans/questions/<uuid:question_id>/", helping.advise, name="advise"),
    path(f"{PLAN}evaluate/", plan.evaluate, name="evaluate"),
    path(f"{PLAN}evaluate/<uuid:goal_id>/", plan.evaluate_goal, name="evaluate_goal"),
]
