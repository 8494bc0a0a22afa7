/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.client.admin.SubjectState;
import java.io.PrintWriter;
import java.util.List;
import java.util.function.Function;

/** How the subjects of the registry are shown. */
final class Subjects {
    private Subjects() {}

    /** @param said what is said of each kind in text, all of one width */
    static void print(
            final PrintWriter out,
            final boolean json,
            final List<SubjectState> subjects,
            final Function<SubjectState.Kind, String> said) {
        if (json) {
            final ObjectNode object = Json.object();
            final ArrayNode array = object.putArray("subjects");
            subjects.forEach(subject -> array.addObject()
                    .put("subject", subject.subject())
                    .put("found", subject.kind().name()));
            out.println(Json.line(object));
        } else {
            subjects.forEach(subject -> out.println(said.apply(subject.kind()) + "  " + subject.subject()));
        }
        out.flush();
    }
}
