#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Whether the process of this container is alive, as it says itself on its admin port. Without an admin port there is nobody to
# ask; that the process runs is then all there is to know.
set -eu

listener=${MOPUP_ADMIN_LISTENER:-}
[ -n "$listener" ] || exit 0
case $listener in
    *:*) host=${listener%:*} ;;
    *) host='' ;;
esac
case $host in
    '' | 0.0.0.0 | '[::]') host=127.0.0.1 ;;
esac
exec curl --fail --silent --show-error --max-time 4 --output /dev/null "http://$host:${listener##*:}/live"
