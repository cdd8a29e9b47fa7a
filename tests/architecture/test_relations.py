"""Tables point downwards only, as imports do: a relation written as a name would escape import-linter."""

from collections.abc import Iterator

from django.apps import apps
from django.db.models import Model

from tests.architecture.house import layer_of_app


def _relations() -> Iterator[tuple[str, str, str]]:
    """Give every relation of the registry: what it is called, the app it starts in, the app it points to."""
    for model in apps.get_models():
        for field in model._meta.get_fields():
            other = field.related_model
            if field.concrete and isinstance(other, type) and issubclass(other, Model):
                yield f"{model.__name__}.{field.name} → {other.__name__}", model._meta.app_label, other._meta.app_label


def test_relations_point_downwards():
    height = layer_of_app()
    ours = [(name, start, end) for name, start, end in _relations() if start in height and end in height]

    assert ours
    assert not [name for name, start, end in ours if start != end and height[start] <= height[end]]


def test_every_app_has_its_layer():
    ours = {config.label for config in apps.get_app_configs() if config.name.startswith("safeconduct.")}

    assert ours <= set(layer_of_app())
