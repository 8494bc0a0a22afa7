/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.client;

/** Where a reader of a topic begins. */
public enum StartAt {
    /** With the oldest record that is still kept. */
    BEGINNING,
    /** With the first record that is published after the reader was opened. */
    NOW
}
