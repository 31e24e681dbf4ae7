"""AWS's own service models, from the botocore of .venv, with the shapes that moto's parsers expect."""

from functools import cache

from botocore.loaders import Loader
from moto.core.model import ServiceModel

# Services whose name in a signature differs from the name of their model.
MODELS_BY_SIGNING_NAME = {
    "elasticloadbalancing": ("elbv2", "elb"),
    "monitoring": ("cloudwatch",),
}

LOADER = Loader()


@cache
def service_model(name: str) -> ServiceModel:
    return ServiceModel(LOADER.load_service_model(name, "service-2"), service_name=name)


def models_signed_as(signing_name: str) -> list[ServiceModel]:
    """Empty where botocore knows no such service."""
    known = LOADER.list_available_services("service-2")
    names = MODELS_BY_SIGNING_NAME.get(signing_name, (signing_name,))
    return [service_model(name) for name in names if name in known]
