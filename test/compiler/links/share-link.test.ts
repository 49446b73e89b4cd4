import fc from 'fast-check';
import LZString from 'lz-string';
import { describe, expect, test } from 'vitest';
import { linkBehind, openShareLink, readShareLink } from '../../../compiler/links/share-link.ts';
import { randomCases } from '../../random-share.ts';
import { kroki, paddedPlantuml, pako, plantuml, sequencediagram } from './pack.ts';

const text = 'title Login\nBuyer->Shop: sign in\nShop-->Buyer: welcome – 欢迎\n';

/** A text as each site packs it. */
const links: readonly { readonly site: string; readonly link: string }[] = [
  { site: 'sequencediagram.org', link: sequencediagram(text) },
  { site: 'sequencediagram.org', link: sequencediagram(text).replaceAll('+', '%2B').replaceAll('-', '%2D') },
  { site: 'PlantUML', link: `https://www.plantuml.com/plantuml/uml/${plantuml(text)}` },
  { site: 'PlantUML', link: `http://docs.example.com/plantuml/svg/~1${plantuml(text)}` },
  { site: 'PlantUML', link: `https://plantuml.com/plantuml/png/~h${Buffer.from(text).toString('hex')}` },
  { site: 'Mermaid', link: `https://mermaid.live/edit#pako:${pako({ code: text })}` },
  { site: 'Mermaid', link: `https://mermaid.ink/img/pako:${pako({ code: text, mermaid: '{}' })}?type=png` },
  { site: 'Mermaid', link: `https://mermaid.ink/svg/${Buffer.from(text).toString('base64url')}` },
  { site: 'Mermaid', link: `https://mermaid.ink/svg/${Buffer.from(text).toString('base64')}` },
  { site: 'Kroki', link: `https://kroki.io/plantuml/svg/${kroki(text)}` },
];

test.each(links)('a link to $site is the text that is packed in it: $link', async ({ site, link }) => {
  expect(readShareLink(`  ${link}\n`)?.service.name).toBe(site);
  expect(await open(`  ${link}\n`)).toEqual({ text, diagnostics: [] });
});

test('whatever is packed comes out again', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1 }), async (line) => {
      const packed = `A->B: ${line.replaceAll(/\p{Cc}|\p{Cn}/gu, ' ')}`;
      expect(await open(sequencediagram(packed))).toEqual({ text: packed, diagnostics: [] });
      for (const data of [plantuml(packed), paddedPlantuml(packed)]) {
        expect((await open(`https://plantuml.com/plantuml/uml/${data}`)).text).toBe(packed);
      }
    }),
    { numRuns: randomCases(300) },
  );
});

test('letters that PlantUML fills up with zero bytes are whole', async () => {
  const texts = ['A->B: a', 'A->B: ab', 'A->B: abc'];
  const padded = texts.map(paddedPlantuml);

  expect(new Set(texts.map((one, index) => (padded[index]?.length ?? 0) - plantuml(one).length)).size).toBe(
    3,
  );
  for (const [index, data] of padded.entries()) {
    expect((await open(`https://plantuml.com/plantuml/uml/${data}`)).text).toBe(texts[index]);
  }
});

describe('a link that is no diagram any more', () => {
  const [link = ''] = links.map((one) => one.link);

  test.each([
    ['is cut off', link.slice(0, -20), 'its data cannot be unpacked'],
    ['holds other letters', link.replace(/=.*/, '=!!!!'), 'its data cannot be unpacked'],
    ['has lost a percent sign', `${link}%`, 'its data cannot be unpacked'],
    ['holds rubbish', sequencediagram('A->B: \u0008\u0001'), 'what it unpacks to is no text'],
    ['is too long', sequencediagram(text) + 'A'.repeat(40_000), 'it has more than 32768 characters'],
    [
      'is cut off, of PlantUML',
      `https://plantuml.com/plantuml/uml/${plantuml(text).slice(0, -9)}`,
      'its data cannot be unpacked',
    ],
    [
      'has half a digit',
      `https://plantuml.com/plantuml/uml/~h${Buffer.from(text).toString('hex').slice(1)}`,
      'its data cannot be unpacked',
    ],
    [
      'is no state of the editor',
      `https://mermaid.live/edit#pako:${pako({ coda: text })}`,
      'its data cannot be unpacked',
    ],
  ])('%s', async (_, damaged, reason) => {
    const { text: unpacked, diagnostics } = await open(damaged);

    expect(unpacked).toBeNull();
    expect(diagnostics).toMatchObject([{ name: 'damaged-link', args: { reason } }]);
  });

  test('holds one other letter: links have no checksum, but most that would not be packed like this are told', async () => {
    const data = /=(.*)/.exec(link)?.[1] ?? '';
    const changed = [...Array(80).keys()].map((at) => {
      const other = data[at] === 'A' ? 'B' : 'A';
      return open(link.replace(data, data.slice(0, at) + other + data.slice(at + 1)));
    });
    const opened = await Promise.all(changed);
    const names = opened.map(({ diagnostics }) => diagnostics[0]?.name ?? 'nothing');

    expect(names.filter((name) => name === 'damaged-link').length).toBeGreaterThan(10);
    expect(names.filter((name) => name === 'doubtful-link').length).toBeGreaterThan(10);
  });

  test('packs more than anybody writes', async () => {
    const bomb = 'a'.repeat(1_100_000);
    const opened = await Promise.all(
      [
        sequencediagram(bomb),
        `https://plantuml.com/plantuml/uml/${plantuml(bomb.repeat(4))}`,
        `https://mermaid.live/edit#pako:${pako({ code: bomb })}`,
        `https://kroki.io/plantuml/svg/${kroki(bomb)}`,
      ].map(open),
    );

    expect(opened.map(({ diagnostics }) => diagnostics)).toMatchObject([
      [{ name: 'damaged-link', args: { reason: 'its text has more than 1000000 characters' } }],
      [{ name: 'damaged-link', args: { reason: 'its data cannot be unpacked' } }],
      [{ name: 'damaged-link', args: { reason: 'its data cannot be unpacked' } }],
      [{ name: 'damaged-link', args: { reason: 'its data cannot be unpacked' } }],
    ]);
  });
});

test('whatever becomes of a link, it is opened or refused', async () => {
  let refused = 0;
  const edit = fc.record({ at: fc.nat(), length: fc.nat(4), by: fc.string({ maxLength: 4 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...links),
      fc.array(edit, { minLength: 1, maxLength: 3 }),
      async ({ link }, edits) => {
        const changed = edits.reduce((text, { at, length, by }) => {
          const start = at % text.length;
          return text.slice(0, start) + by + text.slice(start + length);
        }, link);
        const found = readShareLink(changed);
        if (found === null) return;
        const opened = await openShareLink(found, 'x', LZString);
        expect(opened.text === null ? opened.diagnostics.length : opened.text.length).toBeGreaterThan(0);
        if (opened.text === null) refused += 1;
      },
    ),
    { numRuns: randomCases(5000) },
  );
  expect(refused).toBeGreaterThan(randomCases(1000));
});

test('the letters are not those of Base64, which silently loses what is said', async () => {
  const data =
    'C4S2BsFMAIHUQE4gHYHNoEYAMWBMBmAKAElkAzBAQwFE0VJIEBaAPgGVGA3RgLmgAdwAV3QpCHBN2atSFGnWQMEfcCFQALYAGdoQ-oSA';
  const whole = 'title Wiring 10023\nInfraEngineer->Server: plug in\nServer-->InfraEngineer: lights up\n';
  const link = readShareLink(`https://sequencediagram.org/index.html#initialData=${data}`);

  expect(link === null ? null : (await openShareLink(link, 'x', LZString)).text).toBe(whole);
  expect(LZString.decompressFromBase64(data)).not.toBe(whole);
});

test('other addresses, paths and sentences with a link are none', () => {
  const none = [
    'https://example.com/login.puml',
    'https://sequencediagram.org/',
    'https://sequencediagram.org.example.com/index.html#initialData=C4S2',
    'https://www.websequencediagrams.com/?lz=C4S2',
    `see ${links[0]?.link ?? ''}`,
    'file:///etc/passwd',
    'diagrams/login.puml',
    '',
  ];

  expect(none.map(readShareLink)).toEqual(none.map(() => null));
});

test('behind the # of another page stands what stands at the site, or the whole link', () => {
  const found = [
    new URL(sequencediagram(text)).hash,
    `#pako:${pako({ code: text })}`,
    `#base64:${Buffer.from('{}').toString('base64')}`,
    ...links.map(({ link }) => `#${link}`),
    '#',
    '',
    '#step=7',
    '#login.puml',
  ].map((hash) => readShareLink(linkBehind(hash) ?? '')?.service.name ?? null);

  expect(found).toEqual([
    'sequencediagram.org',
    'Mermaid',
    'Mermaid',
    ...links.map(({ site }) => site),
    null,
    null,
    null,
    null,
  ]);
});

async function open(link: string): ReturnType<typeof openShareLink> {
  const found = readShareLink(link);
  if (found === null) throw new Error(`${link.slice(0, 80)} is no link`);
  return openShareLink(found, 'x', LZString);
}
