import type { TraceEvent, TraceLine, TraceRemark } from '../trace.ts';
import type { FiredMove, Firing } from './product.ts';

/** A run of the scripts as a trace, so that it can be kept, replayed and judged like any other; faults are remarks. */
export function traceOfRun(
  run: readonly Firing[],
  diagram: string,
  ended: 'quiescent' | 'stopped',
): TraceLine[] {
  const lines = linesOfRun(run).map(({ line }) => line);
  const events = lines.filter(
    ({ kind }) => kind !== 'drop' && kind !== 'duplicate' && kind !== 'crash',
  ).length;
  return [{ kind: 'header', version: 1, diagram }, ...lines, { kind: 'footer', events, ended }];
}

/** A line of the trace, and the move that it comes from. */
export interface RunLine {
  readonly line: TraceEvent | TraceRemark;
  readonly fired: FiredMove;
}

/** The run line by line. Of messages that look alike the first that was sent is the first that arrives. */
export function linesOfRun(run: readonly Firing[]): readonly RunLine[] {
  const lines: RunLine[] = [];
  /** The ids of the messages on their way. An id pairs one send with one receive, so the copy of a message has none. */
  const onTheWay = new Map<number, (number | null)[]>();
  for (const firing of run) {
    const [first] = firing;
    // A joint occurrence is one event, however many take it.
    const moves = first?.move.kind === 'joint' ? firing.slice(0, 1) : firing;
    for (const fired of moves) {
      lines.push({ line: lineOf(fired), fired });
      if (fired.fate === 'lost') lines.push({ line: { kind: 'drop', ...endsOf(fired) }, fired });
      if (fired.fate === 'duplicated') lines.push({ line: { kind: 'duplicate', ...endsOf(fired) }, fired });
    }
  }
  return lines;

  function lineOf(fired: FiredMove): TraceEvent | TraceRemark {
    const { id, move, fate } = fired;
    const { kind, label, joint } = move.transition;
    if (move.kind === 'crash') return { kind: 'crash', lifeline: id };
    if (kind === 'ref') return { kind, lifelines: joint ?? [], label };
    const ends = { kind, ...endsOf(fired) };
    const waiting = onTheWay.get(move.subject) ?? [];
    if (move.kind === 'send') {
      const number = lines.length + 1;
      const copies = { lost: [], duplicated: [number, null] };
      onTheWay.set(move.subject, [...waiting, ...(fate === null ? [number] : copies[fate])]);
      return { ...ends, id: number };
    }
    if (move.kind !== 'receive') return ends;
    const [oldest = null, ...others] = waiting;
    onTheWay.set(move.subject, others);
    return oldest === null ? ends : { ...ends, id: oldest };
  }
}

function endsOf({ id, move: { transition } }: FiredMove): { lifeline: string; peer?: string; label: string } {
  const { peer, label } = transition;
  return peer === null ? { lifeline: id, label } : { lifeline: id, peer, label };
}
