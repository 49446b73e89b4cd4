import { printable } from '../compiler/diagnostics/printable.ts';
import type { Interaction } from '../compiler/interaction/interaction.ts';
import type { TraceEvent, TraceLine } from './trace.ts';

/** A run as people read it: one event a line, in the lifeline's column of names, with an arrow that says which way. */
export function printRun(interaction: Interaction, lines: readonly TraceLine[]): string {
  const events = lines.filter((line): line is TraceEvent => kinds.has(line.kind));
  const width = Math.max(0, ...interaction.lifelines.map(({ id }) => id.length));
  const digits = String(events.length).length;
  return events
    .map((event, index) =>
      printable(`${String(index + 1).padStart(digits)}  ${printEvent(event, width)}`.trimEnd()),
    )
    .join('\n');
}

const kinds: ReadonlySet<string> = new Set(['send', 'receive', 'action', 'message', 'ref']);

function printEvent(event: TraceEvent, width: number): string {
  switch (event.kind) {
    case 'send':
      return `${event.lifeline.padEnd(width)}  ──▶  ${(event.peer ?? '').padEnd(width)}  ${event.label}`;
    case 'receive':
      return `${event.lifeline.padEnd(width)}  ◀──  ${(event.peer ?? '').padEnd(width)}  ${event.label}`;
    case 'action':
      return `${event.lifeline.padEnd(width)}   ●   ${''.padEnd(width)}  ${event.label}`;
    case 'message':
      return `${event.from.padEnd(width)}  ─▶─  ${event.to.padEnd(width)}  ${event.label}`;
    case 'ref':
      return `${event.lifelines.join(', ')}  ref  ${event.label}`;
  }
}
