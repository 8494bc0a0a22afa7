# SPDX-License-Identifier: Apache-2.0
"""The snippets of the boto3 reference for both services, with another endpoint_url and nothing else.

Prints one JSON object: what each call answered. The test compares; nothing is judged here.
"""

import hashlib
import io
import json
import sys

import boto3
import botocore
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import ClientError

S3_URL, GLACIER_URL, BUCKET, DIRECTORY_BUCKET, VAULT = sys.argv[1:6]
MIB = 1 << 20
answers = {"botocore": botocore.__version__}


def client(service, url, key="mopupdev"):
    return boto3.client(
        service,
        endpoint_url=url,
        region_name="us-east-1",
        aws_access_key_id=key,
        aws_secret_access_key=key + "secret",
        config=Config(retries={"max_attempts": 1}, s3={"addressing_style": "path"}),
    )


def call(name, function, **arguments):
    """The answer of a call, or its error, under a name."""
    try:
        response = function(**arguments)
        answers[name] = response["ResponseMetadata"]["HTTPStatusCode"]
        return response
    except ClientError as error:
        answers[name] = "%d %s" % (
            error.response["ResponseMetadata"]["HTTPStatusCode"],
            error.response["Error"]["Code"],
        )
        return error.response


s3 = client("s3", S3_URL)
call("createBucket", s3.create_bucket, Bucket=BUCKET)
upload = call("create", s3.create_multipart_upload, Bucket=BUCKET, Key="bigobject")["UploadId"]
call("part1", s3.upload_part, Bucket=BUCKET, Key="bigobject", UploadId=upload, PartNumber=1, Body=b"a" * MIB)
call("part2", s3.upload_part, Bucket=BUCKET, Key="bigobject", UploadId=upload, PartNumber=2, Body=b"b" * 10)
listed = call("listParts", s3.list_parts, Bucket=BUCKET, Key="bigobject", UploadId=upload)
answers["parts"] = [part["PartNumber"] for part in listed["Parts"]]
uploads = call("listUploads", s3.list_multipart_uploads, Bucket=BUCKET)
answers["uploads"] = [entry["UploadId"] == upload for entry in uploads["Uploads"]]
call("abort", s3.abort_multipart_upload, Bucket=BUCKET, Key="bigobject", UploadId=upload)
call("abortAgain", s3.abort_multipart_upload, Bucket=BUCKET, Key="bigobject", UploadId=upload)
call("abortUnknown", s3.abort_multipart_upload, Bucket=BUCKET, Key="bigobject", UploadId="fakeid")
call("abortWrongKey", s3.abort_multipart_upload, Bucket=BUCKET, Key="other", UploadId=upload)
call("listPartsOfAborted", s3.list_parts, Bucket=BUCKET, Key="bigobject", UploadId=upload)
call("abortNoBucket", s3.abort_multipart_upload, Bucket=BUCKET + "-missing", Key="k", UploadId=upload)
call(
    "abortWrongOwner",
    s3.abort_multipart_upload,
    Bucket=BUCKET,
    Key="bigobject",
    UploadId=upload,
    ExpectedBucketOwner="999988887777",
)
call("abortWrongKeyPair", client("s3", S3_URL, "bystander").abort_multipart_upload, Bucket=BUCKET, Key="k", UploadId="u")

# An empty id is sent as it is, and must not delete the object of that name.
call("put", s3.put_object, Bucket=BUCKET, Key="kept", Body=b"kept")
call("abortEmptyId", s3.abort_multipart_upload, Bucket=BUCKET, Key="kept", UploadId="")
answers["kept"] = s3.get_object(Bucket=BUCKET, Key="kept")["Body"].read().decode()

# A file of four parts, as people upload files.
whole = bytes(range(256)) * (20 * MIB // 256)
s3.upload_fileobj(io.BytesIO(whole), BUCKET, "large", Config=TransferConfig(multipart_chunksize=5 * MIB))
answers["large"] = s3.head_object(Bucket=BUCKET, Key="large")["ETag"][-3:-1]
answers["sameBytes"] = s3.get_object(Bucket=BUCKET, Key="large")["Body"].read() == whole

# The same from a directory bucket: the SDK opens a session first.
call("createDirectoryBucket", s3.create_bucket, Bucket=DIRECTORY_BUCKET)
if tuple(int(part) for part in botocore.__version__.split(".")[:2]) >= (1, 33):
    created = call("createInDirectory", s3.create_multipart_upload, Bucket=DIRECTORY_BUCKET, Key="k")
    call("abortInDirectory", s3.abort_multipart_upload, Bucket=DIRECTORY_BUCKET, Key="k", UploadId=created["UploadId"])

glacier = client("glacier", GLACIER_URL)
call("createVault", glacier.create_vault, vaultName=VAULT)
initiated = call("initiate", glacier.initiate_multipart_upload, vaultName=VAULT, partSize=str(MIB))
upload = initiated["uploadId"]
answers["location"] = initiated["location"]
body = b"x" * MIB
call("range1", glacier.upload_multipart_part, vaultName=VAULT, uploadId=upload, range="bytes 0-1048575/*", body=body)
call(
    "range2",
    glacier.upload_multipart_part,
    vaultName=VAULT,
    uploadId=upload,
    range="bytes 1048576-1048580/*",
    body=b"12345",
)
ranges = call("listRanges", glacier.list_parts, vaultName=VAULT, uploadId=upload)
answers["ranges"] = [part["RangeInBytes"] for part in ranges["Parts"]]
call("abortArchive", glacier.abort_multipart_upload, vaultName=VAULT, uploadId=upload)
call("abortArchiveAgain", glacier.abort_multipart_upload, vaultName=VAULT, uploadId=upload)
call("abortArchiveUnknown", glacier.abort_multipart_upload, vaultName=VAULT, uploadId="unknown")
call("abortArchiveEmptyId", glacier.abort_multipart_upload, vaultName=VAULT, uploadId="")
call(
    "abortOfAnotherAccount",
    glacier.abort_multipart_upload,
    accountId="999999999999",
    vaultName=VAULT,
    uploadId=upload,
)

upload = call("initiateAgain", glacier.initiate_multipart_upload, vaultName=VAULT, partSize=str(MIB))["uploadId"]
call("whole", glacier.upload_multipart_part, vaultName=VAULT, uploadId=upload, range="bytes 0-1048575/*", body=body)
call("completeNoHash", glacier.complete_multipart_upload, vaultName=VAULT, uploadId=upload, archiveSize=str(MIB))
completed = call(
    "complete",
    glacier.complete_multipart_upload,
    vaultName=VAULT,
    uploadId=upload,
    archiveSize=str(MIB),
    checksum=hashlib.sha256(body).hexdigest(),
)
answers["archive"] = len(completed.get("archiveId", "")) > 0
call("abortCompleted", glacier.abort_multipart_upload, vaultName=VAULT, uploadId=upload)

json.dump(answers, sys.stdout)
