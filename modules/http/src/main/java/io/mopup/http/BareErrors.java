/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.http;

import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What is refused before a protocol sees it is answered with a status and nothing else: no page, no stack trace. */
final class BareErrors implements Request.Handler {

    @Override
    public boolean handle(final Request request, final Response response, final Callback callback) {
        response.write(true, null, callback);
        return true;
    }
}
