/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.LifecycleRule;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The lifecycle configuration of a bucket as clients send it, with the one action that concerns uploads. */
record LifecycleDocument(@JsonProperty("Rule") List<Rule> rules) {
    private static final int MOST = 1000;
    private static final int LONGEST_ID = 255;

    record Rule(
            @JsonProperty("ID") String id,
            @JsonProperty("Status") String status,
            @JsonProperty("Prefix") String prefix,
            @JsonProperty("Filter") Filter filter,
            @JsonProperty("AbortIncompleteMultipartUpload") Abort abort,
            @JsonProperty("Expiration") JsonNode expiration,
            @JsonProperty("Transition") JsonNode transition,
            @JsonProperty("NoncurrentVersionExpiration") JsonNode versionExpiration,
            @JsonProperty("NoncurrentVersionTransition") JsonNode versionTransition) {

        boolean hasOtherAction() {
            return expiration != null || transition != null || versionExpiration != null || versionTransition != null;
        }
    }

    record Filter(
            @JsonProperty("Prefix") String prefix,
            @JsonProperty("Tag") JsonNode tag,
            @JsonProperty("ObjectSizeGreaterThan") String greater,
            @JsonProperty("ObjectSizeLessThan") String less,
            @JsonProperty("And") Filter and) {

        boolean isOfObjects() {
            return tag != null || greater != null || less != null || (and != null && and.isOfObjects());
        }

        String anyPrefix() {
            return prefix == null && and != null ? and.anyPrefix() : ListParameters.orEmpty(prefix);
        }
    }

    record Abort(@JsonProperty("DaysAfterInitiation") String days) {}

    /**
     * The rules as they are registered.
     *
     * @throws S3Failure if the document is none that the API takes, or asks for more than uploads
     */
    List<LifecycleRule> registered() {
        if (rules == null || rules.isEmpty() || rules.size() > MOST) {
            throw S3Failure.of(S3Error.MALFORMED_XML);
        }
        final List<LifecycleRule> registered =
                rules.stream().map(LifecycleDocument::registered).toList();
        final Set<String> ids = new HashSet<>();
        registered.stream()
                .map(LifecycleRule::getId)
                .filter(id -> !ids.add(id))
                .findFirst()
                .ifPresent(id -> {
                    throw S3Failure.invalidArgument(
                            "ID", id, "Rule ID must be unique. Found same ID for more than one rule");
                });
        return registered;
    }

    private static LifecycleRule registered(final Rule rule) {
        final boolean known = "Enabled".equals(rule.status()) || "Disabled".equals(rule.status());
        if (!known || (rule.filter() == null) == (rule.prefix() == null)) {
            throw S3Failure.of(S3Error.MALFORMED_XML);
        }
        if (rule.hasOtherAction()) {
            throw S3Failure.of(S3Error.NOT_IMPLEMENTED)
                    .saying("Of the actions of a lifecycle rule, AbortIncompleteMultipartUpload is implemented.");
        }
        if (rule.abort() == null) {
            throw S3Failure.of(S3Error.INVALID_REQUEST).saying("At least one action needs to be specified in a rule");
        }
        if (rule.filter() != null && rule.filter().isOfObjects()) {
            throw S3Failure.of(S3Error.INVALID_REQUEST)
                    .saying("AbortIncompleteMultipartUpload cannot be specified with tags or object sizes");
        }
        return LifecycleRule.newBuilder()
                .setId(id(rule))
                .setEnabled(rule.status().equals("Enabled"))
                .setPrefix(rule.filter() == null ? rule.prefix() : rule.filter().anyPrefix())
                .setDaysAfterInitiation(days(rule.abort()))
                .build();
    }

    private static String id(final Rule rule) {
        if (rule.id() != null && rule.id().length() > LONGEST_ID) {
            throw S3Failure.invalidArgument("ID", rule.id(), "ID length should not exceed allowed limit of 255");
        }
        return rule.id() == null || rule.id().isEmpty() ? UUID.randomUUID().toString() : rule.id();
    }

    private static int days(final Abort abort) {
        final int days;
        try {
            days = Integer.parseInt(ListParameters.orEmpty(abort.days()).trim());
        } catch (final NumberFormatException e) {
            throw S3Failure.of(S3Error.MALFORMED_XML);
        }
        if (days < 1) {
            throw S3Failure.invalidArgument(
                    "DaysAfterInitiation",
                    abort.days(),
                    "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer");
        }
        return days;
    }
}
