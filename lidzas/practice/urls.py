from django.urls import path

from lidzas.practice import views

app_name = "practice"

urlpatterns = [
    path("begin/", views.begin, name="begin"),
    path("programmes/new/", views.programme, name="programme"),
    path("practise/", views.practise, name="practise"),
    path("practice/", views.people, name="people"),
    path("practice/<uuid:person_id>/", views.step_into, name="step_into"),
]
