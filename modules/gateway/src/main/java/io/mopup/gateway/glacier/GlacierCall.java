/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.core.ContainerFacts;
import io.mopup.core.dialect.Admission;
import io.mopup.core.dialect.DialectRules;
import io.mopup.core.dialect.Dialects;
import io.mopup.core.dialect.GlacierError;
import io.mopup.core.dialect.Request;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.Requester;
import io.mopup.events.UploadIdentity;
import io.mopup.gateway.Asking;
import io.mopup.gateway.RequestTimer;
import io.mopup.gateway.UploadIds;
import io.mopup.gateway.auth.AccessPolicy;
import io.mopup.gateway.auth.Caller;
import io.mopup.http.HttpRequest;

/**
 * One authenticated request for an operation.
 *
 * @param account twelve digits
 * @param vault as it is registered; null if there is none
 * @param timer that waits for decisions are measured with
 */
record GlacierCall(
        HttpRequest http,
        GlacierOperation operation,
        GlacierTarget target,
        String account,
        Caller caller,
        Container vault,
        RequestTimer timer) {

    /** On whose behalf decisions are asked for. */
    Asking asking() {
        return Asking.of(http, timer);
    }

    DialectRules rules() {
        return Dialects.of(Dialect.GLACIER);
    }

    /** The upload that is named. */
    UploadIdentity identity(final String uploadId) {
        return UploadIdentity.newBuilder()
                .setDialect(Dialect.GLACIER)
                .setAccount(account)
                .setContainer(target.vault())
                .setUploadId(uploadId)
                .build();
    }

    /**
     * The upload that the path names.
     *
     * @throws GlacierFailure MissingParameterValue, if the id is empty
     */
    UploadIdentity identity() {
        if (target.uploadId().isEmpty()) {
            throw GlacierFailure.of(GlacierError.MISSING_PARAMETER_VALUE, "The upload ID is missing.");
        }
        if (!UploadIds.isPossible(target.uploadId())) {
            throw new GlacierFailure(rules().noSuchUpload(identity(target.uploadId())));
        }
        return identity(target.uploadId());
    }

    /** Who asks, with what his policies say of this operation on this vault. */
    Requester requester() {
        return Requester.newBuilder()
                .setAccount(caller.account())
                .setPrincipal(caller.principal())
                .setPolicy(AccessPolicy.decide(caller, operation.action(), arn()))
                .build();
    }

    /**
     * The first steps of the evaluation, by the rules that the processor uses for commands.
     *
     * @throws GlacierFailure with the first answer that refuses
     */
    GlacierCall admitted() {
        Admission.refuse(rules(), request()).ifPresent(GlacierFailure::raise);
        return this;
    }

    /** The same without the permission, which the processor judges itself. */
    GlacierCall known() {
        if (vault == null) {
            Admission.refuseUnseen(rules(), request()).ifPresent(GlacierFailure::raise);
        }
        return this;
    }

    String arn() {
        return arn(account, target.vault() == null ? "*" : target.vault());
    }

    static String arn(final String account, final String vault) {
        return "arn:aws:glacier:us-east-1:" + account + ":vaults/" + vault;
    }

    /**
     * A header that has to be there.
     *
     * @throws GlacierFailure MissingParameterValue
     */
    String required(final String header) {
        return http.header(header)
                .filter(value -> !value.isEmpty())
                .orElseThrow(() -> GlacierFailure.of(
                        GlacierError.MISSING_PARAMETER_VALUE, "Required parameter missing: " + header));
    }

    private Request request() {
        return new Request(
                identity(""),
                requester(),
                null,
                null,
                vault == null ? ContainerFacts.unregistered(false, null, false) : ContainerFacts.of(vault),
                null);
    }
}
