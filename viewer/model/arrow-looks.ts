import { normaliseLabel } from '../../compiler/interaction/label.ts';
import { drawnMessages } from '../../compiler/interaction/lower-message.ts';
import type { Diagram, End } from '../../compiler/syntax/diagram.ts';
import type { ArrowLook } from './run-model.ts';

/** Answers how the diagram draws the messages of a run, asked in the order of the run. */
export interface ArrowLooks {
  readonly next: (from: string | null, to: string | null, label: string) => ArrowLook;
}

/** Of several arrows with the same ends and label each gives its look once, and the last one to all that follow. */
export function createArrowLooks(diagram: Diagram | null): ArrowLooks {
  const looks = new Map<string, ArrowLook[]>();
  for (const { statement } of drawnMessages(diagram?.statements ?? [])) {
    const { from, to, alsoTo, arrow, label } = statement;
    for (const receiver of [to, ...alsoTo]) {
      add(looks, lookKey(idOf(from), idOf(receiver), label), arrow);
      if (arrow.bidirectional) add(looks, lookKey(idOf(receiver), idOf(from), label), arrow);
    }
  }
  return {
    next: (from, to, label) => {
      // A binding may say that an arrow was drawn the wrong way round.
      const queue = looks.get(lookKey(from, to, label)) ?? looks.get(lookKey(to, from, label)) ?? [];
      const [look = plain] = queue;
      if (queue.length > 1) queue.shift();
      return look;
    },
  };
}

const plain: ArrowLook = { line: 'solid', head: 'filled' };

function add(looks: Map<string, ArrowLook[]>, key: string, { line, head }: ArrowLook): void {
  const queue = looks.get(key) ?? [];
  queue.push({ line, head });
  looks.set(key, queue);
}

function lookKey(from: string | null, to: string | null, label: string): string {
  return JSON.stringify([from, to, normaliseLabel(label)]);
}

function idOf(end: End): string | null {
  return end.kind === 'lifeline' ? end.id : null;
}
