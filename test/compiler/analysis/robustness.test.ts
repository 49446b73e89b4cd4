import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { analyse } from '../../../compiler/analysis/analyses.ts';
import { compile } from '../../../compiler/compile.ts';
import { plain, renderDiagnostic } from '../../../compiler/diagnostics/render.ts';
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
