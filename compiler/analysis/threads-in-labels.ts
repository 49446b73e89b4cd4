import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { normaliseLabel } from '../interaction/label.ts';
import type { Diagram, FragmentOperator, Message } from '../syntax/diagram.ts';
import { isWithin, messagesWithin } from './messages-within.ts';

/**
 * Threads that are only told in labels, `Fork (1) download …` or `thread 2: …`, and are drawn one below the other: as it
 * stands the messages of one lifeline follow each other. Told once, at the first message, with where each thread begins.
 */
export function reportThreadsInLabels({ statements }: Diagram): readonly Diagnostic[] {
  const begun = new Map<string, Message>();
  for (const one of messagesWithin(statements)) {
    if (isWithin(one, parallels)) continue;
    const name = threadOf(one.message.label);
    if (name !== null && !begun.has(name)) begun.set(name, one.message);
  }
  const [first, ...others] = begun;
  if (first === undefined || others.length === 0) return [];
  const related = others.map(([name, { span }]) => ({ span, message: `here begins "${name}"` }));
  return [diagnose('threads-in-labels', { threads: [...begun.keys()] }, first[1].span, related)];
}

const parallels: ReadonlySet<FragmentOperator> = new Set(['par']);

/** `Fork (1)`, `thread 2:` or `[worker A]` at the beginning of a label; a number alone may as well count steps. */
function threadOf(label: string): string | null {
  const found =
    /^[([]?(fork|thread|strand|goroutine|coroutine|fib(?:er|re)|parallel)\s*[([#:]?\s*(\d{1,2}|[A-Za-z])\s*(?:[)\]:.,-]|$)/i.exec(
      normaliseLabel(label),
    );
  return found === null ? null : `${(found[1] as string).toLowerCase()} ${found[2]}`;
}
