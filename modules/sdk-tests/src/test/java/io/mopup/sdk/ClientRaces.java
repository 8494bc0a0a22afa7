/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.ibm.cloud.objectstorage.auth.BasicAWSCredentials;
import com.ibm.cloud.objectstorage.services.s3.AmazonS3;
import com.ibm.cloud.objectstorage.services.s3.model.AbortMultipartUploadRequest;
import com.ibm.cloud.objectstorage.services.s3.model.AmazonS3Exception;
import com.ibm.cloud.objectstorage.services.s3.model.UploadPartRequest;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** The clients that can upload parts and abort by themselves, and what each of them shows. */
final class ClientRaces {
    private static final String DONE = "done";
    private static final String REFUSED = "404 NoSuchUpload";
    private static final Pattern CODE = Pattern.compile("An error occurred \\((\\w+)\\)");

    private ClientRaces() {}

    static List<ClientRace> all() {
        final String scripts = ExternalClient.SCRIPTS.toString();
        return List.of(
                new ClientRace("aws-java", "mopupdev", "200", REFUSED, "204", ClientRaces::withAws),
                new ClientRace("ibm-cos", "cosdev", DONE, REFUSED, DONE, ClientRaces::withIbm),
                new ClientRace("aws-cli", "mopupdev", DONE, "NoSuchUpload", DONE, ClientRaces::withCommandLine),
                new ClientRace(
                        "boto3",
                        "mopupdev",
                        "200",
                        REFUSED,
                        "204",
                        (upload, size) ->
                                ClientRace.byScript(upload, size, "/usr/bin/python3", scripts + "/boto3_race.py")),
                new ClientRace(
                        "javascript",
                        "mopupdev",
                        "200",
                        REFUSED,
                        "204",
                        (upload, size) -> ClientRace.byScript(upload, size, "node", scripts + "/js/race.js")));
    }

    private static ClientRace.Shown withAws(final WireUpload upload, final int size) throws Exception {
        try (S3Client s3 = S3Clients.of(upload.user())) {
            return ClientRace.byThreads(
                    number -> shownByAws(() -> s3.uploadPart(
                                    part -> part.bucket(upload.bucket())
                                            .key(upload.key())
                                            .uploadId(upload.id())
                                            .partNumber(number),
                                    RequestBody.fromBytes(WireUpload.bytes(number, size)))
                            .sdkHttpResponse()
                            .statusCode()),
                    () -> shownByAws(() -> s3.abortMultipartUpload(abort -> abort.bucket(upload.bucket())
                                    .key(upload.key())
                                    .uploadId(upload.id()))
                            .sdkHttpResponse()
                            .statusCode()),
                    "200");
        }
    }

    private static String shownByAws(final Supplier<Integer> call) {
        try {
            return call.get().toString();
        } catch (final S3Exception e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        }
    }

    private static ClientRace.Shown withIbm(final WireUpload upload, final int size) throws Exception {
        final AmazonS3 cos = IbmCosClient.cos(
                RealStack.get().s3Url(), new BasicAWSCredentials(upload.user(), upload.user() + "secret"));
        try {
            return ClientRace.byThreads(
                    number -> shownByIbm(() -> cos.uploadPart(new UploadPartRequest()
                            .withBucketName(upload.bucket())
                            .withKey(upload.key())
                            .withUploadId(upload.id())
                            .withPartNumber(number)
                            .withInputStream(new ByteArrayInputStream(WireUpload.bytes(number, size)))
                            .withPartSize(size))),
                    () -> shownByIbm(() -> cos.abortMultipartUpload(
                            new AbortMultipartUploadRequest(upload.bucket(), upload.key(), upload.id()))),
                    DONE);
        } finally {
            cos.shutdown();
        }
    }

    private static String shownByIbm(final Runnable call) {
        try {
            call.run();
            return DONE;
        } catch (final AmazonS3Exception e) {
            return e.getStatusCode() + " " + e.getErrorCode();
        }
    }

    private static ClientRace.Shown withCommandLine(final WireUpload upload, final int size) throws Exception {
        final Path file =
                Files.write(Files.createTempFile(Path.of("target"), "part-", ".bin"), WireUpload.bytes(1, size));
        return ClientRace.byThreads(
                number -> shownByCommandLine(
                        upload, "upload-part", "--part-number", Integer.toString(number), "--body", file.toString()),
                () -> shownByCommandLine(upload, "abort-multipart-upload"),
                DONE);
    }

    private static String shownByCommandLine(
            final WireUpload upload, final String operation, final String... arguments) {
        final List<String> command = new ArrayList<>(List.of(
                AwsCommandLine.PROGRAM, "--endpoint-url", RealStack.get().s3Url(), "s3api", operation));
        command.addAll(List.of("--bucket", upload.bucket(), "--key", upload.key(), "--upload-id=" + upload.id()));
        command.addAll(List.of(arguments));
        final ExternalClient.Finished finished =
                ExternalClient.start(Map.of(), command.toArray(String[]::new)).finish();
        final Matcher code = CODE.matcher(finished.err());
        return finished.exit() == 0 ? DONE : code.find() ? code.group(1) : finished.err();
    }
}
