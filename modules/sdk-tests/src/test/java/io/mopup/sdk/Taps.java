/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.sdk;

/** The taps in front of the stack that runs, one for each listener. */
final class Taps {
    static final Tap S3 = new Tap(RealStack.get().s3Url());
    static final Tap GLACIER = new Tap(RealStack.get().glacierUrl());

    private Taps() {}

    /** @param service s3 or glacier */
    static Tap of(final String service) {
        return service.equals("glacier") ? GLACIER : S3;
    }
}
