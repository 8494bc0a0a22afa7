/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.cli.demo;

/**
 * How far a run is.
 *
 * @param uploads of the plan
 * @param end those of them that are final
 * @param partsStored part generations that front ends stored so far
 */
public record DemoProgress(int uploads, int end, long partsStored) {}
