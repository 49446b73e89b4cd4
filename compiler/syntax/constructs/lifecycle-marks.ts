import type { Message } from '../diagram.ts';
import { skipBlanks } from '../names.ts';

type Step = Message['lifecycle'][number];

/** `++ -- ** !!` at the offset, in any number, and the offset behind them. */
export function readLifecycle(
  text: string,
  start: number,
): { readonly steps: Message['lifecycle']; readonly end: number } {
  const steps: Step[] = [];
  let end = start;
  for (;;) {
    const at = skipBlanks(text, end);
    const step = stepAt(text, at);
    if (step === null) return { steps, end };
    steps.push(step);
    end = at + 2;
  }
}

function stepAt(text: string, offset: number): Step | null {
  const mark = text[offset];
  if (mark === undefined || mark !== text[offset + 1]) return null;
  switch (mark) {
    case '+':
      return 'activate';
    case '-':
      return 'deactivate';
    case '*':
      return 'create';
    case '!':
      return 'destroy';
    default:
      return null;
  }
}
