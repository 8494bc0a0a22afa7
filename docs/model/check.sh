#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Checks the model in this directory, and that each of its mutants fails for the reason it should. README.md explains.
# Usage: check.sh [another model]
set -euo pipefail

model=$(realpath "${1:-$(dirname "$0")/abort.pml}")
for tool in spin gcc; do
  if ! command -v "$tool" >/dev/null; then
    echo "[ERROR] The model was not checked: there is no $tool. On Debian and Ubuntu: apt-get install spin gcc" >&2
    exit 2
  fi
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

tests=0 failures=0 errors=0

# How to search. ALL: for a broken promise, everywhere. ENDLESS: for runs without end as well. NEAR: for a broken promise
# that takes few steps; of a mutant one is enough.
ALL="-DSAFETY -O2 -m20000" ENDLESS="-DNP -O2 -l -m20000" NEAR="-DSAFETY -O1 -m80"

# Searches the model as it becomes with these options: search <how> [spin option...]; the result is in out.
search() {
  local compile=() run=() flag
  for flag in $1; do
    if [[ $flag == -[DO]* ]]; then compile+=("$flag"); else run+=("$flag"); fi
  done
  rm -f pan* out ./*.trail
  spin -a "${@:2}" "$model" >spin.out 2>&1 && [[ -s pan.c ]] || { cat spin.out >&2; return 1; }
  gcc -DMEMLIM=2048 "${compile[@]}" -o pan pan.c >gcc.out 2>&1 || { cat gcc.out >&2; return 1; }
  timeout 900 ./pan -w22 "${run[@]}" >out 2>&1 || true
  grep -q 'errors: [0-9]' out || { tail -5 out >&2; return 1; }
}

ok() { echo "[INFO] $1"; }
failure() { echo "[ERROR] FAILURE: $1"; failures=$((failures + 1)); }
error() { echo "[ERROR] ERROR: $1"; errors=$((errors + 1)); }

# What the verifier says it went through, such as "2544129 states, 52233531 transitions, depth 1194, 343 MB".
figures() {
  awk '/states, stored/ { states = $1 } /transitions \(=/ { transitions = $1 } /depth reached/ { depth = $6 + 0 }
    /total actual memory/ { memory = $1 } END {
    printf "%d states, %d transitions, depth %d, %.0f MB\n", states, transitions, depth, memory }' out
}

violation() { grep -m 1 -E '^pan:[0-9]+:' out | sed -E 's/^pan:[0-9]+: //'; }

# A search that was cut short proves nothing.
exhaustive() { ! grep -qiE 'not completed|too small|out of memory|MEMLIM' out; }

# holds <name> <how> [spin option...]
holds() {
  tests=$((tests + 1))
  if ! search "${@:2}"; then
    error "$1: the search did not run"
  elif ! grep -q 'errors: 0' out; then
    failure "$1: $(violation)"
  elif ! exhaustive; then
    failure "$1: the search is not exhaustive"
  else
    ok "$1: $(figures)"
  fi
}

# After a search with COVERAGE: every statement was reached, but those that break a promise. An inline counts once,
# wherever it is used.
reaches_all() {
  tests=$((tests + 1))
  # A search that found a failure stops there, and does not tell.
  if ! grep -qs '^unreached in' out || ! ./pan -d >statements 2>&1; then
    error "what was reached is not known"
    return
  fi
  local unreached
  unreached=$(awk '
    NR == FNR { if (match($0, /\.pml:[0-9]+ => /)) { all[substr($0, RSTART + 5)]++ }; next }
    match($0, /\.pml:[0-9]+, state [0-9]+, "/) {
      text = substr($0, RSTART + RLENGTH); sub(/"$/, "", text)
      line = substr($0, RSTART + 5); sub(/,.*/, "", line)
      missed[line " => " text]++
    }
    END {
      for (s in missed) {
        if (missed[s] >= all[s] && s !~ /=> (I[1-6]_[a-z_]+ = 0|assert\(I[1-6]_[a-z_]+\)|-end-)$/) { print s }
      }
    }
  ' statements out | sort -n)
  if [[ -n $unreached ]]; then
    failure "statements that are never reached, with their lines: $unreached"
  else
    ok "every statement is reached"
  fi
}

# fails <expected> <how> <mutant> [spin option...]
fails() {
  tests=$((tests + 1))
  mutants+=("$3")
  if ! search "$2" "-D$3" "${@:4}"; then
    error "$3: the search did not run"
  elif grep -q 'errors: 0' out; then
    failure "$3 breaks nothing: $1 was expected"
  elif [[ $(violation) != *"$1"* ]]; then
    failure "$3: $1 was expected, but $(violation)"
  else
    ok "$3: $(violation)"
  fi
}

mutants=()
holds "all states" "$ALL"
holds "all states, statement by statement" "$ALL" -DCOVERAGE -o3
reaches_all
holds "every run comes to rest" "$ENDLESS" -DCOMES_TO_REST

fails I1_nothing_leaks "$NEAR" MUTANT_HELD_FORGOTTEN
fails I1_nothing_leaks "$NEAR" MUTANT_LATE_PART_IGNORED
fails I1_nothing_leaks "$NEAR" MUTANT_SUPERSEDED_FORGOTTEN
fails I1_nothing_leaks "$NEAR" MUTANT_UNLISTED_FORGOTTEN
fails I2_nothing_live_is_lost "$NEAR" MUTANT_FOREIGN_OUTCOME
fails I2_nothing_live_is_lost "$NEAR" MUTANT_LATE_PART_BY_NUMBER
fails I2_nothing_live_is_lost "$NEAR" MUTANT_LISTED_PARTS_LEAVE
fails I2_nothing_live_is_lost "$NEAR" MUTANT_NOT_HELD
fails I2_nothing_live_is_lost "$NEAR" MUTANT_NO_GUARD
fails I3_one_winner "$NEAR" MUTANT_HELD_ABORT_SURVIVES
fails I3_one_winner "$NEAR" MUTANT_SECOND_WINNER
fails I4_one_result_each "$NEAR" MUTANT_ANSWERED_TWICE
fails I5_reclaimed_means_verified "$NEAR" MUTANT_DISTURBED_LOOK_COUNTS
fails I5_reclaimed_means_verified "$NEAR" MUTANT_DISTURBED_ROUND_REPEATED
fails I5_reclaimed_means_verified "$NEAR" MUTANT_LEFTOVERS_COUNT
fails I5_reclaimed_means_verified "$NEAR" MUTANT_OLD_REPORTS_COUNT
fails I5_reclaimed_means_verified "$NEAR" MUTANT_ONE_LOOK
fails I5_reclaimed_means_verified "$NEAR" MUTANT_QUIET_PERIOD_IGNORED
fails I6_nothing_waits_for_ever "$NEAR" MUTANT_WAITING_FORGOTTEN
fails I6_nothing_waits_for_ever "$ENDLESS" MUTANT_NOTHING_IS_REPEATED -DCOMES_TO_REST
fails "non-progress cycle" "$ENDLESS" MUTANT_EACH_LOOK_IS_THE_FIRST -DCOMES_TO_REST

# A mutant that is in the model and not in this list would never be tried, and one that is only here does nothing.
tests=$((tests + 1))
unlisted=$(comm -3 <(grep -oE 'MUTANT_[A-Z_]*[A-Z]' "$model" | sort -u) <(printf '%s\n' "${mutants[@]}" | sort -u) | xargs)
if [[ -n $unlisted ]]; then
  failure "mutants not both in the model and in this script: $unlisted"
else
  ok "all mutants of the model were tried"
fi

level=INFO
if ((failures + errors > 0)); then level=ERROR; fi
echo "[$level] Tests run: $tests, Failures: $failures, Errors: $errors, Skipped: 0 -- in docs/model"
((failures + errors == 0))
