"""Tables point downwards only, as imports do: a relation written as a name would escape import-linter."""

from django.apps import apps

from tests.architecture.house import layer_of_app


def test_relations_point_downwards():
    height = layer_of_app()

    upward = [
        f"{model.__name__}.{field.name} → {field.related_model.__name__}"
        for model in apps.get_models()
        if model._meta.app_label in height
        for field in model._meta.get_fields()
        if field.concrete and field.is_relation and field.related_model._meta.app_label in height
        if model._meta.app_label != field.related_model._meta.app_label
        and height[model._meta.app_label] <= height[field.related_model._meta.app_label]
    ]

    assert not upward


def test_every_app_has_its_layer():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("safeconduct.")}

    assert ours <= set(layer_of_app())
