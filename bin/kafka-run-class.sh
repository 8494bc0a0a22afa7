#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Runs one of Kafka's own tools with Mopup's class path: Kafka, and the Avro formatter and reader of Confluent.
set -eu

bin=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$bin/mopup-run.sh"

# shellcheck disable=SC2086 # a list of flags
exec "$java" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 ${JAVA_OPTS:-} -cp "$lib/*" "$@"
