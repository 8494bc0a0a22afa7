/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.storage;

import io.mopup.events.StorageFailure;

/** The store could not do what it was asked. The subclass says whether trying again can help. */
public abstract sealed class StorageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StorageException(final String message, final Throwable cause) {
        super(message, cause);
    }

    /** The class of the error, as reports name it. */
    public abstract StorageFailure failure();

    /** The store denies it; trying again without a change is useless. */
    public static final class Refused extends StorageException {
        private static final long serialVersionUID = 1L;

        public Refused(final String message, final Throwable cause) {
            super(message, cause);
        }

        @Override
        public StorageFailure failure() {
            return StorageFailure.REFUSED;
        }
    }

    /** No usable answer; the next try may get one. */
    public static final class Unreachable extends StorageException {
        private static final long serialVersionUID = 1L;

        public Unreachable(final String message, final Throwable cause) {
            super(message, cause);
        }

        @Override
        public StorageFailure failure() {
            return StorageFailure.UNREACHABLE;
        }
    }

    /** The identity or the locator cannot name bytes of this store. */
    public static final class Unusable extends StorageException {
        private static final long serialVersionUID = 1L;

        public Unusable(final String message) {
            this(message, null);
        }

        public Unusable(final String message, final Throwable cause) {
            super(message, cause);
        }

        @Override
        public StorageFailure failure() {
            return StorageFailure.UNUSABLE;
        }
    }
}
