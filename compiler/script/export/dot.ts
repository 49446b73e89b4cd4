import type { Script } from '../script.ts';
import { sayTransition } from './say-transition.ts';

/** The scripts as one graph for Graphviz, a cluster for each lifeline. Final states have a double edge. */
export function printDot(scripts: readonly Script[]): string {
  const clusters = scripts.flatMap(({ lifeline, states }, number) => [
    `  subgraph cluster_${number} {`,
    `    label=${quoted(lifeline)};`,
    `    begin_${number} [shape=point];`,
    `    begin_${number} -> s_${number}_0;`,
    ...states.flatMap(({ final, transitions }, index) => [
      `    s_${number}_${index} [label="${index}", shape=${final ? 'doublecircle' : 'circle'}];`,
      ...transitions.map(
        (transition) =>
          `    s_${number}_${index} -> s_${number}_${transition.next} [label=${quoted(sayTransition(transition))}];`,
      ),
    ]),
    '  }',
  ]);
  return ['digraph scripts {', '  rankdir=LR;', ...clusters, '}'].join('\n');
}

function quoted(text: string): string {
  return `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', '\\"')
    .replace(/[\r\n]+/g, ' ')}"`;
}
