// SPDX-License-Identifier: Apache-2.0
// Opens the console of a processor in Chromium. Prints one JSON object: what was seen. The test compares; nothing is judged
// here. Waits have deadlines, so a page that never shows something ends this with an error.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { AbortMultipartUploadCommand, CreateMultipartUploadCommand, S3Client } from "@aws-sdk/client-s3";
import { chromium } from "playwright-core";

const [adminUrl, s3Url, bucket, hostileKey, parkedId, screenshots] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const s3 = new S3Client({
  region: "us-east-1",
  credentials: { accessKeyId: "mopupdev", secretAccessKey: "mopupdevsecret" },
  endpoint: s3Url,
  forcePathStyle: true,
});
const LOOKS = [
  ["desktop-light", 1280, "light"],
  ["desktop-dark", 1280, "dark"],
  ["phone-light", 360, "light"],
  ["phone-dark", 360, "dark"],
];
const LIMIT_MS = 60000;
const errors = [];
const seen = { errors, violations: {}, overflow: {} };

const browser = await chromium.launch({
  executablePath: "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync"],
});

async function open(width, colorScheme, bypassCSP = false) {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme, bypassCSP });
  const page = await context.newPage();
  page.setDefaultTimeout(LIMIT_MS);
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) errors.push(message.text()); });
  page.on("pageerror", (error) => errors.push(error.message));
  page.on("dialog", (dialog) => { errors.push(`dialog ${dialog.message()}`); return dialog.dismiss(); });
  await page.goto(adminUrl);
  await page.locator('#live[data-state="on"]').waitFor();
  return page;
}

const rows = (page) => page.$$eval("#rows tr", (all) => all.map((row) => row.innerText.replace(/\s+/g, " ")));

// Not waitForFunction, which needs the eval that the policy of the page forbids.
async function count(page, wanted) {
  const deadline = Date.now() + LIMIT_MS;
  let found;
  do {
    found = await page.locator("#rows tr").count();
    await page.waitForTimeout(50);
  } while (found !== wanted && Date.now() < deadline);
  if (found !== wanted) throw new Error(`${found} rows instead of ${wanted}`);
}

const row = (page, id) => page.locator(`#rows tr[data-id="${id}"]`);

async function filter(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    const field = page.locator(`#${name}`);
    await (await field.evaluate((node) => node.tagName) === "SELECT" ? field.selectOption(value) : field.fill(value));
  }
  const answered = page.waitForResponse((answer) => answer.url().includes("/uploads?"));
  await page.locator("#filter button[type=submit]").click();
  await answered;
}

// The page as it is, then the same with a checker in it, which the policy of the page would not let in.
async function look(name, width, colors, show) {
  const page = await open(width, colors);
  await show(page);
  await page.locator("#tile-open").filter({ hasText: /\d/ }).waitFor({ state: "attached" });
  seen.overflow[name] = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  seen.ground ??= {};
  seen.ground[name] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.screenshot({ path: `${screenshots}/${name}.png`, fullPage: true });
  await page.context().close();
  const checked = await open(width, colors, true);
  await show(checked);
  await checked.evaluate(axe);
  const result = await checked.evaluate(() => globalThis.axe.run());
  seen.violations[name] = result.violations.map((found) => `${found.id}: ${found.nodes.map((node) => node.target)}`);
  await checked.context().close();
}

const page = await open(1280, "light");
await filter(page, { container: bucket });
await count(page, 3);
seen.rows = await rows(page);
seen.images = await page.locator("#rows img").count();
await filter(page, { reclaim: "PARKED" });
await count(page, 1);
seen.parked = await rows(page);
await page.locator("#filter button[type=reset]").click();
await filter(page, { keyPrefix: hostileKey.slice(0, 5), container: bucket });
await count(page, 1);
seen.prefix = await rows(page);
await page.locator("#filter button[type=reset]").click();
await filter(page, { q: parkedId });
await row(page, parkedId).waitFor();
await count(page, 1);
seen.searched = await rows(page);

// Somebody else begins an upload and aborts it; nobody touches the page.
await page.locator("#filter button[type=reset]").click();
await filter(page, { container: bucket });
await count(page, 3);
const { UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket: bucket, Key: "live/new" }));
await row(page, UploadId).waitFor();
seen.appeared = (await row(page, UploadId).innerText()).replace(/\s+/g, " ");
await s3.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key: "live/new", UploadId }));
await row(page, UploadId).getByText("Seen empty").waitFor();
seen.ended = (await row(page, UploadId).innerText()).replace(/\s+/g, " ");
seen.feed = await page.locator("#feed").innerText();
await page.locator("#announce").filter({ hasText: "new event" }).waitFor({ state: "attached" });

// By keyboard alone: the first stop skips to the content, and an upload is opened and left again.
await page.goto(adminUrl);
await page.locator("#rows tr").first().waitFor();
await page.keyboard.press("Tab");
seen.firstStop = await page.evaluate(() => document.activeElement.textContent);
await page.keyboard.press("Enter");
seen.skipped = await page.evaluate(() => document.activeElement.id);
await filter(page, { container: bucket });
await count(page, 4);
await page.locator("#main").focus();
const stops = [];
for (let presses = 0; presses < 80; presses++) {
  await page.keyboard.press("Tab");
  const stop = await page.evaluate(() => [document.activeElement.closest("tr")?.dataset.id ?? "",
    document.activeElement.id || document.activeElement.textContent,
    getComputedStyle(document.activeElement).outlineStyle]);
  stops.push(stop);
  if (stop[0] === UploadId) break;
}
seen.stops = stops.map((stop) => stop[1]);
seen.invisible = stops.filter((stop) => stop[2] === "none").map((stop) => stop[1]);
await page.keyboard.press("Enter");
await page.locator("#timeline li").getByText("Storage proved free").waitFor();
seen.focus = await page.evaluate(() => document.activeElement.id);
seen.timeline = await page.locator("#timeline strong").allInnerTexts();
seen.facts = await page.locator("#facts").innerText();
await page.keyboard.press("Shift+Tab");
await page.keyboard.press("Enter");
await page.locator("#overview").waitFor();
await page.context().close();

for (const [name, width, colors] of LOOKS) {
  await look(name, width, colors, (shown) => shown.locator("#rows tr").first().waitFor());
  await look(`${name}-upload`, width, colors, async (shown) => {
    await shown.evaluate((id) => { location.hash = `#/upload/${encodeURIComponent(id)}`; }, UploadId);
    await shown.locator("#timeline li").first().waitFor();
  });
}
await browser.close();
console.log(JSON.stringify(seen));
