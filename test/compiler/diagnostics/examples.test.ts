import { expect, test } from 'vitest';
import { analyse } from '../../../compiler/analysis/analyses.ts';
import { compile } from '../../../compiler/compile.ts';
import { examples } from '../../../compiler/diagnostics/examples.ts';

test.each(Object.entries(examples))(
  '%s is shown by a diagram that has it and one that has it not',
  (name, { wrong, right }) => {
    expect(findingsOf(wrong)).toContain(name);
    expect(findingsOf(right)).not.toContain(name);
    expect(findingsOf(right)).not.toContain('unknown-line');
  },
);

function findingsOf(text: string): readonly string[] {
  const { diagrams, diagnostics } = compile(text, 'a');
  return [
    ...diagnostics,
    ...diagrams.flatMap((one) => [...one.diagnostics, ...analyse(one.diagram, one.interaction)]),
  ].map(({ name }) => name);
}
