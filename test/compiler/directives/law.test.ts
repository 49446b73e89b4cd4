import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import { type DirectiveName, directiveNames, directives } from '../../../compiler/directives/directives.ts';
import { readDirectives } from '../../../compiler/directives/read-directives.ts';
import type { Directive, Statement } from '../../../compiler/syntax/diagram.ts';
import { randomCases } from '../../random-share.ts';
import { plantuml } from './said.ts';

const anything = fc
  .string({ unit: 'binary', maxLength: 20 })
  .map((text) => text.replace(/[\r\n\u2028\u2029]/g, ' '));

const directive = fc
  .constantFrom<DirectiveName>(...directiveNames)
  .chain((name) =>
    fc
      .oneof({ weight: 3, arbitrary: fc.constantFrom(...directives[name].forms) }, anything)
      .map((text) => `' @${name} ${text}`),
  );

const statement = fc.constantFrom(
  'A -> B : x',
  'B -> B : x',
  'participant A',
  'title t',
  'note over A : n',
  'alt a',
  'loop',
  'group',
  'else',
  'end',
  'class X',
);

test('every directive is taken or reported, whatever it holds and wherever it stands', () => {
  let taken = 0;
  let reported = 0;
  fc.assert(
    fc.property(fc.array(fc.oneof(directive, statement), { maxLength: 20 }), (lines) => {
      for (const { diagram, diagnostics } of compile(plantuml(...lines), 'a.puml').diagrams) {
        const { ofDiagram, above } = readDirectives(diagram);
        const said = new Set(
          [ofDiagram, ...above.values()].flatMap((all) => Object.values(all).map((one) => one.directive)),
        );
        // Of several that are joined one is kept as their place.
        const alone = directivesIn(diagram.statements).filter(
          ({ name }) => !['off', 'fault', 'invariant'].includes(name),
        );
        const isReported = ({ span: place }: Directive): boolean =>
          diagnostics.some(({ name, span }) => span === place && name.startsWith('directive-'));
        taken += alone.filter((one) => said.has(one)).length;
        reported += alone.filter(isReported).length;
        expect(alone.filter((one) => said.has(one) === isReported(one))).toEqual([]);
      }
    }),
    { numRuns: randomCases(5_000) },
  );
  expect(Math.min(taken, reported)).toBeGreaterThan(randomCases(400));
});

function directivesIn(statements: readonly Statement[]): readonly Directive[] {
  return statements.flatMap((one) => {
    if (one.kind === 'directive') return [one];
    return one.kind === 'fragment' ? one.operands.flatMap((operand) => directivesIn(operand.statements)) : [];
  });
}
