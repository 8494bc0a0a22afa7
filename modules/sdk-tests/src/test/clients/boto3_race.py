# SPDX-License-Identifier: Apache-2.0
"""Uploads parts from many threads, each until it is refused, and aborts once each has one part. Prints what was shown."""

import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

URL, BUCKET, KEY, UPLOAD = sys.argv[1:5]
SIZE, UPLOADERS, MOST_PARTS = (int(text) for text in sys.argv[5:8])
WHICH = {"Bucket": BUCKET, "Key": KEY, "UploadId": UPLOAD}

s3 = boto3.client(
    "s3",
    endpoint_url=URL,
    config=Config(retries={"total_max_attempts": 1}, s3={"addressing_style": "path"}, max_pool_connections=UPLOADERS + 1),
)
uploading = [threading.Event() for _ in range(UPLOADERS)]


def shown(function, **arguments):
    try:
        return str(function(**arguments)["ResponseMetadata"]["HTTPStatusCode"])
    except ClientError as error:
        status = error.response["ResponseMetadata"]["HTTPStatusCode"]
        return "%d %s" % (status, error.response["Error"]["Code"])


def upload(first):
    answers = []
    for number in range(first + 1, MOST_PARTS * UPLOADERS + 1, UPLOADERS):
        answers.append(shown(s3.upload_part, **WHICH, PartNumber=number, Body=bytes([number % 256]) * SIZE))
        uploading[first].set()
        if answers[-1] != "200":
            break
    return answers


with ThreadPoolExecutor(UPLOADERS) as threads:
    uploaders = [threads.submit(upload, first) for first in range(UPLOADERS)]
    for event in uploading:
        event.wait(120)
    aborts = [shown(s3.abort_multipart_upload, **WHICH)]
    answers = [uploader.result() for uploader in uploaders]
aborts.append(shown(s3.abort_multipart_upload, **WHICH))
json.dump({"uploaders": answers, "aborts": aborts}, sys.stdout)
