/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.contract;

/**
 * Why a record was rejected. The name is stable: it stands in the header {@link MopupHeaders#ERROR_REASON} of a dead
 * letter or in {@code CommandResult.rejection}, and labels the metric.
 */
public enum ReasonCode {
    KEY_MISSING("The record has no key. Use the upload id as the Kafka key."),
    TOMBSTONE("The value is null. Inputs are events, not state: to withdraw something, publish a new event."),
    UNDECODABLE("The value is not Avro in the registry's framing (magic byte 0, four bytes of schema id)."),
    SCHEMA_UNKNOWN("The registry does not know the schema id. Register schemas with 'mopup schemas register'."),
    RECORD_UNEXPECTED("Records of this schema do not belong on this topic."),
    KEY_MISMATCH("The key differs from identity.uploadId. Use the upload id as the Kafka key."),
    IDENTITY_MISMATCH("The upload was created with another container, key or account than the record names."),
    MISROUTED("The key belongs on another partition. Use the murmur2 partitioner (librdkafka: murmur2_random)."),
    DIALECT_UNKNOWN("identity.dialect is not one that this release knows."),
    UPLOAD_ID_EMPTY("identity.uploadId is empty."),
    UPLOAD_ID_TOO_LONG("identity.uploadId is longer than 1024 bytes of UTF-8."),
    IDENTITY_INCOMPLETE("The identity lacks what its dialect needs: container and key, or account and container."),
    CONTAINER_NAME_ILLEGAL("identity.container is not a name that its dialect allows."),
    CONTAINER_UNKNOWN("No such container is registered; publish it on the containers topic first."),
    ALIAS_ILLEGAL("An alias is an access point alias or the ARN of an access point; only S3 has them."),
    RULE_ILLEGAL("A rule needs days of 1 or more; a policy needs a name of A-Z a-z 0-9 . _ - and an age or idle time."),
    KEY_TOO_LONG("identity.key is longer than 1024 bytes of UTF-8."),
    ACCOUNT_ILLEGAL("identity.account has to be twelve digits."),
    COMMAND_ID_MISSING("commandId is empty or longer than 256 bytes; without it no answer can find its caller."),
    PART_NUMBER_OUT_OF_RANGE("A part number is 1 to 10000."),
    PART_LIST_TOO_LONG("A part list has at most 10000 entries, an observation at most 1000."),
    PART_SIZE_ILLEGAL("The part size of a Glacier upload is 1 MiB times a power of two, up to 4 GiB."),
    PART_SIZE_MISSING("An upload to a Glacier vault needs its part size."),
    GENERATION_NEGATIVE("A generation is 0 or more."),
    GENERATION_REUSED("The generation is known already with another locator. Each upload of a part needs a new one."),
    SIZE_NEGATIVE("A size is 0 or more bytes."),
    TIME_OUT_OF_RANGE("A time has to lie between 1970 and 9999."),
    TEXT_TOO_LONG("A text field is longer than 2048 bytes of UTF-8."),
    LOCATOR_ILLEGAL("The locator is empty, longer than 1024 bytes, absolute, or has a '.' or '..' segment."),
    WAITING_TOO_MANY("Too many commands wait for the outcome of this upload. Try again later."),
    QUARANTINED("The upload is in quarantine after an internal error. 'RetryReclaim' takes it out."),
    INTERNAL_ERROR("The record could not be processed; its upload is in quarantine now."),
    OUTPUT_TOO_LARGE("What the record leads to exceeds the largest record of the broker; raise max.request.size."),
    STORAGE_UNUSABLE("The agent could not act on the record and no report can say so; see the message.");

    private final String advice;

    ReasonCode(final String advice) {
        this.advice = advice;
    }

    /** What is wrong and what to do, in one or two sentences. */
    public String advice() {
        return advice;
    }
}
