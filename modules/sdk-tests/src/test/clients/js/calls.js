// SPDX-License-Identifier: Apache-2.0
// Makes one call of the AWS SDK for JavaScript v3 for each line of its input, and prints what the SDK shows of the answer, also
// one line each. A header or query parameter that the operation has no member for is added before the request is signed.
import * as glacier from "@aws-sdk/client-glacier";
import * as s3 from "@aws-sdk/client-s3";
import { createInterface } from "node:readline";

const [s3Url, glacierUrl] = process.argv.slice(2);

function client(call) {
  const config = {
    region: "us-east-1",
    credentials: { accessKeyId: call.user, secretAccessKey: `${call.user}secret` },
    maxAttempts: 1,
  };
  return call.service === "glacier"
    ? new glacier.GlacierClient({ ...config, endpoint: glacierUrl })
    : new s3.S3Client({
      ...config, endpoint: s3Url, forcePathStyle: true, disableS3ExpressSessionAuth: !call.sessions,
    });
}

function input(call) {
  const { IfMatchInitiatedTime, ...given } = call.parameters;
  const time = new Date(IfMatchInitiatedTime);
  if (!Number.isNaN(time.getTime())) {
    given.IfMatchInitiatedTime = time;
  }
  if (call.operation === "UploadPart") {
    given.Body = Buffer.from(call.body, "base64");
  } else if (call.operation === "UploadMultipartPart") {
    given.body = Buffer.from(call.body, "base64");
  }
  return given;
}

function additions(call) {
  return (next) => (args) => {
    const present = Object.keys(args.request.headers).map((name) => name.toLowerCase());
    for (const [name, value] of Object.entries(call.headers)) {
      if (!present.includes(name.toLowerCase())) {
        args.request.headers[name] = value;
      }
    }
    Object.assign(args.request.query, call.query);
    return next(args);
  };
}

async function answer(call) {
  const module = call.service === "glacier" ? glacier : s3;
  const command = new module[`${call.operation}Command`](input(call));
  command.middlewareStack.add(additions(call), { step: "build" });
  try {
    const response = await client(call).send(command);
    return { status: response.$metadata.httpStatusCode };
  } catch (error) {
    const status = error.$metadata?.httpStatusCode;
    return { status: status ?? 0, code: status ? error.name : "", message: error.message };
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  console.log(JSON.stringify(await answer(JSON.parse(line))));
}
