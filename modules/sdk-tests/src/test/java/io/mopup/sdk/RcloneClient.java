/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** rclone, which lists the open uploads of a bucket and aborts all of them; it cannot name one. */
final class RcloneClient implements ClientUnderTest {
    private static final Pattern ERROR = Pattern.compile("(\\w+): [^:\\n]*\\n\\s*status code: (\\d+)");

    @Override
    public Shown call(final ApiCall call) throws Inexpressible {
        final String bucket = "mopup:" + call.parameters().get("Bucket");
        final Map<String, String> remote = remote(Taps.S3.url(), call.signer());
        return switch (call.operation()) {
            case "AbortMultipartUpload" -> {
                // What it has not listed it does not abort: another user's view is of no use either.
                final String listed = ExternalClient.start(
                                remote, "rclone", "backend", "list-multipart-uploads", bucket)
                        .finish()
                        .out();
                if (!listed.contains("\"" + call.parameters().get("UploadId") + "\"")
                        || !listed.contains("\"" + call.parameters().get("Key") + "\"")
                        || listed.split("\"UploadId\"", -1).length != 2) {
                    throw new Inexpressible("it aborts all open uploads that it lists, and no other");
                }
                yield run(remote, "backend", "cleanup", bucket, "-o", "max-age=0s");
            }
            case "ListMultipartUploads" -> run(remote, "backend", "list-multipart-uploads", bucket);
            case "DeleteBucket" -> run(remote, "rmdir", bucket);
            default -> throw new Inexpressible("it has no command for " + call.operation() + " alone");
        };
    }

    private static Shown run(final Map<String, String> remote, final String... arguments) {
        final String[] command = new String[arguments.length + 3];
        command[0] = "rclone";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        command[arguments.length + 1] = "--retries=1";
        command[arguments.length + 2] = "--low-level-retries=1";
        final ExternalClient.Finished finished =
                ExternalClient.start(remote, command).finish();
        // A cleanup that is refused ends with 0 all the same; it only prints the error.
        final Matcher error = ERROR.matcher(finished.err());
        if (error.find()) {
            return new Shown(Integer.parseInt(error.group(2)), error.group(1), finished.err());
        }
        return finished.exit() == 0 ? Shown.SUCCESS : new Shown(0, "unknown", finished.err());
    }

    /** Environment in which "mopup:" is the gateway, for this user. */
    static Map<String, String> remote(final String url, final String user) {
        final Map<String, String> remote = new HashMap<>(ExternalClient.keys(user));
        remote.put("RCLONE_CONFIG_MOPUP_TYPE", "s3");
        remote.put("RCLONE_CONFIG_MOPUP_PROVIDER", "Other");
        remote.put("RCLONE_CONFIG_MOPUP_ENDPOINT", url);
        remote.put("RCLONE_CONFIG_MOPUP_ENV_AUTH", "true");
        remote.put("RCLONE_CONFIG_MOPUP_REGION", "us-east-1");
        remote.put("RCLONE_CONFIG", "/dev/null");
        return remote;
    }
}
