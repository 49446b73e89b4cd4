import type { TraceEvent } from '../../../runtime/trace.ts';

/** A run as a library for vector clocks logs it (Fidge 1988; Mattern 1989), its events in the given order of their indices. */
export function asShiviz(events: readonly TraceEvent[], order: (index: number) => number): string {
  const clocks = new Map<string, Map<string, number>>();
  const sent = new Map<string | number, ReadonlyMap<string, number>>();
  const lines = events.map((event, index) => {
    if (event.kind === 'message' || event.kind === 'ref') throw new Error(`no entry for a ${event.kind}`);
    const { kind, lifeline, label, id } = event;
    const clock = clocks.get(lifeline) ?? new Map<string, number>();
    clocks.set(lifeline, clock);
    if (kind === 'receive' && id !== undefined)
      for (const [name, ticks] of sent.get(id) ?? []) clock.set(name, Math.max(ticks, clock.get(name) ?? 0));
    clock.set(lifeline, (clock.get(lifeline) ?? 0) + 1);
    if (kind === 'send' && id !== undefined) sent.set(id, new Map(clock));
    const said = { send: label || 'untitled', receive: 'received', action: `do ${label || 'untitled'}` }[
      kind
    ];
    const text = `${lifeline} ${JSON.stringify(Object.fromEntries(clock))}\n${said}\n`;
    return { text, at: order(index) };
  });
  return lines
    .toSorted((one, other) => one.at - other.at)
    .map(({ text }) => text)
    .join('');
}
