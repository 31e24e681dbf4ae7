"""Prints the CloudFormation types that each emulator declares, as JSON: declared-types.py"""

import json

from ministack.services.cloudformation.provisioners import _RESOURCE_HANDLERS
from moto.cloudformation.parsing import get_model_map

print(json.dumps({"moto": sorted(get_model_map()), "ministack": sorted(_RESOURCE_HANDLERS)}))
