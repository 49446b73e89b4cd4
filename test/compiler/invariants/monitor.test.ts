import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Monitor, monitorOf } from '../../../compiler/invariants/monitor.ts';
import { readInvariant } from '../../../compiler/invariants/read-invariant.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import {
  type Happening,
  type InvariantSketch,
  invariantSketches,
  judgeInvariant,
  printInvariant,
} from '../../reference/invariants.ts';

const lifelines = ['A', 'B'];
const labels = ['x', 'y', 'z'];

const happenings: fc.Arbitrary<Happening> = fc
  .record({
    kind: fc.constantFrom('send', 'receive', 'action', 'ref'),
    own: fc.constantFrom(...lifelines),
    gate: fc.nat(9),
    label: fc.constantFrom(...labels),
  })
  .map(({ kind, own, gate, label }) => ({
    kind,
    lifelines: kind === 'ref' ? lifelines : [own],
    peer: kind === 'action' || kind === 'ref' || gate === 0 ? null : own === 'A' ? 'B' : 'A',
    label,
  }));

test('a monitor keeps and breaks a rule exactly where its definition does, at the first event that decides', () => {
  const numRuns = randomCases(50_000);
  const tally = new Tally();
  fc.assert(
    fc.property(
      invariantSketches(lifelines, labels),
      fc.array(happenings, { maxLength: 9 }),
      (sketch, run) => {
        const monitor = monitorFor(sketch);
        let state: number | null = 0;
        for (let length = 0; length <= run.length; length++) {
          if (length > 0 && state !== null) state = monitor.after(state, run[length - 1] as Happening);
          const expected = judgeInvariant(sketch, run.slice(0, length));
          const found = { kept: state !== null && monitor.mayEnd(state), hopeless: state === null };
          expect(found, `${printInvariant(sketch)} after ${length}`).toEqual(expected);
          tally.count(`${sketch.kind} ${expected.hopeless ? 'hopeless' : expected.kept ? 'kept' : 'open'}`);
        }
      },
    ),
    { numRuns },
  );
  tally.atLeast(
    numRuns / 300,
    ...[
      'before',
      'never',
      'never before',
      'never after',
      'after until',
      'between',
      'while',
      'while until',
    ].flatMap((kind) => [`${kind} kept`, `${kind} hopeless`]),
  );
  tally.atLeast(numRuns / 50, 'responds kept', 'responds open', 'responds hopeless');
  tally.atLeast(
    numRuns / 100,
    'exactly kept',
    'exactly open',
    'exactly hopeless',
    'at most hopeless',
    'at least open',
  );
});

function monitorFor(sketch: InvariantSketch): Monitor {
  const read = readInvariant(printInvariant(sketch));
  if ('reason' in read) throw new Error(`${printInvariant(sketch)}: ${read.reason}`);
  return monitorOf(
    read.rule,
    lifelines.map((id) => ({ id, name: id })),
  );
}
