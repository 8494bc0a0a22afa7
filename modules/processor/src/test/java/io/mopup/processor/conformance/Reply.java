/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mopup.events.CommandResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The answer to one command, and what it is expected to be. */
final class Reply {
    private final Trial trial;
    private final String commandId;

    Reply(final Trial trial, final String commandId) {
        this.trial = trial;
        this.commandId = commandId;
    }

    String commandId() {
        return commandId;
    }

    /** A success that charges nobody. */
    Reply answers(final int status, final String... fields) {
        return succeeds(status, false, fields);
    }

    /** A success that the requester pays for. */
    Reply answersAtTheRequestersCost(final int status, final String... fields) {
        return succeeds(status, true, fields);
    }

    /** @param fields name and value of all further fields, in turn */
    Reply refuses(final int status, final String code, final String... fields) {
        refusesWith(status, code, fields);
        assertThat(result().getFields()).isEqualTo(fields(fields));
        return this;
    }

    /** The same, but there may be other fields as well. */
    Reply refusesWith(final int status, final String code, final String... fields) {
        trial.got(text());
        assertThat(result())
                .returns(status, CommandResult::getHttpStatus)
                .returns(code, CommandResult::getErrorCode)
                .returns(false, CommandResult::getRequestCharged);
        assertThat(result().getMessage()).isNotBlank();
        assertThat(result().getFields()).containsAllEntriesOf(fields(fields));
        return this;
    }

    /** What the caller sees is the same as that, so that it tells nothing apart. */
    Reply looksLike(final Reply other) {
        assertThat(result())
                .returns(other.result().getHttpStatus(), CommandResult::getHttpStatus)
                .returns(other.result().getErrorCode(), CommandResult::getErrorCode)
                .returns(other.result().getMessage(), CommandResult::getMessage)
                .returns(other.result().getFields(), CommandResult::getFields)
                .returns(other.result().getRequestCharged(), CommandResult::getRequestCharged);
        return this;
    }

    /** The outcome is still open. */
    Reply waits() {
        trial.got(isAnswered() ? text() : "no answer yet");
        assertThat(isAnswered()).as("answered already").isFalse();
        return this;
    }

    boolean isAnswered() {
        return !results().isEmpty();
    }

    /** Every result that was published for it; more than one if the command was sent again. */
    List<CommandResult> results() {
        return trial.published().all(CommandResult.class).stream()
                .filter(result -> result.getCommandId().equals(commandId))
                .toList();
    }

    CommandResult result() {
        final List<CommandResult> all = results();
        if (all.isEmpty()) {
            trial.got("no answer");
            throw new AssertionError("There is no answer.");
        }
        return all.get(all.size() - 1);
    }

    private Reply succeeds(final int status, final boolean charged, final String... fields) {
        trial.got(text());
        assertThat(result())
                .returns(status, CommandResult::getHttpStatus)
                .returns(null, CommandResult::getErrorCode)
                .returns(null, CommandResult::getMessage)
                .returns(charged, CommandResult::getRequestCharged);
        assertThat(result().getFields()).isEqualTo(fields(fields));
        return this;
    }

    private String text() {
        final CommandResult result = result();
        return result.getHttpStatus()
                + (result.getErrorCode() == null ? "" : " " + result.getErrorCode())
                + (result.getFields().isEmpty() ? "" : " " + new TreeMap<>(result.getFields()))
                + (result.getRequestCharged() ? " charged" : "");
    }

    private static Map<String, String> fields(final String... namesAndValues) {
        final Map<String, String> fields = new TreeMap<>();
        for (int name = 0; name < namesAndValues.length; name += 2) {
            fields.put(namesAndValues[name], namesAndValues[name + 1]);
        }
        return fields;
    }
}
