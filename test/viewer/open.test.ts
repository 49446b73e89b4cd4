import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { printTrace } from '../../runtime/print-trace.ts';
import { kroki, pako, plantuml, sequencediagram } from '../compiler/links/pack.ts';
import { launchBrowser, showPage } from './browser.ts';
import { type Served, serveRun } from './served.ts';
import { simulated } from './shown.ts';

const login = 'title Login\nBuyer->Shop: sign in\nShop-->Buyer: welcome – 欢迎\n';
const events = ['sign in', 'sign in', 'welcome – 欢迎', 'welcome – 欢迎'];

/** A link of each service to the same diagram. */
const links: readonly (readonly [service: string, link: string])[] = [
  ['sequencediagram.org', sequencediagram(login)],
  ['PlantUML', `https://www.plantuml.com/plantuml/uml/${plantuml(login)}`],
  ['a PlantUML server', `http://docs.example.com/plantuml/svg/~1${plantuml(login)}`],
  ['Mermaid', `https://mermaid.live/edit#pako:${pako({ code: login })}`],
  ['Kroki', `https://kroki.io/plantuml/svg/${kroki(login)}`],
];

let browser: Browser;
let served: Served;

beforeAll(async () => {
  [browser, served] = await Promise.all([launchBrowser(), serveRun()]);
});

afterAll(async () => {
  await Promise.all([browser.close(), served[Symbol.asyncDispose]()]);
});

describe('without a file', { timeout: 60_000 }, () => {
  test('the page is empty, and says what it takes', async () => {
    const page = await open();

    expect(await page.title()).toBe('Seqwright');
    expect(await page.locator('#empty').textContent()).toMatch(/Drop a diagram .* paste its text, or a link/);
    expect(await page.locator('#picture .event').count()).toBe(0);
    for (const key of [' ', 'ArrowRight', 'End', 'Home']) await page.keyboard.press(key);
    expect(await page.locator('#count').textContent()).toBe('0 / 0');
  });

  test('a text that is pasted is simulated and shown', async () => {
    const page = await open();
    await paste(page, login);
    await isShown(page, 'Login');

    expect(await page.locator('#names .name').allTextContents()).toEqual(['Buyer', 'Shop']);
    expect(await page.locator('#events .what').allTextContents()).toEqual(events);
    expect(await page.locator('#count').textContent()).toBe('4 / 4');
    expect(await page.locator('#verdict').textContent()).toBe('pass');
    expect(await page.locator('#about').textContent()).toBe('pasted text · seed 1 · 4 events');
    expect(await page.locator('#empty').isHidden()).toBe(true);
  });

  test.each(links)('a link to %s that is pasted is shown', async (_, link) => {
    const page = await open();
    await paste(page, `${link}\n`);
    await isShown(page, 'Login');

    expect(await page.locator('#events .what').allTextContents()).toEqual(events);
    expect(await page.locator('#opened').isHidden()).toBe(true);
  });

  test('a file that is dropped is shown, in whatever encoding, and another one after it', async () => {
    const page = await open();
    await drop(page, 'login.wsd', Buffer.from(`\uFEFF${login}`, 'utf16le'));
    await isShown(page, 'Login');
    expect(await page.locator('#about').textContent()).toBe('login.wsd · seed 1 · 4 events');

    await page.keyboard.press('Home');
    await drop(page, 'short.puml', Buffer.from('@startuml\ntitle Short\nA -> B : m\n@enduml\n'));
    await isShown(page, 'Short');
    expect(await page.locator('#count').textContent()).toBe('2 / 2');
    expect(await page.locator('#events li').count()).toBe(2);
    await page.keyboard.press('ArrowLeft');
    expect(await page.locator('#events li.future').count()).toBe(1);
  });

  test('a file that is chosen is shown', async () => {
    const page = await open();
    const choosing = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open' }).click();
    await (await choosing).setFiles({
      name: 'login.mmd',
      mimeType: 'text/plain',
      buffer: Buffer.from('sequenceDiagram\n  title Chosen\n  A->>B: m\n'),
    });
    await isShown(page, 'Chosen');
    expect(await page.locator('#events .what').allTextContents()).toEqual(['m', 'm']);
  });

  test('the address may hold the diagram, and change', async () => {
    const page = await open(new URL(sequencediagram(login)).hash);
    await isShown(page, 'Login');
    expect(await page.locator('#about').textContent()).toMatch(/^sequencediagram\.org#\S+… · seed 1/);

    await page.goto(`${served.url}#pako:${pako({ code: 'sequenceDiagram\n  title Next\n  A->>B: m' })}`);
    await isShown(page, 'Next');
    await page.goto(`${served.url}#https://www.plantuml.com/plantuml/uml/${plantuml(login)}`);
    await isShown(page, 'Login');
  });
});

describe('what is wrong is said in the page', { timeout: 60_000 }, () => {
  test('findings come with code, line and words, the gravest first', async () => {
    const page = await open();
    await paste(page, '@startuml\ntitle Racy\nA -> C : one\nB -> C : two\nwhat is this\n@enduml\n');
    await isShown(page, 'Racy');

    const shown = await page.locator('#findings li').allTextContents();
    expect(shown).toContainEqual(expect.stringMatching(/^SQ\d+ · line 5 · .*what is this/));
    expect(shown).toContainEqual(expect.stringMatching(/^SQ\d+ · line 4 · "C" may receive "two"/));
    const severities = await page
      .locator('#findings li')
      .evaluateAll((items) => items.map((item) => item.getAttribute('class')));
    expect(severities).toEqual(severities.toSorted((a, b) => gravity(b) - gravity(a)));
    await page.getByRole('button', { name: 'Close' }).click();
    expect(await page.locator('#opened').isHidden()).toBe(true);
  });

  test('of many findings a short list is shown', async () => {
    const page = await open();
    const lines = Array.from({ length: 50 }, (_, index) => `A -> B : m\nwhat is line ${index}`);
    await paste(page, `@startuml\n${lines.join('\n')}\n@enduml\n`);
    await page.locator('#findings li').first().waitFor();

    expect(await page.locator('#findings li').count()).toBe(20);
    expect(await page.locator('#more-findings').textContent()).toMatch(/^and [3-9]\d more$/);
  });

  const [[, link] = ['', '']] = links;
  test.each([
    ['a text without a diagram', 'Dear all,\nthe meeting is on Monday.\n', 'pasted text holds no sequence'],
    ['a diagram that does not compile', 'sequenceDiagram\n  A->>B: m\n  loop\n', 'does not compile'],
    ['a damaged link', link.slice(0, -20), 'sequencediagram.org#C4S2BsFM… holds no sequence diagram'],
    [
      'a link that holds more than anybody writes',
      `https://kroki.io/plantuml/svg/${kroki('a'.repeat(20_000_000))}`,
      'holds no sequence diagram',
    ],
    ['a link that is too long', `${link}${'A'.repeat(40_000)}`, 'holds no sequence diagram'],
    ['a text that is too long', `A->B: m\n`.repeat(200_000), 'has more than 1000000 bytes'],
    ['another address', 'https://example.com/login.puml', 'pasted text holds no sequence diagram'],
  ])('%s is refused in words, and the last picture stays', async (_, text, words) => {
    const page = await open();
    await paste(page, login);
    await isShown(page, 'Login');
    await paste(page, text);
    await expect.poll(() => page.locator('#refusal').textContent()).toContain(words);

    expect(await page.locator('#title').textContent()).toBe('Login');
    expect(await page.locator('#events .what').allTextContents()).toEqual(events);
    // The next good one takes the refusal away.
    await paste(page, login.replace('Login', 'Again'));
    await isShown(page, 'Again');
    expect(await page.locator('#opened').isHidden()).toBe(true);
  });

  test('a damaged link is told as the command line tells it', async () => {
    const page = await open(`${new URL(link).hash.slice(0, -20)}`);
    await page.locator('#findings .error').waitFor();

    expect(await page.locator('#findings .error').textContent()).toMatch(
      /^SQ\d+ · line 1 · this link to sequencediagram\.org holds no diagram: its data cannot be unpacked$/,
    );
    expect(await page.locator('#empty').isVisible()).toBe(true);
  });

  test('an address that holds none, too', async () => {
    const page = await open('#pako:!!!');
    await expect
      .poll(() => page.locator('#refusal').textContent())
      .toBe('the address of this page holds no sequence diagram');
  });
});

test('labels, names and findings are shown as text, whatever they hold', { timeout: 60_000 }, async () => {
  const attack = '<img src=x onerror="document.title=1">';
  const page = await open();
  await drop(
    page,
    `${attack.replaceAll('/', '')}.puml`,
    Buffer.from(
      `@startuml\ntitle ${attack}\nparticipant "${attack}" as A\nA -> B : ${attack}\n${attack}\n@enduml\n`,
    ),
  );
  await isShown(page, attack);

  expect(await page.locator('#findings').textContent()).toContain('<img src=x');
  expect(await page.locator('img').count()).toBe(0);
  expect(await page.title()).toBe(`${attack} · Seqwright`);
});

test('what is opened takes the place of a run that goes on', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'seqwright-open-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'live.ndjson');
  const lines = simulated('diagrams/cfd-order/order.puml', 4).lines.map(({ value }) => value);
  writeFileSync(path, printTrace(lines.slice(0, 11)));
  await using growing = await serveRun(path);
  const page = await showPage(browser, growing.url);
  await page.locator('#live').waitFor();

  await paste(page, login);
  await isShown(page, 'Login');
  await page.locator('#live').waitFor({ state: 'hidden' });
  appendFileSync(path, printTrace(lines.slice(11)));
  // What the command reads next, it would tell the page within this time.
  await page.waitForTimeout(1_000);
  expect(await page.locator('#count').textContent()).toBe('4 / 4');
  expect(await page.locator('#events .what').allTextContents()).toEqual(events);
});

function gravity(severity: string | null): number {
  return ['info', 'warning', 'error'].indexOf(severity ?? '');
}

/** The page of `seqwright view`; once it is there, it may ask nobody for anything. */
async function open(hash = ''): Promise<Page> {
  const page = await showPage(browser, served.url + hash);
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  onTestFinished(() =>
    expect(requests.filter((url) => new URL(url).href.split('#')[0] !== served.url)).toEqual([]),
  );
  return page;
}

async function isShown(page: Page, title: string): Promise<void> {
  await expect.poll(() => page.locator('#title').textContent(), { timeout: 20_000 }).toBe(title);
}

/** Pastes as a person does: from the clipboard, with the keyboard. */
async function paste(page: Page, text: string): Promise<void> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.keyboard.press('ControlOrMeta+V');
}

async function drop(page: Page, name: string, bytes: Buffer): Promise<void> {
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(${JSON.stringify([...bytes])})], ${JSON.stringify(name)}));
    return data;
  })()`);
  await page.locator('#stage').dispatchEvent('drop', { dataTransfer });
}
