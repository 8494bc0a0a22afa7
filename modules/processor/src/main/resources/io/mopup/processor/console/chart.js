// SPDX-License-Identifier: Apache-2.0
// A line over time, drawn as SVG. Colours come from the style sheet.

import { bytes, clock } from './words.js';

const SVG = 'http://www.w3.org/2000/svg';
const HEIGHT = 108;
const LEFT = 64;
const RIGHT = 8;
const TOP = 10;
const BOTTOM = 20;

function node(name, attributes, text) {
  const made = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
  if (text !== undefined) made.textContent = text;
  return made;
}

// The next round number in units of 1024, so that the axis says something short.
function ceiling(most) {
  if (most <= 0) return 1024;
  const unit = 1024 ** Math.max(0, Math.floor(Math.log2(most) / 10));
  const steps = [1, 2, 4, 5, 8, 10, 20, 40, 50, 80, 100, 200, 400, 500, 800, 1024];
  return unit * steps.find(step => step * unit >= most);
}

// points: [{ at: epoch milliseconds, value: bytes }], oldest first.
export function draw(place, points, title) {
  if (points.length < 2) {
    place.replaceChildren();
    return;
  }
  const width = Math.max(place.clientWidth, 240);
  const first = points[0].at;
  const last = points[points.length - 1].at;
  const top = ceiling(Math.max(...points.map(point => point.value)));
  const x = at => LEFT + ((at - first) / Math.max(last - first, 1)) * (width - LEFT - RIGHT);
  const y = value => HEIGHT - BOTTOM - (value / top) * (HEIGHT - TOP - BOTTOM);
  const svg = node('svg', { viewBox: `0 0 ${width} ${HEIGHT}`, role: 'img', 'aria-label': title });
  [0, top / 2, top].forEach(value => {
    svg.append(node('line', { class: 'grid', x1: LEFT, x2: width - RIGHT, y1: y(value), y2: y(value) }));
    svg.append(node('text', { x: LEFT - 8, y: y(value) + 4, 'text-anchor': 'end' }, value === 0 ? '0' : bytes(value)));
  });
  svg.append(node('text', { x: LEFT, y: HEIGHT - 4 }, clock(first)));
  svg.append(node('text', { x: width - RIGHT, y: HEIGHT - 4, 'text-anchor': 'end' }, clock(last)));
  const line = points.map(point => `${x(point.at).toFixed(1)},${y(point.value).toFixed(1)}`);
  const base = y(0).toFixed(1);
  svg.append(node('polygon', { class: 'area', points: `${x(first)},${base} ${line.join(' ')} ${x(last).toFixed(1)},${base}` }));
  svg.append(node('polyline', { class: 'stroke', points: line.join(' ') }));
  const end = points[points.length - 1];
  svg.append(node('circle', { class: 'end', cx: x(end.at), cy: y(end.value), r: 3.5 }));
  place.replaceChildren(svg);
}
