import type { StatedInvariant } from '../invariants/invariant.ts';
import { readInvariant } from '../invariants/read-invariant.ts';
import type { DirectiveEntry } from './directive.ts';

/** `@invariant "pay" before "ship"`: what every run of the diagram is to keep. */
export const invariant: DirectiveEntry<readonly StatedInvariant[]> = {
  forms: [
    '"pay" before "ship"',
    'never "ship" after "cancel"',
    '"paid" or "refused" responds to "pay" within 5s',
    '"paid" responds to "pay" within 3 messages',
    'exactly once "pay"',
    '"ship" while "open" until "close"',
    'receive Shop -> Bank "pay" before Bank -> * "paid*"',
  ],
  above: 'any statement; it speaks of the whole diagram',
  fits: () => true,
  read(value, { span, valueSpan }) {
    const read = readInvariant(value);
    return 'reason' in read ? read : { value: [{ ...read, span, textSpan: valueSpan }] };
  },
  join: (first, second) => [...first, ...second],
  about:
    'What every run of the diagram is to keep, whatever order the drawing leaves open: `explore` looks for the shortest run that breaks it, and `run`, `conform` and `test` judge their runs by it. A message happens when it is sent; `receive` speaks of its arrival. See [the language](invariants/README.md).',
  example: [
    '\' @invariant "pay" before "ship"',
    'par',
    '  Shop -> Bank : pay',
    'else',
    '  Shop -> Courier : ship',
    'end',
  ],
};
