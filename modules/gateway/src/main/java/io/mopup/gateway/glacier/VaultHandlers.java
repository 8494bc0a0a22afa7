/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.core.dialect.GlacierError;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.PolicyDecision;
import io.mopup.gateway.IsoDates;
import io.mopup.gateway.Platform;
import io.mopup.http.HttpResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;

/** CreateVault, DescribeVault, ListVaults and DeleteVault. */
final class VaultHandlers {
    private final Platform platform;
    private final Archives archives;

    VaultHandlers(final Platform platform, final Archives archives) {
        this.platform = platform;
        this.archives = archives;
    }

    HttpResponse create(final GlacierCall call) {
        requireAllowed(call);
        if (!ContainerNames.isLegal(Dialect.GLACIER, call.target().vault())) {
            throw GlacierFailure.of(
                    GlacierError.INVALID_PARAMETER_VALUE,
                    "Invalid vault name: " + call.target().vault());
        }
        // To create a vault again changes nothing, and is no error.
        if (call.vault() == null) {
            publish(Container.newBuilder()
                    .setDialect(Dialect.GLACIER)
                    .setContainer(call.target().vault())
                    .setAccount(call.account())
                    .setUpdatedAt(now())
                    .build());
        }
        return HttpResponse.empty(201)
                .with(
                        "Location",
                        "/" + call.account() + "/vaults/" + call.target().vault());
    }

    HttpResponse describe(final GlacierCall call) {
        call.admitted();
        return Json.response(200, document(call.vault()));
    }

    HttpResponse list(final GlacierCall call) {
        requireAllowed(call);
        final int limit = ListHandlers.limit(call);
        final String marker = call.http().query().first("marker").orElse("");
        final List<Container> vaults = platform.buckets()
                .all()
                .filter(vault -> vault.getDialect() == Dialect.GLACIER
                        && vault.getAccount().equals(call.account()))
                .sorted(Comparator.comparing(Container::getContainer))
                .filter(vault ->
                        GlacierCall.arn(call.account(), vault.getContainer()).compareTo(marker) > 0)
                .limit(limit + 1L)
                .toList();
        final ObjectNode document = Json.object();
        document.put(
                "Marker",
                vaults.size() > limit
                        ? GlacierCall.arn(call.account(), vaults.get(limit - 1).getContainer())
                        : null);
        final ArrayNode list = document.putArray("VaultList");
        vaults.stream().limit(limit).forEach(vault -> list.add(document(vault)));
        return Json.response(200, document);
    }

    HttpResponse delete(final GlacierCall call) {
        requireAllowed(call);
        if (call.vault() != null) {
            if (archives.of(call.vault()).count() > 0) {
                throw GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, "The vault is not empty: " + call.arn());
            }
            publish(Container.newBuilder(call.vault())
                    .setDeletedAt(now())
                    .setUpdatedAt(now())
                    .build());
        }
        return HttpResponse.empty(204);
    }

    private ObjectNode document(final Container vault) {
        final Archives.Inventory inventory = archives.of(vault);
        return Json.object()
                .put("CreationDate", IsoDates.format(vault.getUpdatedAt().toEpochMilli()))
                .put("LastInventoryDate", (String) null)
                .put("NumberOfArchives", inventory.count())
                .put("SizeInBytes", inventory.bytes())
                .put("VaultARN", GlacierCall.arn(vault.getAccount(), vault.getContainer()))
                .put("VaultName", vault.getContainer());
    }

    private void publish(final Container vault) {
        platform.decisions().publish(vault);
        platform.buckets().put(vault);
    }

    /** For operations that do not need the vault to be there. */
    private static void requireAllowed(final GlacierCall call) {
        if (call.requester().getPolicy() != PolicyDecision.ALLOW) {
            GlacierFailure.raise(call.rules().accessDenied(call.identity("")));
        }
    }

    private Instant now() {
        return platform.clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
