/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.glacier;

import io.mopup.client.MopupClientException;
import io.mopup.core.dialect.Accounts;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.GlacierError;
import io.mopup.events.Container;
import io.mopup.gateway.RequestMeter;
import io.mopup.gateway.RequestTimer;
import io.mopup.gateway.UndecidedException;
import io.mopup.gateway.auth.Authenticated;
import io.mopup.gateway.auth.AuthenticationException;
import io.mopup.gateway.auth.Authenticator;
import io.mopup.gateway.auth.BodyException;
import io.mopup.gateway.auth.Caller;
import io.mopup.gateway.state.BucketView;
import io.mopup.http.HttpHandler;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.MalformedRequestException;
import io.mopup.storage.StorageException;
import java.io.IOException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Glacier API: finds out what is asked and by whom, has it done, and says how it went. */
public final class GlacierService implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(GlacierService.class);
    private static final String VERSION_HEADER = "x-amz-glacier-version";
    private static final String VERSION = "2012-06-01";
    /** The account of whoever signed. */
    private static final String OWN = "-";

    private final Authenticator authenticator;
    private final BucketView vaults;
    private final Map<GlacierOperation, GlacierHandler> handlers;
    private final RequestMeter meter;

    GlacierService(
            final Authenticator authenticator,
            final BucketView vaults,
            final Map<GlacierOperation, GlacierHandler> handlers,
            final RequestMeter meter) {
        this.authenticator = authenticator;
        this.vaults = vaults;
        this.handlers = Map.copyOf(handlers);
        this.meter = meter;
    }

    @Override
    public HttpResponse handle(final HttpRequest request) throws IOException {
        HttpResponse response;
        try {
            response = answer(request);
        } catch (final GlacierFailure e) {
            response = error(e.answer());
        } catch (final PartBody.Refused e) {
            response = error(GlacierError.INVALID_PARAMETER_VALUE.answer(e.getMessage()));
        } catch (final AuthenticationException e) {
            response = error(code(e).answer(e.getMessage()));
        } catch (final BodyException e) {
            response = error(
                    e.reason() == BodyException.Reason.INCOMPLETE
                            ? GlacierError.REQUEST_TIMEOUT.answer(e.getMessage())
                            : GlacierError.INVALID_SIGNATURE.answer(e.getMessage()));
        } catch (final MalformedRequestException e) {
            response = error(GlacierError.BAD_REQUEST.answer(e.getMessage()));
        } catch (final UndecidedException | MopupClientException | StorageException e) {
            LOG.warn("Request {} cannot be answered now: {}", request.id(), e.getMessage());
            response = error(GlacierError.SERVICE_UNAVAILABLE.answer("Please try again later."));
        } catch (final RuntimeException e) {
            LOG.error("Request {} failed", request.id(), e);
            response = error(GlacierError.SERVICE_UNAVAILABLE.answer("We encountered an internal error."));
        }
        return response.with("x-amzn-RequestId", request.id());
    }

    private HttpResponse answer(final HttpRequest request) throws IOException, AuthenticationException {
        final RequestTimer timer = RequestTimer.start();
        final Authenticated authenticated = authenticator.authenticate(request);
        requireVersion(request);
        final GlacierTarget target = GlacierTarget.of(request);
        final String account = account(target, authenticated.caller());
        final GlacierOperation operation = GlacierOperation.of(request, target);
        final Container vault = target.vault() == null
                ? null
                : vaults.vault(account, target.vault()).orElse(null);
        final GlacierCall call = new GlacierCall(
                authenticated.request(), operation, target, account, authenticated.caller(), vault, timer);
        try {
            return handlers.get(operation).handle(call);
        } finally {
            meter.answered(operation, timer);
        }
    }

    private static void requireVersion(final HttpRequest request) {
        final String version = request.header(VERSION_HEADER)
                .orElseThrow(() -> GlacierFailure.of(
                        GlacierError.MISSING_PARAMETER_VALUE, "Required parameter missing: API version"));
        if (!version.equals(VERSION)) {
            throw GlacierFailure.of(GlacierError.INVALID_PARAMETER_VALUE, "Invalid API version: " + version);
        }
    }

    private static String account(final GlacierTarget target, final Caller caller) {
        if (target.account().equals(OWN)) {
            return caller.account();
        }
        if (!Accounts.isLegal(target.account())) {
            throw GlacierFailure.of(
                    GlacierError.INVALID_PARAMETER_VALUE, "The account ID is not valid: " + target.account());
        }
        if (!target.account().equals(caller.account())) {
            throw GlacierFailure.of(GlacierError.ACCESS_DENIED, "The account is not that of the caller.");
        }
        return target.account();
    }

    private static GlacierError code(final AuthenticationException error) {
        return switch (error.reason()) {
            case ANONYMOUS -> GlacierError.MISSING_AUTHENTICATION;
            case UNKNOWN_KEY, BAD_TOKEN -> GlacierError.UNRECOGNIZED_CLIENT;
            case BAD_HEADER, LENGTH_REQUIRED -> GlacierError.MISSING_PARAMETER_VALUE;
            case MALFORMED, MALFORMED_QUERY, SIGNATURE_DIFFERS, HEADERS_NOT_SIGNED, SKEWED, EXPIRED, SESSION_INVALID ->
                GlacierError.INVALID_SIGNATURE;
        };
    }

    private static HttpResponse error(final Answer answer) {
        return Json.response(
                answer.httpStatus(),
                Json.object()
                        .put("code", answer.errorCode())
                        .put("message", answer.message())
                        .put("type", answer.fields().getOrDefault("type", "Client")));
    }
}
