/* SPDX-License-Identifier: Apache-2.0 */
package io.mopup.core.dialect;

import io.mopup.events.Dialect;
import java.util.List;
import java.util.regex.Pattern;

/** How buckets and vaults may be called (S3 user guide, bucket naming rules; COS and Glacier API references). */
public final class ContainerNames {
    /** Names from before 2018 in us-east-1 are longer, and have capitals and underscores. They still exist. */
    private static final Pattern GENERAL_PURPOSE = Pattern.compile("[A-Za-z0-9._-]{3,255}");

    private static final Pattern IP_ADDRESS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");
    private static final List<String> RESERVED_PREFIXES = List.of("xn--", "sthree-", "amzn-s3-demo-");
    private static final List<String> RESERVED_SUFFIXES =
            List.of("-s3alias", "--ol-s3", "--x-s3", "--xa-s3", "--op-s3", "--table-s3", ".mrap");
    private static final Pattern DIRECTORY =
            Pattern.compile("(?=.{3,63}$)(?!xn--)[a-z0-9]([a-z0-9-]*[a-z0-9])?--[a-z0-9]([a-z0-9-]*[a-z0-9])?--x-s3");
    private static final Pattern COS =
            Pattern.compile("(?=.{3,63}$)(?!cosv1-|account-)(?!.*(\\.\\.|--|\\.-|-\\.))[a-z0-9][a-z0-9.-]*[a-z0-9]");
    private static final Pattern VAULT = Pattern.compile("[A-Za-z0-9_.-]{1,255}");
    private static final Pattern ALIAS = Pattern.compile("[a-z0-9.-]+(-s3alias|--op-s3|--xa-s3)");
    private static final Pattern ACCESS_POINT_ARN = Pattern.compile(
            "arn:[a-z0-9-]+:s3(express)?:[a-z0-9-]+:[0-9]{12}:accesspoint/[A-Za-z0-9.-]+"
                    + "|arn:[a-z0-9-]+:s3-outposts:[a-z0-9-]+:[0-9]{12}:outpost/[A-Za-z0-9-]+/accesspoint/[A-Za-z0-9.-]+");

    private ContainerNames() {}

    /** Whether a command may name a container like this: by its own name or, where there are any, by an alias. */
    public static boolean isLegal(final Dialect dialect, final String name) {
        return switch (dialect) {
            case S3 -> generalPurpose(name) || isAlias(dialect, name);
            case S3_DIRECTORY -> DIRECTORY.matcher(name).matches() || isAlias(dialect, name);
            case COS -> COS.matcher(name).matches() && !isIpAddress(name);
            case GLACIER -> VAULT.matcher(name).matches();
            case UNKNOWN -> false;
        };
    }

    /** Whether this is an access point: its alias or its ARN, also one on an Outpost. */
    public static boolean isAlias(final Dialect dialect, final String name) {
        final boolean known = dialect == Dialect.S3 || dialect == Dialect.S3_DIRECTORY;
        return known
                && (ALIAS.matcher(name).matches()
                        || ACCESS_POINT_ARN.matcher(name).matches());
    }

    /** Whether this is meant for a directory bucket or one of its access points, legal or not. */
    public static boolean isOfDirectory(final String name) {
        return name != null && (name.endsWith("--x-s3") || name.endsWith("--xa-s3"));
    }

    private static boolean generalPurpose(final String name) {
        return GENERAL_PURPOSE.matcher(name).matches()
                && !isIpAddress(name)
                && !name.contains("..")
                && RESERVED_PREFIXES.stream().noneMatch(name::startsWith)
                && RESERVED_SUFFIXES.stream().noneMatch(name::endsWith);
    }

    private static boolean isIpAddress(final String name) {
        return IP_ADDRESS.matcher(name).matches();
    }
}
