import type { Script } from '../script.ts';
import { sayTransition } from './say-transition.ts';

/** The scripts as one Mermaid state diagram, a composite state for each lifeline. */
export function printMermaidStates(scripts: readonly Script[]): string {
  const parts = scripts.flatMap(({ lifeline, states }, number) => [
    `  state ${quoted(lifeline)} as L${number} {`,
    `    [*] --> L${number}_0`,
    ...states.flatMap(({ final, transitions }, index) => [
      `    state "${index}" as L${number}_${index}`,
      ...transitions.map(
        (transition) =>
          `    L${number}_${index} --> L${number}_${transition.next} : ${escaped(sayTransition(transition))}`,
      ),
      ...(final ? [`    L${number}_${index} --> [*]`] : []),
    ]),
    '  }',
  ]);
  return ['stateDiagram-v2', ...parts].join('\n');
}

function quoted(text: string): string {
  return `"${escaped(text)}"`;
}

/** What would end a label, a line or a string in Mermaid becomes an entity. */
function escaped(text: string): string {
  return text.replace(/[#;":\r\n]/g, (character) =>
    character === '\r' || character === '\n' ? ' ' : `#${character.charCodeAt(0)};`,
  );
}
