// SPDX-License-Identifier: Apache-2.0
// The console. Whatever comes from an upload goes into text nodes, never into markup.

import { draw } from './chart.js';
import * as words from './words.js';

const SUMMARY_MS = 5000;
const FLUSH_MS = 400;
const ANNOUNCE_MS = 5000;
const RECONNECT_MOST_MS = 30000;
const FEED_LENGTH = 6;
const REFRESHED_AT_ONCE = 20;

const $ = id => document.getElementById(id);

function element(name, className, ...children) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function time(millis, write = words.moment) {
  const made = element('time', '', write(millis));
  made.dateTime = new Date(millis).toISOString();
  made.title = words.moment(millis);
  return made;
}

const badge = ([text, kind]) => element('span', `badge ${kind}`, text);
const path = uploadId => `/uploads/${encodeURIComponent(uploadId)}`;
const link = uploadId => `#/upload/${encodeURIComponent(uploadId)}`;
const title = upload => upload.key ?? upload.uploadId;

class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

async function get(url) {
  const answer = await fetch(url, { headers: { Accept: 'application/json' }, cache: 'no-store' });
  if (!answer.ok) {
    const error = await answer.json().catch(() => ({}));
    throw new Refused(answer.status, error.message ?? `The processor answers ${answer.status}.`);
  }
  return answer.json();
}

// ---- notices

const notices = new Map();

function notice(about, text) {
  if (text) notices.set(about, text);
  else notices.delete(about);
  const all = [...new Set(notices.values())].join(' ');
  if ($('notice').textContent !== all) $('notice').textContent = all;
  $('notice').hidden = !all;
}

const why = error => (error instanceof Refused ? error.message : 'This processor cannot be reached at the moment.');

// ---- summary and chart

let summary = null;

const partitions = missing => `${missing.length === 1 ? 'Partition' : 'Partitions'} ${missing.join(', ')}`;

function showSummary() {
  const { counts, missing } = summary;
  const parked = Object.values(counts.parked).reduce((sum, some) => sum + some, 0);
  const text = (id, value) => { if ($(id).textContent !== value) $(id).textContent = value; };
  text('tile-open', words.count(counts.open));
  text('tile-aborting', words.count(counts.aborting));
  text('tile-parked', words.count(parked));
  const reasons = Object.entries(counts.parked).map(([reason, some]) => `${words.count(some)}: ${words.parkReason(reason)}`);
  text('tile-parked-why', reasons.join('; ') || 'wait for an operator');
  text('tile-burning', words.bytes(counts.bytesBurning));
  text('tile-freed', words.bytes(counts.bytesFreed));
  text('counted', counts.countedAt === undefined
    ? 'Not counted yet.'
    : `Counted by ${summary.instances === 1 ? '1 processor' : `${summary.instances} processors`} at ${words.clock(counts.countedAt)}.`
      + (missing.length ? ` ${partitions(missing)} not counted.` : ''));
  showCharts();
}

function showCharts() {
  if (!summary) return;
  const { samples, samplesSince } = summary;
  const values = key => samples.map(sample => ({ at: sample.at, value: sample[key] }));
  [['burning', 'Burning', 'bytesBurning'], ['freed', 'Freed', 'bytesFreed']].forEach(([name, called, key]) => {
    const points = values(key);
    const last = points.length ? words.bytes(points[points.length - 1].value) : 'no sample yet';
    $(`chart-${name}-text`).replaceChildren(`${called} `, element('strong', '', last));
    draw($(`chart-${name}`), points, `${called}, ${points.length} samples, now ${last}`);
  });
  $('samples').textContent = `This processor has taken samples since ${words.moment(samplesSince)}, and keeps the last hour. A restart begins anew.`;
}

async function loadSummary() {
  try {
    summary = await get('/summary');
    notice('summary');
    showSummary();
  } catch (error) {
    notice('summary', why(error));
  }
}

// ---- table

const list = { shown: new Map(), next: null, filter: new URLSearchParams(), asked: 0, scanned: 0 };

function cell(label, className, ...children) {
  const made = element('td', className, ...children);
  made.setAttribute('role', 'cell');
  made.dataset.label = label;
  return made;
}

function row(details) {
  const { upload, progress } = details;
  const name = element('a', '', title(upload));
  name.href = link(upload.uploadId);
  const made = element('tr', '');
  made.setAttribute('role', 'row');
  made.dataset.id = upload.uploadId;
  const storage = cell('Storage', '', badge(words.reclaim(details.reclaim)));
  if (progress?.parkReason) storage.append(element('span', 'why', words.parkReason(progress.parkReason)));
  const status = cell('Status', '', badge(words.status(details.status)));
  if (details.heldUntil) status.append(element('span', 'why', `aborts at ${words.clock(details.heldUntil)}`));
  made.append(
    cell('Upload', 'name', name, element('small', '', upload.uploadId)),
    cell('Bucket or vault', '', upload.container),
    status,
    storage,
    cell('Freed', 'number', progress ? words.bytes(progress.bytesReclaimed) : '\u2013'),
    cell('Created', 'time', details.initiatedAt ? time(details.initiatedAt) : '\u2013'),
  );
  return made;
}

// Puts a row where the old one was, with the focus where it was.
function put(details, changed) {
  const made = row(details);
  const old = list.shown.get(details.upload.uploadId);
  if (old) {
    const hadFocus = old.contains(document.activeElement);
    old.replaceWith(made);
    if (hadFocus) made.querySelector('a').focus();
  } else {
    $('rows').append(made);
  }
  if (changed) made.classList.add('changed');
  list.shown.set(details.upload.uploadId, made);
}

function showNote(missing) {
  const some = list.shown.size;
  const found = some === 0 ? 'No upload found' : some === 1 ? '1 upload' : `${words.count(some)} uploads`;
  const more = list.next ? `; looked at ${words.count(list.scanned)} so far` : '';
  const gap = missing.length ? ` ${partitions(missing)} cannot be asked at the moment.` : '';
  $('list-note').textContent = `${found}${more}.${gap}`;
  $('more').hidden = !list.next;
}

function query(after) {
  const parameters = new URLSearchParams(list.filter);
  parameters.set('partial', 'true');
  parameters.set('limit', '100');
  if (after) parameters.set('after', after);
  // As text they would have a plus sign for a blank, which the processor takes for a plus sign.
  return `/uploads?${[...parameters].map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

// A whole id is found at once, however many uploads there are.
async function exact() {
  const text = list.filter.get('q');
  if (!text || [...list.filter.keys()].length > 1) return;
  await get(path(text)).then(details => put(details), () => undefined);
}

async function loadList(again) {
  const asked = ++list.asked;
  try {
    const page = await get(query(again ? null : list.next));
    if (asked !== list.asked) return;
    if (again) {
      const kept = new Set(page.uploads.map(details => details.upload.uploadId));
      list.shown.forEach((old, id) => { if (!kept.has(id)) { old.remove(); list.shown.delete(id); } });
      list.scanned = 0;
    }
    page.uploads.forEach(details => put(details));
    list.next = page.next ?? null;
    list.scanned += page.scanned;
    if (again) await exact();
    if (asked !== list.asked) return;
    notice('list');
    showNote(page.missing);
  } catch (error) {
    if (asked === list.asked) {
      notice('list', why(error));
      $('list-note').textContent = 'The list could not be read.';
    }
  }
}

function readFilter() {
  list.filter = new URLSearchParams();
  new FormData($('filter')).forEach((value, name) => { if (value) list.filter.set(name, value); });
  list.next = null;
  loadList(true);
}

$('filter').addEventListener('submit', event => { event.preventDefault(); readFilter(); });
$('filter').addEventListener('reset', () => setTimeout(readFilter));
$('filter').addEventListener('change', readFilter);
$('more').addEventListener('click', () => loadList(false));

// ---- one upload

let current = null;

function fact(name, ...values) {
  const known = values.filter(value => value !== undefined && value !== null && value !== '');
  return known.length ? [element('dt', '', name), element('dd', '', ...known)] : [];
}

function facts(details) {
  const { upload, progress } = details;
  const when = millis => millis && time(millis);
  return [
    ...fact('Status', badge(words.status(details.status))),
    ...fact('Storage', badge(words.reclaim(details.reclaim))),
    ...fact('Parked because', progress?.parkReason && words.parkReason(progress.parkReason)),
    ...fact('Abort rounds', progress && words.count(progress.rounds)),
    ...fact('Deletions not reported', progress && words.count(progress.outstanding)),
    ...fact('Parts deleted', progress && words.count(progress.partsDeleted)),
    ...fact('Bytes freed', progress && words.bytes(progress.bytesReclaimed)),
    ...fact('Late parts', progress && words.count(progress.lateParts)),
    ...fact('Created', when(details.initiatedAt)),
    ...fact('Decided', when(details.decidedAt)),
    ...fact('Abort can be taken back until', when(details.heldUntil)),
    ...fact('Kept from policies until', when(details.pinnedUntil)),
    ...fact('A rule will abort it', when(details.abortAt)),
    ...fact('That rule', details.abortRuleId),
    ...fact('API', upload.dialect),
    ...fact('Account', upload.account),
    ...fact('Created by', details.initiatorPrincipal ?? details.initiatorAccount),
    ...fact('Upload id', element('code', '', upload.uploadId)),
  ];
}

function step(event) {
  const [text, kind] = words.event(event.type);
  const made = element('li', kind, element('strong', '', text), time(event.occurredAt));
  const said = words.details(event);
  if (said) made.append(element('p', '', said));
  return made;
}

function showHistory(history) {
  $('timeline').replaceChildren(...history.events.map(step));
  const whole = history.events[0]?.type === 'CREATED';
  const since = history.since === undefined
    ? 'This processor has read the events from the beginning of the topic.'
    : `This processor knows all events since ${words.moment(history.since)}; older ones are in the lifecycle topic.`;
  const gone = history.truncated ? ' There are more than are shown.' : '';
  $('history-note').textContent = whole && !history.truncated ? '' : since + gone;
}

async function loadUpload(uploadId) {
  try {
    const details = await get(path(uploadId));
    if (current !== uploadId) return;
    $('upload-title').textContent = title(details.upload);
    $('upload-where').textContent = `${details.upload.container}, upload ${uploadId}`;
    $('facts').replaceChildren(...facts(details));
    notice('upload');
  } catch (error) {
    if (current === uploadId) notice('upload', error.status === 404 ? 'No such upload is known, or it is forgotten.' : why(error));
  }
  try {
    const history = await get(`${path(uploadId)}/history`);
    if (current === uploadId) showHistory(history);
  } catch (error) {
    if (current === uploadId) $('history-note').textContent = why(error);
  }
}

function route(focus) {
  const match = /^#\/upload\/(.+)$/.exec(location.hash);
  try {
    current = match && decodeURIComponent(match[1]);
  } catch {
    current = null;
  }
  const hasUpload = current !== null;
  $('overview').hidden = hasUpload;
  $('upload').hidden = !hasUpload;
  notice('upload');
  if (hasUpload) {
    $('upload-title').textContent = current;
    $('upload-where').textContent = '';
    $('facts').replaceChildren();
    $('timeline').replaceChildren();
    $('history-note').textContent = '';
    document.title = `${current} \u2013 Mopup console`;
    loadUpload(current);
    $('upload-title').focus();
    scrollTo(0, 0);
  } else {
    document.title = 'Mopup console';
    showCharts();
    if (focus) $('main').focus();
  }
}

addEventListener('hashchange', () => route(true));
$('skip').addEventListener('click', event => { event.preventDefault(); $('main').focus(); });
addEventListener('resize', showCharts);

// ---- live

const changed = new Set();
let fresh = false;
let flushing = null;
let pause = 1000;
let announced = 0;
let sinceAnnounced = 0;

function live(state, text) {
  $('live').dataset.state = state;
  if ($('live-text').textContent !== text) $('live-text').textContent = text;
}

function feed(event) {
  const [text, kind] = words.event(event.type);
  const name = element('a', '', title(event.upload));
  name.href = link(event.upload.uploadId);
  const made = element('li', '', element('span', `badge ${kind}`, text), time(event.occurredAt, words.clock), element('span', 'of', name));
  $('feed').prepend(made);
  while ($('feed').children.length > FEED_LENGTH) $('feed').lastChild.remove();
  $('feed-empty').hidden = true;
}

function announce() {
  sinceAnnounced++;
  if (Date.now() - announced > ANNOUNCE_MS) {
    announced = Date.now();
    $('announce').textContent = sinceAnnounced === 1 ? '1 new event.' : `${sinceAnnounced} new events.`;
    sinceAnnounced = 0;
  }
}

async function flush() {
  const ids = [...changed];
  const isFresh = fresh;
  changed.clear();
  fresh = false;
  const shown = ids.filter(id => list.shown.has(id));
  if (current !== null && ids.includes(current)) loadUpload(current);
  loadSummary();
  const filtered = list.filter.has('status') || list.filter.has('reclaim');
  if (isFresh || filtered || shown.length > REFRESHED_AT_ONCE) {
    await loadList(true);
  } else {
    await Promise.all(shown.map(id => get(path(id)).then(details => put(details, true), () => undefined)));
  }
  flushing = changed.size || fresh ? setTimeout(flush, FLUSH_MS) : null;
}

function later() {
  flushing ??= setTimeout(flush, FLUSH_MS);
}

function happened(message) {
  const event = JSON.parse(message.data);
  changed.add(event.upload.uploadId);
  fresh ||= event.type === 'CREATED' || event.type === 'FORGOTTEN';
  feed(event);
  announce();
  later();
}

// The browser comes back by itself after a cut, but not after a refusal.
function listen() {
  const source = new EventSource('/events');
  source.addEventListener('begin', message => {
    pause = 1000;
    live('on', 'Live');
    if (!JSON.parse(message.data).complete) {
      fresh = true;
      later();
    }
  });
  source.addEventListener('lifecycle', happened);
  source.addEventListener('error', () => {
    live('off', 'Not live, trying again');
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(listen, pause);
      pause = Math.min(pause * 2, RECONNECT_MOST_MS);
      fresh = true;
      later();
    }
  });
}

route(false);
readFilter();
loadSummary();
setInterval(loadSummary, SUMMARY_MS);
listen();
