# SPDX-License-Identifier: Apache-2.0
"""Makes one call of boto3 for each line of its input, and prints what boto3 shows of the answer, also one line each.

A header or query parameter that the operation of this release has no member for is added before the request is signed.
"""

import base64
import json
import re
import sys
import urllib.parse

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

URLS = {"s3": sys.argv[1], "glacier": sys.argv[2]}


def client(call):
    made = boto3.client(
        call["service"],
        endpoint_url=URLS[call["service"]],
        region_name="us-east-1",
        aws_access_key_id=call["user"],
        aws_secret_access_key=call["user"] + "secret",
        config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}),
    )

    def add(params, **_):
        present = {name.lower() for name in params["headers"]}
        for name, value in call["headers"].items():
            if name.lower() not in present:
                params["headers"][name] = value
        for name, value in call["query"].items():
            params["url"] += ("&" if "?" in params["url"] else "?") + urllib.parse.urlencode({name: value})

    made.meta.events.register("before-call.%s.%s" % (call["service"], call["operation"]), add)
    return made


def answer(call):
    made = client(call)
    members = made.meta.service_model.operation_model(call["operation"]).input_shape.members
    arguments = {name: value for name, value in call["parameters"].items() if name in members}
    for name in ("Body", "body"):
        if name in members:
            arguments[name] = base64.b64decode(call["body"])
    method = getattr(made, re.sub(r"(?<!^)(?=[A-Z])", "_", call["operation"]).lower())
    try:
        response = method(**arguments)
        return {"status": response["ResponseMetadata"]["HTTPStatusCode"]}
    except ClientError as error:
        return {
            "status": error.response["ResponseMetadata"]["HTTPStatusCode"],
            "code": error.response["Error"]["Code"],
            "message": str(error),
        }
    except BotoCoreError as error:
        return {"message": str(error)}


for line in sys.stdin:
    print(json.dumps(answer(json.loads(line))), flush=True)
