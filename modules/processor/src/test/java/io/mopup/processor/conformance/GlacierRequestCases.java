/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.processor.conformance;

import static io.mopup.events.Dialect.GLACIER;
import static io.mopup.events.UploadStatus.ABORTED;
import static io.mopup.events.UploadStatus.IN_PROGRESS;
import static io.mopup.processor.conformance.Names.OWNER;
import static io.mopup.processor.conformance.Names.STRANGER;
import static io.mopup.processor.conformance.Names.by;
import static io.mopup.processor.conformance.Names.caller;

import io.mopup.events.PolicyDecision;
import io.mopup.processor.FoldConfig;
import java.util.List;

/** Glacier: requests that are judged before their upload, and services that do not answer. */
final class GlacierRequestCases {
    private static final String INVALID = "InvalidParameterValueException";
    private static final String MISSING = "MissingParameterValueException";
    private static final String[] CLIENT = {"type", "Client"};

    private GlacierRequestCases() {}

    static List<Case> cases() {
        return List.of(
                Case.of(81, "GL")
                        .when("initiated with part size 1048576 and account '-'")
                        .then("201, Location with the twelve digits of the account")
                        .gateway(),
                Case.of(82, "GL")
                        .when("initiated with part size 0, 1000000, 10485760, 8589934592; with 4294967296; without")
                        .then("400 InvalidParameterValueException; 201; 400 MissingParameterValueException")
                        .check(GlacierRequestCases::partSizes),
                Case.of(87, "GL")
                        .when("aborted with the account of somebody else; with 1111-2222-3333")
                        .then("403 AccessDeniedException; 400 InvalidParameterValueException")
                        .inferred("the 400")
                        .check(GlacierRequestCases::accounts),
                Case.of(88, "GL")
                        .when("aborted without x-amz-glacier-version")
                        .then("400 MissingParameterValueException")
                        .inferred("all of it")
                        .gateway(),
                Case.of(89, "GL")
                        .given("an account without storage in the service")
                        .when("aborted")
                        .then("400 NoLongerSupportedException")
                        .check(t -> {
                            t.container(GLACIER, vault -> vault.setNoLongerSupported(true));
                            final Upload upload = t.upload(GLACIER, 1);
                            upload.abort().refuses(400, "NoLongerSupportedException", CLIENT);
                            upload.is(IN_PROGRESS).deletesNothing();
                            t.unknown(GLACIER).abort().refuses(400, "NoLongerSupportedException", CLIENT);
                        }),
                Case.of(90, "GL")
                        .given("as many commands wait for the outcome as may")
                        .when("aborted; aborted again when the outcome is there")
                        .then("500 ServiceUnavailableException with type Server, not 503; 204")
                        .rest("a processor that does not answer at all")
                        .with(FoldConfig.MAX_WAITING_CONFIG, 1)
                        .check(GlacierRequestCases::busy),
                Case.of(98, "GL")
                        .when("aborted with an empty upload id")
                        .then("400 MissingParameterValueException; no list")
                        .inferred("all of it")
                        .rest("that it is not taken for the list")
                        .check(t -> t.unknown(GLACIER)
                                .named(name -> name.setUploadId(""))
                                .abort()
                                .refuses(400, MISSING, CLIENT)));
    }

    private static void partSizes(final Trial t) {
        for (final long size : List.of(0L, 1_000_000L, 10_485_760L, 8_589_934_592L)) {
            final Upload refused = t.unknown(GLACIER);
            refused.create(created -> created.setPartSize(size)).refuses(400, INVALID, CLIENT);
            refused.isNotShown();
        }
        final Upload largest = t.unknown(GLACIER);
        largest.create(created -> created.setPartSize(4_294_967_296L))
                .answers(201, "x-amz-multipart-upload-id", largest.id());
        largest.is(IN_PROGRESS);
        final Upload without = t.unknown(GLACIER);
        without.create(created -> created.setPartSize(null)).refuses(400, MISSING, CLIENT);
        without.isNotShown();
    }

    private static void accounts(final Trial t) {
        final var caller = by(caller(OWNER, Names.user(OWNER, "admin"), PolicyDecision.NONE));
        final Upload foreign =
                t.unknown(GLACIER).named(name -> name.setAccount(STRANGER)).created(1);
        foreign.abort(caller).refuses(403, "AccessDeniedException", CLIENT);
        foreign.is(IN_PROGRESS).deletesNothing();
        final Upload unknown = t.unknown(GLACIER).named(name -> name.setAccount(STRANGER));
        final Reply reply = unknown.abort(caller);
        t.passGrace();
        reply.refuses(403, "AccessDeniedException", CLIENT);

        final Upload own = t.upload(GLACIER, 1);
        own.named(name -> name.setAccount("1111-2222-3333")).abort().refuses(400, INVALID, CLIENT);
        own.is(IN_PROGRESS).deletesNothing();
    }

    private static void busy(final Trial t) {
        final Upload upload = t.upload(GLACIER, 1);
        final Reply complete = upload.complete(Archives.of(1)).waits();
        final Reply abort = upload.abort();
        abort.refuses(500, "ServiceUnavailableException", "type", "Server");
        upload.deletesNothing();
        upload.assemblyFailed(complete, 500, "ServiceUnavailableException");
        complete.refuses(500, "ServiceUnavailableException", "type", "Server");
        upload.is(IN_PROGRESS);
        upload.abort(again -> again.setCommandId(abort.commandId()));
        abort.answers(204);
        upload.is(ABORTED).deletes("1/1");
    }
}
