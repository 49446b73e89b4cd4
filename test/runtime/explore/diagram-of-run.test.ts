import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CompiledDiagram, compile } from '../../../compiler/compile.ts';
import { convert } from '../../../compiler/convert/convert.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import type { Dialect } from '../../../compiler/syntax/diagram.ts';
import { judge } from '../../../conformance/judge.ts';
import { readTrace } from '../../../conformance/read-trace.ts';
import { diagramOfRun } from '../../../runtime/explore/diagram-of-run.ts';
import { type Exploration, type ExploreOptions, explore } from '../../../runtime/explore/explore.ts';
import type { Firing } from '../../../runtime/explore/product.ts';
import { traceOfRun } from '../../../runtime/explore/trace-of-run.ts';
import { printTrace } from '../../../runtime/print-trace.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';

const dialects = ['plantuml', 'wsd', 'sdo', 'mermaid'] as const;
const channels = ['sync', 'mailbox', 'causal', 'fifo', 'bag'] as const;

describe.each(dialects)('in %s', (dialect) => {
  test('the run of every finding is a diagram of which its trace is a complete run', {
    timeout: 120_000,
  }, () => {
    const numRuns = randomCases(600);
    const tally = new Tally();
    const faultsOf = fc.constantFrom(null, null, { lossy: true }, { duplicating: true }, { crashing: ['A'] });
    fc.assert(
      fc.property(
        sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 8 }),
        fc.constantFrom(...channels),
        faultsOf,
        (sketch, channel, faults) => {
          const source = inDialect(print(sketch), dialect);
          if (source === null) return;
          const none = { lossy: false, duplicating: false, crashing: [] };
          const found = explored(source, {
            channel,
            configurationsMax: 2_000,
            ...(faults === null ? {} : { faults: { ...none, ...faults } }),
          });
          for (const run of runsOf(found)) {
            const text = diagramOfRun(run, source, { title: 'wrong', notes: [] });
            // What is free needs a label, and Mermaid has no words for it at all.
            const isDoubled = run.flat().some(({ fate }) => fate === 'duplicated');
            expect(text !== null || source.diagram.dialect === 'wsd' || isDoubled, print(sketch)).toBe(true);
            if (text === null) continue;
            expectToConform(text, run, dialect);
            tally.count('drawn');
            if (/^ *(?:par\b|parallel)/m.test(text)) tally.count('crossing');
          }
        },
      ),
      { numRuns },
    );
    tally.atLeast(numRuns / 2.5, 'drawn');
    tally.atLeast(numRuns / 20, 'crossing');
  });
});

test('lifelines do in it what they did in the run, and what overtakes is in a par with a note', () => {
  const heads = ['participant A', 'participant B as "The other"'];
  const operands = ['A -> B : x', 'A ->> B : y', 'else', 'A ->> B : y', 'A -> B : x', 'A -> B : more'];
  const body = ['alt', ...operands, 'end', 'A -> C : last'];
  const source = inDialect(`@startuml\n${[...heads, ...body].join('\n')}\n@enduml`, 'plantuml');
  if (source === null) throw new Error('no diagram');
  const [first] = explored(source, { channel: 'bag' }).deadlocks.examples;
  const told = { title: 'overtaking', notes: [{ lifeline: 'B', text: 'B waits' }] };
  expect(diagramOfRun(first?.run ?? [], source, told)).toBe(
    [
      '@startuml',
      'title overtaking',
      'participant A',
      'participant "The other" as B',
      'participant C',
      'par',
      '  A -> B : x',
      'else',
      '  A ->> B : y',
      'end',
      'note over B : in this order: receives "y" from A, then receives "x" from A',
      'A -> C : last',
      'note over B : B waits',
      '@enduml',
      '',
    ].join('\n'),
  );
});

function runsOf({
  deadlocks,
  orphans,
  unspecified,
  livelocks,
  implied,
}: Exploration): readonly (readonly Firing[])[] {
  const all = [deadlocks, orphans, unspecified, livelocks].flatMap(
    ({ examples }): readonly { readonly run: readonly Firing[] }[] => examples.slice(0, 3),
  );
  return [...all, ...implied.scenarios.slice(0, 3)].map(({ run }) => run).filter((run) => run.length > 0);
}

function expectToConform(text: string, run: readonly Firing[], dialect: Dialect): void {
  const { diagrams, diagnostics } = compile(text, 'wrong');
  const [only] = diagrams;
  const faults = [...diagnostics, ...(only?.diagnostics ?? [])].filter(
    (one) => describeDiagnostic(one).severity !== 'info',
  );
  expect(faults, text).toEqual([]);
  if (only === undefined) throw new Error(`no diagram in ${text}`);
  const isOneSite = (one: Dialect): boolean => one === 'wsd' || one === 'sdo';
  const read = only.diagram.dialect;
  expect(read === dialect || (isOneSite(read) && isOneSite(dialect)), `${read}\n${text}`).toBe(true);
  const trace = printTrace(traceOfRun(run, 'wrong', 'quiescent'));
  const verdicts = judge(only.interaction, readTrace(trace).trace).map(({ verdict, extent }) => [
    verdict,
    extent,
  ]);
  expect(verdicts, `${text}\n${trace}`).toEqual([['pass', 'complete']]);
}

/** The sketch in that language; null where the language cannot say it. */
function inDialect(text: string, dialect: Dialect): CompiledDiagram | null {
  const original = only(compile(text, 'sketch').diagrams);
  if (original.diagram.dialect === dialect) return original;
  const converted = convert(original.diagram, dialect);
  if (converted.diagnostics.some((one) => describeDiagnostic(one).severity === 'warning')) return null;
  const { diagrams } = compile(converted.text, 'sketch');
  return diagrams[0] === undefined ? null : diagrams[0];
}

function only(diagrams: readonly CompiledDiagram[]): CompiledDiagram {
  const [first] = diagrams;
  if (first === undefined) throw new Error('no diagram');
  return first;
}

function explored({ interaction }: CompiledDiagram, options: ExploreOptions): Exploration {
  const found = explore(interaction, options);
  if (found === null) throw new Error('a script has too many states');
  return found;
}
