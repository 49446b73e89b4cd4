import { appendFileSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { printTrace } from '../../runtime/print-trace.ts';
import type { TraceLine } from '../../runtime/trace.ts';
import { seqwright } from '../cli/seqwright.ts';
import { launchBrowser, showPage } from './browser.ts';
import { serveRun } from './served.ts';
import { simulated } from './shown.ts';

const folder = mkdtempSync(join(tmpdir(), 'seqwright-view-'));
const root = fileURLToPath(new URL('../..', import.meta.url));
let browser: Browser;

beforeAll(async () => {
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

describe('a recorded run of the cfd-order diagram', () => {
  const run = simulated('diagrams/cfd-order/order.puml', 3);

  test('is drawn with all lifelines, played, stepped and scrubbed', { timeout: 30_000 }, async () => {
    const page = await open(
      write(
        'cfd.ndjson',
        run.lines.map(({ value }) => value),
      ),
      '--literal',
    );
    expect(await page.locator('#names .name').count()).toBe(9);
    expect(await page.locator('#names .name').first().textContent()).toBe('Buyer=Taker[frontend]');
    expect(await page.locator('#picture .message').count()).toBe(29);
    expect(await page.locator('#picture .action').count()).toBe(6);
    expect(await page.locator('#picture .ref').count()).toBe(1);
    expect(await page.locator('#picture .arrow.dashed').count()).toBeGreaterThan(5);
    expect(await page.locator('#verdict').textContent()).toBe('pass');
    expect(await page.locator('#events li').count()).toBe(65);
    expect(await count(page)).toBe('65 / 65');

    await page.keyboard.press('Home');
    expect(await count(page)).toBe('0 / 65');
    expect(await page.locator('#picture .message:not(.future)').count()).toBe(0);

    // A message is under way from its send on until it is received.
    await page.getByRole('button', { name: 'Step', exact: true }).click();
    await page.locator('#events li:nth-child(1)[aria-current]').waitFor();
    expect(await page.locator('#picture .message.flying').count()).toBe(1);
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('#picture .message.flying').count()).toBe(0);

    await page.locator('#speed').selectOption('8');
    await page.getByRole('button', { name: 'Play' }).click();
    await page.getByRole('button', { name: 'Pause' }).waitFor();
    await expect.poll(() => shownEvents(page)).toBeGreaterThan(6);
    await page.getByRole('button', { name: 'Pause' }).click();
    const paused = await shownEvents(page);
    expect(paused).toBeLessThan(65);
    expect(await page.locator('#picture .event:not(.future)').count()).toBeGreaterThanOrEqual(paused - 1);

    await page.locator('#scrub').fill('40');
    expect(await count(page)).toBe('40 / 65');
    expect(await page.locator('#events li.future').count()).toBe(25);
    await page.locator('#events li:nth-child(12) button').click();
    expect(await count(page)).toBe('12 / 65');
    expect(await page.locator('#picture .event.current').getAttribute('data-event')).toBe('11');

    // The list is one stop of the Tab key, at the current event.
    expect(await page.locator('#events [tabindex="0"]').count()).toBe(1);
    expect(await page.locator('#events li:nth-child(12) [tabindex="0"]').count()).toBe(1);

    // Where the picture is wider than the window, both ends of the current message come into sight.
    await page.setViewportSize({ width: 640, height: 600 });
    const sends = await page
      .locator('#picture .message')
      .evaluateAll((drawn) => drawn.map((one) => Number(one.getAttribute('data-event'))));
    for (const send of [sends[0], sends[10], sends[20], sends[28]]) {
      await page.locator('#scrub').fill(String((send ?? 0) + 1));
      const stage = await page.locator('#stage').boundingBox();
      const drawn = await page.locator('#picture .message.current .way').boundingBox();
      expect(drawn?.x).toBeGreaterThanOrEqual(stage?.x ?? Infinity);
      expect((drawn?.x ?? 0) + (drawn?.width ?? 0)).toBeLessThanOrEqual(
        (stage?.x ?? 0) + (stage?.width ?? 0),
      );
    }
    await page.setViewportSize({ width: 1280, height: 800 });

    // The names stay in sight while the picture scrolls.
    await page.keyboard.press('End');
    expect(
      await page.locator('#stage').evaluate((stage) => Number(Reflect.get(stage, 'scrollTop'))),
    ).toBeGreaterThan(300);
    expect((await page.locator('#names').boundingBox())?.y).toBe(
      (await page.locator('#stage').boundingBox())?.y,
    );
  });

  test('that leaves the diagram is shown at the event that does', { timeout: 30_000 }, async () => {
    const lines = run.lines.map(({ value }) => value);
    const wrong = lines.findIndex((line) => line.kind === 'send' && line.label === 'Push cfd');
    const page = await open(
      write(
        'wrong.ndjson',
        lines.with(wrong, { ...(lines[wrong] as TraceLine & { kind: 'send' }), label: 'Pull cfd' }),
      ),
    );
    expect(await page.locator('#verdict').textContent()).toBe('fail');
    expect(await page.locator('#banner').textContent()).toContain('Pull cfd');
    const expected = page.locator('#picture .expectation .text').filter({ hasText: /^expected: ?Push cfd$/ });
    expect(await expected.count()).toBe(1);
    expect(await count(page)).toBe(`${wrong} / 65`);
    expect(await page.locator('#picture .event.failed').getAttribute('data-event')).toBe(String(wrong - 1));
  });
});

test('labels and names are shown as text, whatever they hold', { timeout: 30_000 }, async () => {
  const attack = '<img src=x onerror="document.title=1">';
  const lines: TraceLine[] = [
    { kind: 'send', lifeline: attack, peer: 'B', label: attack, payload: attack },
    { kind: 'ref', lifelines: ['B', attack], label: attack },
    { kind: 'action', lifeline: 'B', label: `</text></svg>${attack}` },
  ];
  const page = await open(write('attack.ndjson', lines));
  await page.keyboard.press('Home');
  await page.keyboard.press('End');
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.locator('#events li').first().textContent()).toContain(attack);
  expect((await page.locator('#picture .label').first().textContent())?.replaceAll(' ', '')).toBe(
    attack.replaceAll(' ', ''),
  );
  expect(await page.title()).toBe('attack.ndjson · Seqwright');
});

test('a trace that is still written moves along, and is judged when it ends', {
  timeout: 30_000,
}, async () => {
  const lines = simulated('diagrams/cfd-order/order.puml', 4).lines.map(({ value }) => value);
  const path = write('live.ndjson', lines.slice(0, 11));
  const page = await open(path, '--literal');
  await page.locator('#live').waitFor();
  expect(await count(page)).toBe('10 / 10');
  expect(await page.locator('#verdict').textContent()).toBe('inconclusive · prefix');

  appendFileSync(path, printTrace(lines.slice(11, 31)));
  await expect.poll(() => count(page), { timeout: 10_000 }).toBe('30 / 30');
  // Half a line is none yet.
  const rest = printTrace(lines.slice(31));
  appendFileSync(path, rest.slice(0, 40));
  appendFileSync(path, rest.slice(40));
  await expect.poll(() => page.locator('#verdict').textContent(), { timeout: 10_000 }).toBe('pass');
  expect(await page.locator('#events li').count()).toBe(65);
  await page.locator('#live').waitFor({ state: 'hidden' });
});

test('a live run is shown while it happens, from the trace that the command writes', {
  timeout: 60_000,
}, async () => {
  // A participant that takes its time, so that the page can be opened in the middle.
  const rounds = Array.from({ length: 16 }, (_, round) => round);
  const arrows = rounds.map((round) => `Client -> Clerk : ask ${round}\nClerk --> Client : answer ${round}`);
  writeFileSync(join(folder, 'slow.puml'), `@startuml\n${arrows.join('\n')}\n@enduml\n`);
  writeFileSync(
    join(folder, 'slow.binding.mts'),
    `import { createServer } from 'node:http';
import { defineBinding, httpRequest, httpResponse, message } from ${JSON.stringify(new URL('../../index.ts', import.meta.url).href)};
const start = async ({ port }) => {
  const server = createServer((_, response) => setTimeout(() => response.end(), 250));
  await new Promise((listening) => server.listen(port, '127.0.0.1', listening));
  const stop = async () => { server.close(); server.closeAllConnections(); };
  return { addresses: { http: 'http://127.0.0.1:' + port }, stop };
};
const ask = (n) => message('ask ' + n);
export default defineBinding({
  lifelines: { Clerk: { kind: 'module', start } },
  messages: ${JSON.stringify(rounds)}.flatMap((n) => [
    { message: ask(n), on: httpRequest({ method: 'POST', path: '/ask/' + n }) },
    { message: message('answer ' + n), on: httpResponse(ask(n)) },
  ]),
});
`,
  );
  const path = join(folder, 'slow', 'seed-1.ndjson');
  const running = seqwright(['test', join(folder, 'slow.puml'), '--out', folder], root);
  await expect.poll(() => existsSync(path), { timeout: 20_000 }).toBe(true);
  const page = await open(path, '--diagram', join(folder, 'slow.puml'));
  await page.locator('#live').waitFor();
  const early = await page.locator('#events li').count();
  expect(early).toBeLessThan(64);
  expect(await page.locator('#names .name').allTextContents()).toEqual(['Client', 'Clerk']);
  await expect.poll(() => page.locator('#events li').count(), { timeout: 10_000 }).toBeGreaterThan(early);
  await expect.poll(() => page.locator('#verdict').textContent(), { timeout: 20_000 }).toBe('pass');
  // What came at once is played at a pace that one can follow.
  await expect.poll(() => count(page), { timeout: 10_000 }).toBe('64 / 64');
  await page.locator('#live').waitFor({ state: 'hidden' });
  expect(await running).toMatchObject({ code: 0 });
});

function write(name: string, lines: readonly TraceLine[]): string {
  const path = join(folder, name);
  writeFileSync(path, printTrace(lines));
  return path;
}

/** The page of `seqwright view`, as the command itself serves it. */
async function open(trace: string, ...args: readonly string[]): Promise<Page> {
  const served = await serveRun(trace, ...args);
  onTestFinished(() => served[Symbol.asyncDispose]());
  return showPage(browser, served.url);
}

async function count(page: Page): Promise<string | null> {
  return page.locator('#count').textContent();
}

async function shownEvents(page: Page): Promise<number> {
  return Number.parseInt((await count(page)) ?? '', 10);
}
