import { describe, expect, test } from 'vitest';
import { runs, wordsOf } from '../reference/runs.ts';
import type { Sketch } from '../reference/sketch.ts';
import { judgeByRuns } from '../reference/verdict.ts';
import { readGoldenCases, sayTrace } from './cases.ts';
import { observationOf } from './observation.ts';
import { goldenSketches } from './sketches.ts';

const cases = await readGoldenCases();
const counted = cases.flatMap(({ name, explore }) =>
  explore === undefined ? [] : [{ name, executions: explore.executions }],
);

test('there are 26 golden diagrams with 850 traces, many of each verdict', () => {
  const traces = cases.flatMap((one) => one.traces);
  const count = (verdict: string) => traces.filter((trace) => trace.verdict === verdict).length;
  expect([cases.length, traces.length]).toEqual([26, 850]);
  expect(Math.min(count('pass'), count('inconclusive'), count('fail'))).toBeGreaterThan(50);
});

describe('the reference agrees with the verdicts worked out elsewhere', () => {
  test.each(cases)('$name', ({ name, traces }) => {
    const disagreeing = traces.flatMap((trace) => {
      const { verdict, extent } = judgeByRuns(sketchOf(name), trace.events, observationOf(trace.args));
      return verdict === trace.verdict && extent === (trace.extent ?? null)
        ? []
        : [`${trace.args.join(' ')} ${sayTrace(trace.events)}: ${trace.verdict}, here ${verdict}`];
    });
    expect(disagreeing).toEqual([]);
  });
});

describe('the reference has as many runs as were counted elsewhere', () => {
  test.each(counted)('$name: $executions', ({ name, executions }) => {
    const found = runs(sketchOf(name), { loopLimit: 0 });
    expect(new Set(found.map((run) => wordsOf(run.occurrences))).size).toBe(Number(executions));
  });
});

function sketchOf(name: string): Sketch {
  const sketch = goldenSketches[name];
  if (sketch === undefined) {
    throw new Error(`no sketch of the golden diagram '${name}'`);
  }
  return sketch;
}
