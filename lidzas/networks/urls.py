from django.urls import path

from lidzas.networks import views

app_name = "networks"

urlpatterns = [
    path("c/<uuid:case_id>/network/", views.show, name="show"),
    path("c/<uuid:case_id>/network/add/", views.add, name="add"),
    path("c/<uuid:case_id>/network/keep/", views.keep, name="keep"),
    path("c/<uuid:case_id>/network/<uuid:tie_id>/", views.change, name="change"),
    path("c/<uuid:case_id>/network/<uuid:tie_id>/let-go/", views.let_go, name="let_go"),
    path("c/<uuid:case_id>/network/earlier/<uuid:picture_id>/", views.earlier, name="earlier"),
]
