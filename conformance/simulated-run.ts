import { simulate } from '../runtime/simulate.ts';
import type { ShownDiagram, ShownRun } from './shown-run.ts';
import { type JudgedDiagram, worstVerdict } from './worst-verdict.ts';

/** One simulated run of a diagram as it goes to people who look at it; `name` is what the run is called. */
export function simulatedRun(
  meant: JudgedDiagram,
  diagram: ShownDiagram,
  { seed, name }: { readonly seed: number; readonly name: string },
): ShownRun {
  const simulated = simulate(meant.interaction, { seed, diagram: name });
  const lines = simulated.lines.map((value, index) => ({ number: index + 1, value }));
  const verdict = worstVerdict(meant, name, lines);
  return { name, diagram, lines, problems: [], growing: false, verdict };
}
