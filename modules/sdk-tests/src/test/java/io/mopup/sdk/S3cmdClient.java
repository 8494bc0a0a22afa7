/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** s3cmd, which has a command for aborts, for both lists, and for buckets. */
final class S3cmdClient implements ClientUnderTest {
    private static final Pattern ERROR = Pattern.compile("S3 error: (\\d+) \\((\\w+)\\)");

    @Override
    public Shown call(final ApiCall call) throws Inexpressible {
        final String bucket = "s3://" + call.parameters().get("Bucket");
        final String object = bucket + "/" + call.parameters().get("Key");
        final String uploadId = String.valueOf(call.parameters().get("UploadId"));
        final String[] arguments =
                switch (call.operation()) {
                    case "AbortMultipartUpload" -> new String[] {"abortmp", "--", object, uploadId};
                    case "ListParts" -> new String[] {"listmp", "--", object, uploadId};
                    case "ListMultipartUploads" -> new String[] {"multipart", bucket};
                    case "DeleteBucket" -> new String[] {"rb", bucket};
                    default -> throw new Inexpressible("it has no command for " + call.operation() + " alone");
                };
        final ExternalClient.Finished finished = ExternalClient.start(
                        Map.of(), command(Taps.S3.url(), call.signer(), arguments))
                .finish();
        final Matcher error = ERROR.matcher(finished.err());
        if (finished.exit() == 0) {
            return Shown.SUCCESS;
        }
        return error.find()
                ? new Shown(Integer.parseInt(error.group(1)), error.group(2), finished.err())
                : new Shown(0, "unknown", finished.err());
    }

    /** A command line with these arguments, for this user. */
    static String[] command(final String url, final String user, final String... arguments) {
        final String host = URI.create(url).getAuthority();
        final List<String> command = new ArrayList<>(List.of(
                "s3cmd",
                "--access_key=" + user,
                "--secret_key=" + user + "secret",
                "--no-ssl",
                "--host=" + host,
                "--host-bucket=" + host,
                "--config=/dev/null",
                "--region=us-east-1"));
        command.addAll(List.of(arguments));
        return command.toArray(String[]::new);
    }
}
