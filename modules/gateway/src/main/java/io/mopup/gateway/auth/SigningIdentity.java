/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.gateway.auth;

/** Who signed, and the secret that proves it. */
record SigningIdentity(Caller caller, Secret secret) {}
