// SPDX-License-Identifier: Apache-2.0
// Uploads parts from many places at once, each until it is refused, and aborts once each has one part. Prints what was shown.
import { AbortMultipartUploadCommand, S3Client, UploadPartCommand } from "@aws-sdk/client-s3";

const [url, Bucket, Key, UploadId, size, places, mostParts] = process.argv.slice(2);
const uploaders = Number(places);
const s3 = new S3Client({ endpoint: url, region: "us-east-1", forcePathStyle: true, maxAttempts: 1 });

async function shown(command) {
  try {
    return String((await s3.send(command)).$metadata.httpStatusCode);
  } catch (error) {
    return `${error.$metadata?.httpStatusCode} ${error.name}`;
  }
}

const abort = () => shown(new AbortMultipartUploadCommand({ Bucket, Key, UploadId }));

async function upload(first, uploading) {
  const answers = [];
  do {
    const PartNumber = first + answers.length * uploaders;
    const Body = Buffer.alloc(Number(size), PartNumber % 256);
    answers.push(await shown(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body })));
    uploading();
  } while (answers.at(-1) === "200" && answers.length < Number(mostParts));
  return answers;
}

const running = [];
const started = Array.from({ length: uploaders }, (_, i) => new Promise((uploading) => {
  running.push(upload(i + 1, uploading));
}));
await Promise.all(started);
const first = await abort();
const answers = await Promise.all(running);
console.log(JSON.stringify({ uploaders: answers, aborts: [first, await abort()] }));
