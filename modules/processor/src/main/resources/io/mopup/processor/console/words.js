// SPDX-License-Identifier: Apache-2.0
// What the states and events are called, and how numbers and times are written.

const STATUS = {
  IN_PROGRESS: ['In progress', 'open'],
  COMPLETING: ['Completing', 'open'],
  COMPLETED: ['Completed', ''],
  ABORTED: ['Aborted', ''],
};

const RECLAIM = {
  NONE: ['Nothing to free', ''],
  DELETING: ['Deleting parts', 'aborting'],
  VERIFYING: ['Checking', 'aborting'],
  RECLAIMED: ['Seen empty', 'freed'],
  PARKED: ['Parked', 'parked'],
};

const PARKED = {
  REFUSED: 'the store refused',
  UNREACHABLE: 'the store did not answer',
  NO_REPORT: 'no agent reported',
  ROUNDS_EXHAUSTED: 'parts were still found after the last round',
  COMPLETION_EVIDENCE: 'the store says that it was completed',
  QUARANTINED: 'processing it failed',
};

const ABORT_REASON = {
  CLIENT: 'a client asked for it',
  LIFECYCLE: 'a lifecycle rule asked for it',
  OPERATOR: 'an operator asked for it',
  CONTAINER_DELETED: 'the bucket or vault was deleted',
  EXPIRED: 'a policy found it too old',
};

const OUTCOME = {
  EMPTY: 'the store lists the upload and it is empty',
  LEFTOVERS: 'something was found',
  NOT_FOUND: 'the store does not know the upload',
  REFUSED: 'the store refused',
  UNREACHABLE: 'the store did not answer',
};

const EVENT = {
  CREATED: ['Created', 'open'],
  COMPLETING: ['Completing', 'open'],
  COMPLETED: ['Completed', ''],
  ASSEMBLY_FAILED: ['The object could not be assembled', 'parked'],
  ASSEMBLY_OVERDUE: ['The object is overdue', 'parked'],
  ABORTED: ['Aborted', 'aborting'],
  LATE_PART: ['A part came late', 'aborting'],
  ROUND_STARTED: ['Abort issued', 'aborting'],
  ROUND_REPORTED: ['The store was looked at', 'aborting'],
  RECLAIMED: ['Storage proved free', 'freed'],
  PARKED: ['Parked', 'parked'],
  RETRIED: ['Tried again by an operator', 'aborting'],
  ORPHANED: ['Parts without an upload', 'parked'],
  QUARANTINED: ['In quarantine', 'parked'],
  FORGOTTEN: ['Forgotten', ''],
  ABORT_HELD: ['Abort accepted, can still be taken back', 'aborting'],
  ABORT_CANCELLED: ['Abort taken back', 'open'],
  PINNED: ['Kept from policies', 'open'],
  UNPINNED: ['Open to policies again', 'open'],
  WOULD_ABORT: ['A policy in dry run would abort it', ''],
};

const word = (table, symbol) => table[symbol] ?? [symbol ?? 'unknown', ''];

export const status = symbol => word(STATUS, symbol);
export const reclaim = symbol => word(RECLAIM, symbol);
export const event = symbol => word(EVENT, symbol);
export const parkReason = symbol => PARKED[symbol] ?? symbol;

const COUNT = new Intl.NumberFormat('en');
const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'];
const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' });
const DAY = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });

export const count = number => COUNT.format(number);
const some = (number, one, more) => `${count(number)} ${number === 1 ? one : more}`;

export function bytes(number) {
  const power = number < 1024 ? 0 : Math.min(Math.floor(Math.log2(number) / 10), UNITS.length - 1);
  const value = number / 1024 ** power;
  const digits = power === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${power === 0 && number === 1 ? 'byte' : UNITS[power]}`;
}

export const clock = millis => CLOCK.format(millis);
export const moment = millis => `${DAY.format(millis)}, ${CLOCK.format(millis)}`;

// The sentence under an event: only what this event says.
export function details(event) {
  const said = [];
  if (event.reason) said.push(ABORT_REASON[event.reason] ?? event.reason);
  if (event.ruleId) said.push(`rule ${event.ruleId}`);
  if (event.until) said.push(`until ${moment(event.until)}`);
  if (event.parts) said.push(`from ${some(event.parts, 'part', 'parts')}`);
  if (event.partNumber) said.push(`part ${event.partNumber}, generation ${event.generation}`);
  if (event.round) said.push(`round ${event.round}`);
  if (event.outcome) said.push(OUTCOME[event.outcome] ?? event.outcome);
  if (event.partsFound) said.push(`${some(event.partsFound, 'part', 'parts')} found`);
  if (event.parkReason) said.push(parkReason(event.parkReason));
  if (event.receipt) {
    const proof = event.receipt;
    said.push(`empty at ${moment(proof.firstLookAt)} and at ${moment(proof.secondLookAt)}`);
    said.push(`${some(proof.partsDeleted, 'part', 'parts')} deleted, ${bytes(proof.bytesReclaimed)} freed, ${some(proof.rounds, 'round', 'rounds')}`);
    if (proof.lateParts) said.push(`${some(proof.lateParts, 'part', 'parts')} came late`);
  }
  if (event.message) said.push(event.message);
  const text = said.join('; ');
  return text && text[0].toUpperCase() + text.slice(1);
}
