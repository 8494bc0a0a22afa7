/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS CLI: one process for each call; it shows the code of an error and no status. */
final class AwsCommandLine implements ClientUnderTest {
    static final String PROGRAM = "/usr/bin/aws";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Pattern CODE = Pattern.compile("An error occurred \\((\\w+)\\)");

    @Override
    public Shown call(final ApiCall call) throws IOException, Inexpressible {
        final boolean vault = call.service().equals("glacier");
        final List<String> command = new ArrayList<>(List.of(
                PROGRAM,
                "--endpoint-url",
                Taps.of(call.service()).url(),
                vault ? "glacier" : "s3api",
                kebab(call.operation())));
        command.addAll(List.of("--cli-input-json", MAPPER.writeValueAsString(call.parameters())));
        if (call.body().length > 0) {
            final Path body = Files.createTempFile(Path.of("target"), "body-", ".bin");
            Files.write(body, call.body());
            command.addAll(List.of("--body", body.toString()));
        }
        final Map<String, String> variables = new HashMap<>(ExternalClient.keys(call.signer()));
        variables.put("AWS_MAX_ATTEMPTS", "1");
        final ExternalClient.Finished finished =
                ExternalClient.start(variables, command.toArray(String[]::new)).finish();
        if (finished.exit() == 0) {
            return Shown.SUCCESS;
        }
        final Matcher code = CODE.matcher(finished.err());
        return new Shown(0, code.find() ? code.group(1) : "unknown", finished.err());
    }

    private static String kebab(final String operation) {
        return operation.replaceAll("(?<!^)(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
