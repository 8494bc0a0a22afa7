// SPDX-License-Identifier: Apache-2.0
// The snippets of the reference of the AWS SDK for JavaScript v3, with another endpoint and nothing else. Prints one JSON
// object: what each call answered. The test compares; nothing is judged here.
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CreateBucketCommand, CreateMultipartUploadCommand,
  GetObjectCommand, ListMultipartUploadsCommand, ListPartsCommand, S3Client, UploadPartCommand,
} from "@aws-sdk/client-s3";
import {
  AbortMultipartUploadCommand as AbortArchive, CreateVaultCommand, GlacierClient, InitiateMultipartUploadCommand,
  ListMultipartUploadsCommand as ListArchives, UploadMultipartPartCommand,
} from "@aws-sdk/client-glacier";

const [s3Url, glacierUrl, bucket, directoryBucket, vault] = process.argv.slice(2);
const MIB = 1 << 20;
const answers = {};
const config = {
  region: "us-east-1",
  credentials: { accessKeyId: "mopupdev", secretAccessKey: "mopupdevsecret" },
  maxAttempts: 1,
};

async function call(name, client, command) {
  try {
    const response = await client.send(command);
    answers[name] = response.$metadata.httpStatusCode;
    return response;
  } catch (error) {
    answers[name] = `${error.$metadata?.httpStatusCode} ${error.name}`;
    return {};
  }
}

const s3 = new S3Client({ ...config, endpoint: s3Url, forcePathStyle: true });
await call("createBucket", s3, new CreateBucketCommand({ Bucket: bucket }));
const object = { Bucket: bucket, Key: "folder/näme +1" };
const { UploadId } = await call("create", s3, new CreateMultipartUploadCommand(object));
const upload = { ...object, UploadId };
await call("part1", s3, new UploadPartCommand({ ...upload, PartNumber: 1, Body: Buffer.alloc(MIB, "a") }));
const listed = await call("listParts", s3, new ListPartsCommand(upload));
answers.parts = listed.Parts?.map((part) => part.Size);
const uploads = await call("listUploads", s3, new ListMultipartUploadsCommand({ Bucket: bucket }));
answers.keys = uploads.Uploads?.map((entry) => entry.Key);
await call("abort", s3, new AbortMultipartUploadCommand(upload));
await call("abortAgain", s3, new AbortMultipartUploadCommand(upload));
await call("abortUnknown", s3, new AbortMultipartUploadCommand({ ...object, UploadId: "fakeid" }));
await call("abortConditional", s3, new AbortMultipartUploadCommand({ ...upload, IfMatchInitiatedTime: new Date() }));

const second = await call("createSecond", s3, new CreateMultipartUploadCommand(object));
const part = await call("partOfSecond", s3, new UploadPartCommand({
  ...object, UploadId: second.UploadId, PartNumber: 1, Body: Buffer.alloc(10, "z"),
}));
await call("complete", s3, new CompleteMultipartUploadCommand({
  ...object, UploadId: second.UploadId,
  MultipartUpload: { Parts: [{ PartNumber: 1, ETag: part.ETag, ChecksumCRC32: part.ChecksumCRC32 }] },
}));
const got = await call("get", s3, new GetObjectCommand(object));
answers.object = await got.Body?.transformToString();

// Two parts of several megabytes.
const large = { Bucket: bucket, Key: "large" };
const fourth = await call("createLarge", s3, new CreateMultipartUploadCommand(large));
const pieces = [Buffer.alloc(6 * MIB, "p"), Buffer.alloc(5 * MIB, "q")];
const Parts = [];
for (const [i, Body] of pieces.entries()) {
  const sent = await call(`large${i + 1}`, s3, new UploadPartCommand({
    ...large, UploadId: fourth.UploadId, PartNumber: i + 1, Body,
  }));
  Parts.push({ PartNumber: i + 1, ETag: sent.ETag, ChecksumCRC32: sent.ChecksumCRC32 });
}
await call("completeLarge", s3, new CompleteMultipartUploadCommand({
  ...large, UploadId: fourth.UploadId, MultipartUpload: { Parts },
}));
const back = await call("getLarge", s3, new GetObjectCommand(large));
answers.sameBytes = Buffer.concat(pieces).equals(Buffer.from(await back.Body?.transformToByteArray() ?? []));

// A directory bucket: the SDK opens a session, and the typed condition exists.
const inDirectory = { Bucket: directoryBucket, Key: "k" };
const third = await call("createInDirectory", s3, new CreateMultipartUploadCommand(inDirectory));
const open = await call("listInDirectory", s3, new ListMultipartUploadsCommand({ Bucket: directoryBucket }));
const initiated = open.Uploads?.[0]?.Initiated ?? new Date(0);
const abort = (IfMatchInitiatedTime) =>
  new AbortMultipartUploadCommand({ ...inDirectory, UploadId: third.UploadId, IfMatchInitiatedTime });
await call("abortAtAnotherTime", s3, abort(new Date(initiated.getTime() + 1000)));
await call("abortAtItsTime", s3, abort(initiated));
await call("abortUnknownWithTime", s3, new AbortMultipartUploadCommand({
  ...inDirectory, UploadId: "never-there", IfMatchInitiatedTime: initiated,
}));
await call("abortUnknownWithoutTime", s3, new AbortMultipartUploadCommand({ ...inDirectory, UploadId: "never-there" }));

const glacier = new GlacierClient({ ...config, endpoint: glacierUrl });
await call("createVault", glacier, new CreateVaultCommand({ accountId: "-", vaultName: vault }));
const archive = await call("initiate", glacier, new InitiateMultipartUploadCommand({
  accountId: "-", vaultName: vault, partSize: String(MIB),
}));
const range = { accountId: "-", vaultName: vault, uploadId: archive.uploadId };
await call("range", glacier, new UploadMultipartPartCommand({
  ...range, range: "bytes 0-4/*", body: Buffer.from("12345"),
  checksum: "5994471abb01112afcc18159f6cc74b4f511b99806da59b3caf5a9c173cacfc5",
}));
const archives = await call("listArchives", glacier, new ListArchives({ accountId: "-", vaultName: vault }));
answers.archives = archives.UploadsList?.map((entry) => entry.PartSizeInBytes);
await call("abortArchive", glacier, new AbortArchive(range));
await call("abortArchiveUnknown", glacier, new AbortArchive({ ...range, uploadId: "unknown" }));

console.log(JSON.stringify(answers));
