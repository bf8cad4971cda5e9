from django.urls import path

from lidzas.assessments.views import assessment, circumstances, measuring, readiness

app_name = "assessments"
urlpatterns = [
    path("c/<uuid:case_id>/assessment/", assessment.show, name="show"),
    path("c/<uuid:case_id>/assessment/compare/", assessment.compare, name="compare"),
    path("c/<uuid:case_id>/assessment/blank/", assessment.blank, name="blank"),
    path("c/<uuid:case_id>/assessment/way/<uuid:way_id>/back/", circumstances.way_back, name="way_back"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/open/", assessment.open, name="open"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/close/", assessment.close, name="close"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/note/", assessment.note, name="note"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/paper/", assessment.paper, name="paper"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/area/<slug:area>/", assessment.area, name="area"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/way/", circumstances.way, name="way"),
    path("c/<uuid:case_id>/assessment/<slug:kind>/risk/<slug:level>/", circumstances.risk, name="risk"),
    path("c/<uuid:case_id>/measures/", measuring.measures, name="measures"),
    path("c/<uuid:case_id>/measures/total/", measuring.total, name="total"),
    path("c/<uuid:case_id>/measures/take/<slug:instrument>/", measuring.measure, name="measure"),
    path("c/<uuid:case_id>/readiness/", readiness.readiness, name="readiness"),
    path("c/<uuid:case_id>/readiness/decide/", readiness.decide, name="decide"),
    path("c/<uuid:case_id>/readiness/my-view/", readiness.own_view, name="own_view"),
    path("c/<uuid:case_id>/readiness/step/", readiness.step, name="step"),
    path("c/<uuid:case_id>/readiness/step/<uuid:preparation_id>/tick/", readiness.tick, name="tick"),
    path("c/<uuid:case_id>/readiness/look-again/", readiness.look_again, name="look_again"),
]
