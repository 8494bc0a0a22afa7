/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

import io.mopup.gateway.http.HttpRequest;

/**
 * A request of which it is known who sent it.
 *
 * @param request with an {@link AuthenticatedBody}: decoded, and checked while it is read
 */
public record Authenticated(Caller caller, HttpRequest request) {
    /** The body of the request. */
    public AuthenticatedBody body() {
        return (AuthenticatedBody) request.body();
    }
}
