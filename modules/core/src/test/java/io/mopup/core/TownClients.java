/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core;

import io.mopup.core.SimulatedShell.Delivery;
import io.mopup.core.naive.NaiveModel;
import io.mopup.events.Dialect;
import io.mopup.events.MultipartUploadCreated;
import io.mopup.events.PartUploaded;
import io.mopup.events.UploadIdentity;
import java.util.List;
import java.util.SplittableRandom;

/** Clients and operators in a {@link Town} who send commands, for the upload that they mean or for something else. */
final class TownClients {
    private final SplittableRandom random;
    private final TownUploaders uploaders;
    private final TownSides sides;
    private final NaiveModel model;
    private final RandomCommands clients;

    TownClients(final SplittableRandom random, final TownUploaders uploaders, final TownSides sides) {
        this.random = random;
        this.uploaders = uploaders;
        this.sides = sides;
        this.model = sides.model;
        this.clients = new RandomCommands(random, new Callers(random));
    }

    void abort() {
        final UploadIdentity named = named();
        sides.deliver(Delivery.of(
                clients.abort(named, model.known(named.getUploadId(), sides.now), sides.nextId(), sides.now)));
    }

    void complete() {
        final UploadIdentity named = named();
        sides.deliver(
                Delivery.of(clients.complete(named, model.known(named.getUploadId(), sides.now), sides.nextId())));
    }

    /** RetryReclaim, PinUpload or CancelAbort. */
    void own() {
        sides.deliver(Delivery.of(clients.own(named(), sides.nextId(), sides.now)));
    }

    /** A producer that tries again. */
    void repeat() {
        final List<TownSides.Logged> commandsInLog = sides.log.stream()
                .filter(entry -> entry.delivery().commandId() != null)
                .filter(entry -> !(entry.delivery().record() instanceof PartUploaded))
                .filter(entry -> !(entry.delivery().record() instanceof MultipartUploadCreated))
                .filter(entry -> model.known(TownSides.uploadId(entry.delivery()), sides.now) != null)
                .toList();
        if (!commandsInLog.isEmpty()) {
            sides.deliver(
                    commandsInLog.get(random.nextInt(commandsInLog.size())).delivery());
        }
    }

    /** Mostly an upload, sometimes by an alias of its container, sometimes its id with another place. */
    private UploadIdentity named() {
        final UploadIdentity identity = uploaders.anyUpload();
        return switch (random.nextInt(10)) {
            case 0 -> TownScenario.elsewhere(identity, identity.getUploadId(), random);
            case 1, 2 ->
                identity.getDialect() == Dialect.S3
                        ? new UploadIdentity(
                                Dialect.S3,
                                identity.getAccount(),
                                RandomReferences.alias(identity),
                                identity.getKey(),
                                identity.getUploadId())
                        : identity;
            default -> identity;
        };
    }
}
