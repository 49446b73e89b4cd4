import { type DirectiveEntry, fragmentOf, unreadable } from './directive.ts';
import { type Expression, readExpression } from './expression.ts';

/** A guard that says when its operand runs, as it was written and as it was read. */
export interface Guard {
  readonly text: string;
  readonly expression: Expression;
}

/** `@when EXPR`: the condition of an operand, for machines. */
export const when: DirectiveEntry<Guard> = {
  forms: ['amount > 100 and not order.paid'],
  above: 'an `alt`, `opt`, `loop`, `break` or `group`, for its first operand, or above an `else`',
  fits: (target) => {
    const fragment = target.kind === 'operand' ? target.fragment : fragmentOf(target);
    return fragment !== null && guarded.includes(fragment.operator);
  },
  read(value) {
    const read = readExpression(value);
    return 'reason' in read ? unreadable(read.reason) : { value: { text: value, expression: read } };
  },
  join: null,
  about:
    'The label of an operand is prose, and which operand ran is observed, never guessed. This says the same for machines: names, properties (`order.lines[0].price`), text, numbers, `true`, `false`, `null`, the comparisons `== != < <= > >=`, `and`, `or`, `not` and parentheses. It is checked when the diagram is read and kept with its operand. Nothing evaluates it yet, so it changes neither the runs of the diagram nor a verdict.',
  example: [
    "' @when amount > 100",
    'alt a large order',
    '  A -> B : ask the boss',
    "' @when amount <= 100",
    'else any other',
    '  A -> C : deliver',
    'end',
  ],
};

const guarded: readonly string[] = ['alt', 'opt', 'loop', 'break', 'group'];
