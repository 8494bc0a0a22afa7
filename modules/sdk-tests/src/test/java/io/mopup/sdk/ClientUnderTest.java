/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

import java.io.IOException;

/** A client of others, asked in the words of the API. */
interface ClientUnderTest {

    /**
     * What it shows of an answer.
     *
     * @param status 0 if it does not show it
     * @param code of an error, or empty
     * @param message what else it says
     */
    record Shown(int status, String code, String message) {
        static final Shown SUCCESS = new Shown(0, "", "");
    }

    /**
     * Has it send one request, to the taps and with one attempt.
     *
     * @throws Inexpressible if it has no way to
     */
    Shown call(ApiCall call) throws IOException, Inexpressible;
}
