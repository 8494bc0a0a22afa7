/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.core.ContainerFacts;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Dialects;
import io.mopup.core.dialect.Request;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.auth.AccessPolicy;
import io.mopup.gateway.auth.Caller;
import io.mopup.http.HttpRequest;
import java.util.Optional;

/**
 * One authenticated request for an operation.
 *
 * @param dialect whose rules decide: that of the bucket, or of the caller where there is none
 * @param container the bucket as it is registered, found by its name or an alias; null if there is none
 */
public record S3Call(
        HttpRequest http,
        S3Operation operation,
        S3Target target,
        Caller caller,
        Dialect dialect,
        Container container) {

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

    DialectRules rules() {
        return Dialects.of(dialect);
    }

    /** The upload that is named. */
    UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(dialect)
                .setAccount(container == null ? null : container.getAccount())
                .setContainer(bucket())
                .setKey(key())
                .setUploadId(uploadId)
                .build();
    }

    /** Who asks, with what his policies say of this operation on this bucket or key. */
    public Requester requester() {
        return requester(operation);
    }

    Requester requester(final S3Operation asked) {
        final String action = dialect == Dialect.COS ? asked.cosAction() : asked.action();
        return Requester.newBuilder()
                .setAccount(caller.account())
                .setPrincipal(caller.principal())
                .setPolicy(AccessPolicy.decide(caller, action, resource()))
                .setSession(caller.session())
                .build();
    }

    /**
     * Steps 1 to 5 of the evaluation of a request, by the rules that the processor uses for commands.
     *
     * @throws S3Failure with the first answer that refuses
     */
    public S3Call admitted() {
        refusal().ifPresent(answer -> {
            throw new S3Failure(answer);
        });
        return this;
    }

    private Optional<Answer> refusal() {
        final ContainerFacts facts = container == null
                ? ContainerFacts.unregistered(false, null, false)
                : ContainerFacts.of(container);
        return Admission.refuse(
                rules(),
                new Request(
                        identity(""),
                        requester(),
                        header("x-amz-expected-bucket-owner"),
                        header("x-amz-request-payer"),
                        facts,
                        null));
    }

    private String resource() {
        return "arn:aws:s3:::" + (bucket() == null ? "*" : bucket()) + (key() == null ? "" : "/" + key());
    }
}
