import { type LoopBounds, loopBounds } from '../interaction/loop-bounds.ts';
import { type DirectiveEntry, fragmentOf, unreadable } from './directive.ts';

/** `@loop 1,3`: how often a loop repeats, whatever its label says. */
export const loop: DirectiveEntry<LoopBounds> = {
  forms: ['1,3', '3', '1..*', 'max 3', '0..*'],
  above: 'a loop',
  fits: (target) => fragmentOf(target)?.operator === 'loop',
  read(value) {
    const bounds = loopBounds(value);
    if (bounds.max !== Number.POSITIVE_INFINITY || bounds.min > 0 || value === '0..*')
      return { value: bounds };
    return unreadable(`\`${value}\` gives no bounds`);
  },
  join: null,
  about:
    'Sets how often the loop repeats, in any of the forms that are read from labels: `3` exactly, `1,3` or `1..3` from 1 to 3, `1..*` once or more, `max 3` at most, `0..*` any number of times.',
  example: ["' @loop 1,3", 'loop until it works', '  A -> B : try', 'end'],
};
