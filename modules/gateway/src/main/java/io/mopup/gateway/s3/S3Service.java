/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.client.MopupClientException;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.core.dialect.S3Error;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
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
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The S3 API: finds out what is asked and by whom, has it done, and says how it went. */
public final class S3Service implements HttpHandler {
    private static final Logger LOG = LoggerFactory.getLogger(S3Service.class);

    private static final String BEARER = "Bearer ";

    private final Authenticator authenticator;
    private final BucketView buckets;
    private final List<String> domains;
    private final Map<S3Operation, S3Handler> handlers;
    private final RequestMeter meter;

    /** @param domains in front of which a bucket can stand in the host */
    public S3Service(
            final Authenticator authenticator,
            final BucketView buckets,
            final List<String> domains,
            final Map<S3Operation, S3Handler> handlers,
            final RequestMeter meter) {
        this.authenticator = authenticator;
        this.buckets = buckets;
        this.domains = List.copyOf(domains);
        this.handlers = Map.copyOf(handlers);
        this.meter = meter;
    }

    @Override
    public HttpResponse handle(final HttpRequest request) throws IOException {
        final Ids ids = Ids.of(request.id());
        final Attempt attempt = new Attempt(request);
        HttpResponse response;
        try {
            response = attempt.answer();
        } catch (final S3Failure e) {
            response = attempt.refused(e.answer(), ids);
        } catch (final CheckedBody.Refused e) {
            response = attempt.refused(e.answer(), ids);
        } catch (final AuthenticationException e) {
            response = attempt.refused(AuthenticationErrors.of(e), ids);
        } catch (final BodyException e) {
            response = attempt.refused(AuthenticationErrors.of(e), ids);
        } catch (final MalformedRequestException e) {
            response = attempt.refused(S3Error.INVALID_REQUEST.answer(Map.of()).saying(e.getMessage()), ids);
        } catch (final UndecidedException | MopupClientException e) {
            LOG.warn("Request {} was not decided in time: {}", ids.request(), e.getMessage());
            response = attempt.refused(S3Error.SLOW_DOWN.answer(Map.of()), ids);
        } catch (final StorageException e) {
            LOG.warn("Request {}: the store fails: {}", ids.request(), e.getMessage());
            response = attempt.refused(S3Error.SERVICE_UNAVAILABLE.answer(Map.of()), ids);
        } catch (final RuntimeException e) {
            LOG.error("Request {} failed", ids.request(), e);
            response = attempt.refused(S3Error.INTERNAL_ERROR.answer(Map.of()), ids);
        }
        return attempt.withIds(response, ids);
    }

    /** One request on its way; what is known of it so far decides how an error looks. */
    private final class Attempt {
        private final RequestTimer timer = RequestTimer.start();
        private final HttpRequest request;
        private S3Target target = new S3Target(null, null);
        private Dialect dialect = Dialect.S3;

        Attempt(final HttpRequest request) {
            this.request = request;
        }

        HttpResponse answer() throws IOException, AuthenticationException {
            target = S3Target.of(request, domains);
            if (hasToken()) {
                // Nobody else takes tokens, so that also whoever is refused for one expects a document of IBM.
                dialect = Dialect.COS;
            }
            final Authenticated authenticated = authenticator.authenticate(request);
            final Container container = target.bucket() == null
                    ? null
                    : buckets.bucket(target.bucket()).orElse(null);
            dialect = dialect(authenticated.caller(), container);
            final S3Operation operation = S3Router.route(request, target);
            final S3Call call = new S3Call(
                    authenticated.request(), operation, target, authenticated.caller(), dialect, container, timer);
            try {
                return handlers.get(operation).handle(call);
            } finally {
                meter.answered(operation, timer);
            }
        }

        HttpResponse refused(final Answer answer, final Ids ids) {
            final HttpResponse response = ErrorDocument.of(
                    answer, dialect, target.resource(), ids, request.method().equals("HEAD"));
            return answer.errorCode().equals("MethodNotAllowed")
                    ? response.with("Allow", S3Router.allowed(request, target))
                    : response;
        }

        HttpResponse withIds(final HttpResponse response, final Ids ids) {
            final HttpResponse named =
                    response.with("x-amz-request-id", ids.request()).with("x-amz-id-2", ids.host());
            return dialect == Dialect.COS
                    ? named.with("X-Clv-Request-Id", ids.request())
                            .with("X-Clv-S3-Version", "2.5")
                            .with("Accept-Ranges", "bytes")
                    : named;
        }

        private boolean hasToken() {
            return request.header("Authorization")
                    .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                    .isPresent();
        }

        private Dialect dialect(final Caller caller, final Container container) {
            if (container != null) {
                return container.getDialect();
            }
            return caller.family() == Dialect.S3 && ContainerNames.isOfDirectory(target.bucket())
                    ? Dialect.S3_DIRECTORY
                    : caller.family();
        }
    }
}
