import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '../../../compiler/analysis/analyses.ts';
import { compile } from '../../../compiler/compile.ts';
import { plain, renderDiagnostic, renderDiagnostics } from '../../../compiler/diagnostics/render.ts';
import { randomCases } from '../../random-share.ts';

const diagrams = [
  'cfd-order/order.original.puml',
  'agreement/agreement.puml',
  'order-flow/order-flow.wsd',
].map((path) =>
  readFileSync(fileURLToPath(new URL(`../../../diagrams/${path}`, import.meta.url)), 'utf8').split('\n'),
);

/** Lines that open, close and part what may be open or not. */
const strayLines = fc.constantFrom(
  'alt yes',
  'else',
  'end',
  'par',
  'loop 2',
  'break',
  'opt',
  'critical',
  'activate Buyer',
  'deactivate Buyer',
  'ref over Buyer : more',
  'Buyer ->',
  '\u001b[31m',
);

/** One of the diagrams with lines taken out, put twice and put in. */
const broken = fc
  .tuple(
    fc.constantFrom(...diagrams),
    fc.array(fc.tuple(fc.nat(100), fc.option(strayLines)), { maxLength: 8 }),
  )
  .map(([lines, changes]) =>
    changes.reduce(
      (text, [at, line]) =>
        text.toSpliced(at % text.length, line === null ? 1 : 0, ...(line === null ? [] : [line])),
      lines,
    ),
  );

test('whatever lines a diagram is made of, it is analysed and every finding can be shown', () => {
  let found = 0;
  fc.assert(
    fc.property(broken, (lines) => {
      const source = lines.join('\n');
      for (const { diagram, interaction, diagnostics } of compile(source, 'broken').diagrams) {
        const all = [...diagnostics, ...analyse(diagram, interaction)];
        for (const diagnostic of all) {
          const shown = renderDiagnostic(diagnostic, source, plain);
          expect(shown).toContain('^');
          expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}/u);
        }
        found += all.length;
      }
    }),
    { numRuns: randomCases(1_000) },
  );
  expect(found).toBeGreaterThan(randomCases(1_000));
});

describe('a diagram longer than anybody draws', () => {
  const names = (line: (index: number) => string, length: number): readonly string[] => {
    const text = Array.from({ length }, (_, index) => line(index)).join('\n');
    const { diagrams, diagnostics } = compile(`@startuml\n${text}\n@enduml\n`, 'long');
    const found = [
      ...diagnostics,
      ...diagrams.flatMap((compiled) => [
        ...compiled.diagnostics,
        ...analyse(compiled.diagram, compiled.interaction),
      ]),
    ];
    let shown = 0;
    for (const each of renderDiagnostics(found, text, plain)) shown += each.includes('^') ? 1 : 0;
    expect(shown).toBe(found.length);
    return [...new Set(found.map(({ name }) => name))];
  };

  test('is not analysed, which is said', () => {
    expect(names((index) => `A -> B : m${index}`, 10_001)).toEqual(['undeclared-lifeline', 'not-analysed']);
  });

  test('is searched for races at its beginning, which is said', () => {
    expect(names((index) => `${index % 2 === 0 ? 'A -> B' : 'B -> A'} : m${index}`, 3_000)).toEqual([
      'undeclared-lifeline',
      'races-cut',
    ]);
  });

  test('may set one thing, subscribe to it and deliver it any number of times', { timeout: 60_000 }, () => {
    const lines = [
      (index: number) => `A -> F : set state [${index}]`,
      (index: number) => `F --> C : state [${index}]`,
      (index: number) => `B -> F : set state [${index}]`,
      () => 'C -> F : subscribe',
      (index: number) => `A -> B : POST /${index}`,
    ];
    const found = names((index) => lines[index % lines.length]?.(index) ?? '', 200);
    expect(found).toEqual(expect.arrayContaining(['updates-unordered', 'subscription-unconfirmed']));
  });

  test('may have labels and names as long as a line', { timeout: 60_000 }, () => {
    const long = ['ab cd ', '[', '( if ', 'Ab', '(1) ', 'x: ', 'subscribe '].flatMap((part, index) => [
      `participant "${part.repeat(8_000)}" as FeedName${index}`,
      `A -> FeedName${index} : ${part.repeat(8_000)}?`,
    ]);
    expect(names((index) => long[index] ?? '', long.length)).toEqual(['undeclared-lifeline']);
  });

  test('may hold any number of unknown lines and undeclared lifelines', { timeout: 60_000 }, () => {
    expect(names((index) => `foo bar ${index}`, 150_000)).toEqual(['no-diagram', 'unknown-line']);
    expect(names((index) => `P${index} -> Q : x`, 11_000)).toEqual(['undeclared-lifeline', 'not-analysed']);
  });
});
