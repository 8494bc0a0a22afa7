# SPDX-License-Identifier: Apache-2.0
# Read by the scripts beside it, with $bin set to their folder. Sets $java and $lib, and builds the distribution if needed.

fail() {
    echo "mopup: $1" >&2
    exit 1
}

if [ -n "${JAVA_HOME:-}" ]; then
    java=$JAVA_HOME/bin/java
    [ -x "$java" ] || fail "JAVA_HOME is $JAVA_HOME, but there is no $java. Set it to a JDK, 17 or newer, or unset it."
else
    java=$(command -v java) || fail 'There is no java on the PATH. Install a JDK, 17 or newer, or set JAVA_HOME.'
fi
version=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.specification\.version = //p')
case $version in
    '' | *[!0-9]*) fail "$java is Java ${version:-unknown}; Java 17 or newer is needed. Set JAVA_HOME to such a JDK." ;;
esac
[ "$version" -ge 17 ] || fail "$java is Java $version; Java 17 or newer is needed. Set JAVA_HOME to such a JDK."

# In a distribution, lib stands beside bin; in a checkout it is built.
root=$(dirname -- "$bin")
if [ -d "$root/lib" ]; then
    lib=$root/lib
else
    lib=$root/modules/cli/target/mopup/lib
    # The build writes this file last, so that one that was interrupted does not count.
    if [ ! -f "$root/modules/cli/target/mopup/.complete" ]; then
        command -v mvn >/dev/null || fail 'There is no mvn on the PATH to build with. Install Maven 3.8 or newer.'
        echo 'mopup: building, this takes some minutes the first time' >&2
        log=$(mktemp "${TMPDIR:-/tmp}/mopup-build.XXXXXX")
        if ! (cd "$root" && mvn -B -q -DskipTests package) >"$log" 2>&1; then
            tail -n 40 "$log" >&2
            fail "The build failed; the whole log is in $log."
        fi
        rm -f "$log"
    fi
fi
