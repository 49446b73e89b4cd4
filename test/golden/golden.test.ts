import { describe, expect, test } from 'vitest';
import { compile } from '../../compiler/compile.ts';
import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { judge } from '../../conformance/judge.ts';
import { readGoldenCases, sayTrace } from './cases.ts';
import { observationOf } from './observation.ts';

const cases = await readGoldenCases();

describe('the checker agrees with the verdicts worked out elsewhere', () => {
  test.each(cases)('$name', ({ diagram, traces }) => {
    const interaction = interactionOf(diagram);
    const disagreeing = traces.flatMap((trace) => {
      const { observers, hidden, extent: asked } = observationOf(trace.args);
      const events = trace.events.map((event, index) => ({ event, line: index + 1 }));
      const judgements = judge(
        interaction,
        { header: null, footer: null, events },
        { observers, hidden, extent: asked },
      );
      expect(judgements).toHaveLength(1);
      const { verdict, extent } = judgements[0] ?? { verdict: null, extent: null };
      return verdict === trace.verdict && (trace.extent === undefined || extent === trace.extent)
        ? []
        : [`${trace.args.join(' ')} ${sayTrace(trace.events)}: ${trace.verdict}, here ${verdict} ${extent}`];
    });
    expect(disagreeing).toEqual([]);
  });
});

function interactionOf(diagram: string): Interaction {
  const { diagrams } = compile(diagram, 'golden.puml');
  const [only] = diagrams;
  if (only === undefined || diagrams.length > 1) {
    throw new Error(`${diagrams.length} diagrams in a golden diagram's text`);
  }
  return only.interaction;
}
