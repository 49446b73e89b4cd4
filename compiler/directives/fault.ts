import { nearest } from '../syntax/nearest.ts';
import { parseDuration } from '../text/duration.ts';
import {
  type DirectiveContext,
  type DirectiveEntry,
  messageOf,
  type ReadValue,
  unreadable,
} from './directive.ts';

/** What may go wrong with a message, or at it. */
export type Fault =
  | { readonly kind: 'lose' }
  | { readonly kind: 'duplicate' }
  | { readonly kind: 'delay'; readonly ms: number }
  | { readonly kind: 'crash'; readonly lifeline: string };

/** `@fault lose, delay 2s`: the faults that may be injected at a message. */
export const fault: DirectiveEntry<readonly Fault[]> = {
  forms: ['lose', 'duplicate', 'delay 2s', 'crash A', 'lose, delay 2s'],
  above: 'a message from one lifeline to another',
  fits: (target) => {
    const message = messageOf(target);
    if (message === null || message.arrow.hidden) return false;
    const { from, to, alsoTo } = message;
    return (
      from.kind === 'lifeline' && [to, ...alsoTo].some((end) => end.kind === 'lifeline' && end.id !== from.id)
    );
  },
  read(value, context) {
    const faults: Fault[] = [];
    for (const part of value.split(',')) {
      const read = readFault(part.trim(), context);
      if ('reason' in read) return read;
      faults.push(read.value);
    }
    return { value: faults };
  },
  join: (first, second) => [...first, ...second],
  about:
    'What may go wrong there: the message is lost, arrives twice or late, or a lifeline crashes when it is sent. `run --faults` injects them, each or not as the seed says, and so do tests that draw runs with those faults. A late message comes when nothing else can happen; there is no clock, so how late makes no difference. Without `--faults`, and in `test`, nothing goes wrong.',
  example: ["' @fault lose, delay 2s", "' @fault crash B", 'A -> B : pay'],
};

const kinds: readonly string[] = ['lose', 'duplicate', 'delay', 'crash'];

function readFault(text: string, { diagram: { lifelines } }: DirectiveContext): ReadValue<Fault> {
  const [kind, rest] = splitWord(text);
  switch (kind) {
    case 'lose':
    case 'duplicate':
      return rest === '' ? { value: { kind } } : unreadable(`\`${rest}\` says nothing behind \`${kind}\``);
    case 'delay': {
      if (rest === '') return unreadable('how long is missing behind `delay`');
      const ms = parseDuration(rest);
      return ms === null ? unreadable(`\`${rest}\` is no duration`) : { value: { kind, ms } };
    }
    case 'crash': {
      const found = lifelines.find(({ id, name }) => id === rest || name === rest);
      if (found !== undefined) return { value: { kind, lifeline: found.id } };
      const ids = lifelines.map(({ id }) => id);
      return unreadable(`the diagram has no lifeline "${rest}"`, nearest(rest, ids));
    }
    default:
      return unreadable(`there is no fault \`${kind}\``, nearest(kind, kinds));
  }
}

function splitWord(text: string): readonly [string, string] {
  const blank = text.search(/\s/);
  return blank < 0 ? [text, ''] : [text.slice(0, blank), text.slice(blank).trim()];
}
