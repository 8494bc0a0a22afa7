/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.s3;

import io.mopup.contract.RecordKeys;
import io.mopup.core.dialect.Answer;
import io.mopup.core.dialect.ContainerNames;
import io.mopup.events.Container;
import io.mopup.events.Dialect;
import io.mopup.events.SessionMode;
import io.mopup.gateway.RequestTimer;
import io.mopup.gateway.auth.Caller;
import io.mopup.gateway.auth.Statement;
import io.mopup.gateway.objects.ObjectStore;
import io.mopup.gateway.objects.Stores;
import io.mopup.gateway.state.BucketRegistry;
import io.mopup.http.Headers;
import io.mopup.http.HttpRequest;
import io.mopup.http.HttpResponse;
import io.mopup.http.Query;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Handlers on a store of their own, without a broker; what they register is kept here. */
final class Bench {
    static final String OWNER = "111122223333";
    static final String STRANGER = "444455556666";
    static final String MD5 = "Content-MD5";

    final Map<String, Container> registered = new ConcurrentHashMap<>();
    final ObjectStore objects;
    boolean openUploads;
    private final Map<S3Operation, S3Handler> handlers;

    Bench(final Path root) {
        this.objects = Stores.at(root);
        this.handlers = ObjectOperations.handlers(
                new ObjectOperations.Parts(
                        new Registry(),
                        bucket -> openUploads,
                        Bench::content,
                        Bench::content,
                        Clock.fixed(Stores.NOW, ZoneOffset.UTC)),
                objects);
    }

    /** The account itself, which needs no policy for what is its own. */
    static Caller root(final String account) {
        return user(account, Dialect.S3, "root");
    }

    static Caller cos(final String account, final String... actions) {
        return new Caller(
                account,
                "arn:aws:iam::" + account + ":user/u",
                Dialect.COS,
                SessionMode.NONE,
                List.of(new Statement(Statement.Effect.ALLOW, List.of(actions), List.of("*"))));
    }

    static Caller user(final String account, final Dialect family, final String name, final Statement... policy) {
        return new Caller(account, "arn:aws:iam::" + account + ":" + name, family, SessionMode.NONE, List.of(policy));
    }

    static Caller session(final SessionMode mode) {
        return new Caller(OWNER, "arn:aws:iam::" + OWNER + ":user/u", Dialect.S3, mode, List.of());
    }

    /** A bucket of the owner. */
    Bench bucket(final String name) {
        call(S3Operation.CREATE_BUCKET, "/" + name).send();
        return this;
    }

    Call call(final S3Operation operation, final String target) {
        return new Call(operation, target);
    }

    /** An object in {@code photos}. */
    void object(final String key, final String text) {
        call(S3Operation.PUT_OBJECT, "/photos/" + key).body(text).send();
    }

    static String text(final HttpResponse response) {
        try {
            if (response.content() instanceof HttpResponse.Content.Stream stream) {
                try (var in = stream.in()) {
                    return new String(in.readAllBytes(), StandardCharsets.UTF_8);
                }
            }
            return response.content() instanceof HttpResponse.Content.Bytes bytes
                    ? new String(bytes.bytes(), StandardCharsets.UTF_8)
                    : "";
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> headers(final HttpResponse response) {
        final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(response.headers());
        return headers;
    }

    private static Content content(final S3Call call) {
        return new Content(call.http().body(), () -> {
            final Map<String, String> all = new HashMap<>();
            ContentChecks.sent(call).forEach((algorithm, value) -> all.put(algorithm.header(), value));
            return all;
        });
    }

    /** One request; the raw target has the path and, behind a question mark, the query. */
    final class Call {
        private final S3Operation operation;
        private final String target;
        private final Map<String, List<String>> headers = new HashMap<>();
        private Caller caller = root(OWNER);
        private String body = "";

        Call(final S3Operation operation, final String target) {
            this.operation = operation;
            this.target = target;
        }

        Call by(final Caller who) {
            caller = who;
            return this;
        }

        Call header(final String name, final String value) {
            headers.put(name, List.of(value));
            return this;
        }

        Call body(final String text) {
            body = text;
            return this;
        }

        HttpResponse send() {
            try {
                return handlers.get(operation).handle(call());
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The answer that refuses. */
        Answer refused() {
            try {
                final HttpResponse response = send();
                throw new AssertionError("Not refused but answered " + response.status());
            } catch (final S3Failure e) {
                return e.answer();
            }
        }

        private S3Call call() {
            final String[] parts = target.split("\\?", 2);
            final HttpRequest http = new HttpRequest(
                    "1",
                    operation.method(),
                    parts[0],
                    Query.parse(parts.length == 2 ? parts[1] : null),
                    new Headers(headers),
                    new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)));
            final S3Target named = S3Target.of(http, List.of());
            final Container container = Optional.ofNullable(named.bucket())
                    .flatMap(Bench.this::find)
                    .orElse(null);
            final Dialect dialect = container != null
                    ? container.getDialect()
                    : caller.family() == Dialect.S3 && ContainerNames.isOfDirectory(named.bucket())
                            ? Dialect.S3_DIRECTORY
                            : caller.family();
            return new S3Call(http, operation, named, caller, dialect, container, RequestTimer.start());
        }
    }

    private Optional<Container> find(final String name) {
        return registered.values().stream()
                .filter(container -> container.getContainer().equals(name) && container.getDeletedAt() == null)
                .findFirst();
    }

    private final class Registry implements BucketRegistry {
        @Override
        public Optional<Container> bucket(final String name) {
            return find(name);
        }

        @Override
        public Stream<Container> all() {
            return registered.values().stream().filter(container -> container.getDeletedAt() == null);
        }

        @Override
        public void catchUp() {
            // One gateway knows what it registered.
        }

        @Override
        public void register(final Container container) {
            registered.put(RecordKeys.of(container), container);
        }
    }
}
