/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.ReasonCode;
import io.mopup.core.ContainerFacts;
import io.mopup.core.UploadFacts;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Dialects;
import io.mopup.core.dialect.Request;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.events.Requester;
import io.mopup.events.SessionMode;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Asking;
import io.mopup.gateway.RequestTimer;
import io.mopup.gateway.auth.AccessPolicy;
import io.mopup.gateway.auth.Caller;
import io.mopup.http.HttpRequest;
import java.util.Optional;

/**
 * One authenticated request for an operation.
 *
 * @param dialect whose rules decide: that of the bucket, or of the caller where there is none
 * @param container the bucket as it is registered, found by its name or an alias; null if there is none
 * @param timer that waits for decisions are measured with
 */
public record S3Call(
        HttpRequest http,
        S3Operation operation,
        S3Target target,
        Caller caller,
        Dialect dialect,
        Container container,
        RequestTimer timer) {
    private static final String PAYER = "x-amz-request-payer";

    /** The name of the bucket itself, whatever alias was used. */
    public String bucket() {
        return container == null ? target.bucket() : container.getContainer();
    }

    public String key() {
        return target.key();
    }

    /** The value of a header, or null. */
    public String header(final String name) {
        return http.header(name).orElse(null);
    }

    /** The value of a query parameter, or null. */
    public String parameter(final String name) {
        return http.query().first(name).orElse(null);
    }

    /** On whose behalf decisions are asked for. */
    Asking asking() {
        return Asking.of(http, timer);
    }

    DialectRules rules() {
        return Dialects.of(dialect);
    }

    /** The upload that is named. */
    UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(dialect)
                .setAccount(container == null ? null : container.getAccount())
                // Of the service itself, where no bucket is meant.
                .setContainer(bucket() == null ? "" : bucket())
                .setKey(key())
                .setUploadId(uploadId)
                .build();
    }

    /** Who asks, with what his policies say of this operation on this bucket or key. */
    public Requester requester() {
        final String action = dialect == Dialect.COS ? operation.cosAction() : operation.action();
        final PolicyDecision policy = AccessPolicy.decide(caller, action, resource());
        return Requester.newBuilder()
                .setAccount(caller.account())
                .setPrincipal(caller.principal())
                .setPolicy(policy)
                .setSession(session(policy))
                .build();
    }

    /** A session that may read will do where nothing is changed; a copied part comes without one. */
    private SessionMode session(final PolicyDecision policy) {
        final boolean reads =
                operation.method().equals("GET") || operation.method().equals("HEAD");
        final boolean copies = (operation == S3Operation.UPLOAD_PART || operation == S3Operation.PUT_OBJECT)
                && http.headers().has("x-amz-copy-source");
        final boolean enough =
                (reads && caller.session() == SessionMode.READ_ONLY) || (copies && policy == PolicyDecision.ALLOW);
        return dialect == Dialect.S3_DIRECTORY && enough ? SessionMode.READ_WRITE : caller.session();
    }

    /**
     * Steps 1 to 5 of the evaluation of a request, by the rules that the processor uses for commands.
     *
     * @throws S3Failure with the first answer that refuses
     */
    public S3Call admitted() {
        requireLegalName();
        refusal(null).ifPresent(S3Failure::raise);
        return this;
    }

    /**
     * The first steps alone, for commands that the processor judges itself: it must not be asked about a bucket that
     * nobody registered.
     *
     * @throws S3Failure NoSuchBucket, or what comes before it
     */
    S3Call known() {
        requireLegalName();
        if (container == null) {
            Admission.refuseUnseen(rules(), request(null)).ifPresent(S3Failure::raise);
        }
        return this;
    }

    /** A name that no bucket can have is another error than one that no bucket has. */
    private void requireLegalName() {
        if (container == null && bucket() != null && !ContainerNames.isLegal(dialect, bucket())) {
            throw new S3Failure(rules().invalid(ReasonCode.CONTAINER_NAME_ILLEGAL, identity("")));
        }
    }

    /** The answer that refuses a request about an upload that is known to its initiator. */
    Optional<Answer> refusal(final UploadFacts upload) {
        return Admission.refuse(rules(), request(upload));
    }

    /** Whether the caller pays and not the owner of the bucket. */
    boolean charged() {
        return dialect == Dialect.S3
                && container != null
                && container.getRequesterPays()
                && "requester".equals(header(PAYER))
                && !container.getAccount().equals(caller.account());
    }

    private Request request(final UploadFacts upload) {
        return new Request(
                identity(""),
                requester(),
                header("x-amz-expected-bucket-owner"),
                header(PAYER),
                container == null ? ContainerFacts.unregistered(false, null, false) : ContainerFacts.of(container),
                upload);
    }

    private String resource() {
        return "arn:aws:s3:::" + (bucket() == null ? "*" : bucket()) + (key() == null ? "" : "/" + key());
    }
}
