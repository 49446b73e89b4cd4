import type { Said } from '../directives/directive.ts';
import type { Directives } from '../directives/directives.ts';
import type { Message } from '../syntax/diagram.ts';
import type { Annotated } from './annotations.ts';
import { type Lowering, lowerMessage } from './lower-message.ts';
import type { Term } from './term.ts';

/** A message, and what the directives above it say of its occurrences. */
export function lowerAnnotated(lowering: Lowering, message: Message, said: Directives): Term {
  const { annotations, occurrences } = lowering;
  const first = occurrences.length;
  const term = lowerMessage(lowering, message);
  const note = <Value>(list: Annotated<Value>[], one: Said<Value> | undefined): void => {
    if (one === undefined) return;
    list.push({ value: one.value, first, end: occurrences.length, span: one.directive.span });
  };
  note(annotations.timeouts, said.timeout);
  note(annotations.payloads, said.payload);
  note(annotations.faults, said.fault);
  return term;
}

/** What is made of an operand; all that happens in it is under its guard, if it has one. */
export function withGuard<Made>(lowering: Lowering, guard: Directives['when'], make: () => Made): Made {
  const { annotations, occurrences } = lowering;
  const first = occurrences.length;
  const made = make();
  if (guard !== undefined) {
    const { value, directive } = guard;
    annotations.guards.push({ value, first, end: occurrences.length, span: directive.span });
  }
  return made;
}
