#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Builds what a commit of this repository would have released, for tests of upgrades:
#   build-release.sh COMMIT DIRECTORY [ARGUMENT OF MAVEN...]
# Afterwards DIRECTORY/lib holds its jars. Ends with 3, and builds nothing, if the clone has no such commit.
set -eu

root=$(CDPATH='' cd -- "$(dirname -- "$0")/../../../../.." && pwd -P)
commit=$1
mkdir -p "$2"
target=$(CDPATH='' cd -- "$2" && pwd -P)
shift 2

if ! git -C "$root" cat-file -e "$commit^{commit}" 2>/dev/null; then
    echo "There is no commit $commit in this clone." >&2
    exit 3
fi
rm -rf "$target/source" "$target/lib"
mkdir "$target/source"
git -C "$root" archive "$commit" | tar -xf - -C "$target/source"
# In a directory of its own: a build of another version must not take the place of this one in the local repository.
(cd "$target/source" && mvn -B -q -DskipTests "$@" -pl modules/cli -am package)
mv "$target/source/modules/cli/target/mopup/lib" "$target/lib"
rm -rf "$target/source"
