/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

/**
 * One part generation that will be uploaded.
 *
 * @param size bytes
 * @param contentSeed what its bytes are made of
 * @param late whether its last byte arrives after the answer to the abort
 */
record PlannedPart(int partNumber, long generation, int size, long contentSeed, boolean late) {}
