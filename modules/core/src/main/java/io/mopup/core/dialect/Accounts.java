/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import java.util.regex.Pattern;

/** Ids of accounts: twelve digits at AWS and at whoever speaks its API. */
public final class Accounts {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");

    private Accounts() {}

    /** Whether this is one; null is not. */
    public static boolean isLegal(final String account) {
        return account != null && ACCOUNT.matcher(account).matches();
    }
}
