import type { ShownLine } from '../../conformance/shown-run.ts';
import type { TraceEvent } from '../../runtime/trace.ts';
import { displayText } from './display-text.ts';
import type { RunEvent } from './run-model.ts';

/** The events of a trace, each a step of the picture; a `message` line is two. `idOf` turns names into ids. */
export function readEvents(lines: readonly ShownLine[], idOf: (name: string) => string): readonly RunEvent[] {
  const observerOf = observersIn(lines, idOf);
  return lines
    .flatMap(({ number, value }) =>
      occurrencesOf(value).map((event) => readEvent(event, number, idOf, observerOf)),
    )
    .map((event, index) => ({ ...event, index }));
}

/** Who recorded the events of a lifeline, as the header groups them; null for all that it does not mention. */
function observersIn(
  lines: readonly ShownLine[],
  idOf: (name: string) => string,
): (lifeline: string) => string | null {
  const header = lines.find(({ value }) => value.kind === 'header')?.value;
  const groups = header?.kind === 'header' ? (header.observers ?? []) : [];
  const observers = new Map(
    groups.flatMap((group) => group.map((name) => [idOf(name), group.map(idOf).join(', ')])),
  );
  return (lifeline) => observers.get(lifeline) ?? null;
}

type Single = Exclude<TraceEvent, { kind: 'message' }>;

function occurrencesOf(line: ShownLine['value']): readonly Single[] {
  switch (line.kind) {
    case 'send':
    case 'receive':
    case 'action':
    case 'ref':
      return [line];
    case 'message': {
      const { kind: _, from, to, ...rest } = line;
      return [
        { ...rest, kind: 'send', lifeline: from, peer: to },
        { ...rest, kind: 'receive', lifeline: to, peer: from },
      ];
    }
    case 'header':
    case 'footer':
    case 'drop':
    case 'duplicate':
    case 'crash':
    case 'timeout':
      return [];
  }
}

function readEvent(
  event: Single,
  traceLine: number,
  idOf: (name: string) => string,
  observerOf: (lifeline: string) => string | null,
): Omit<RunEvent, 'index'> {
  const { kind, label, session, id, observer } = event;
  const lifelines = (kind === 'ref' ? event.lifelines : [event.lifeline]).map(idOf);
  const peer = kind === 'ref' || kind === 'action' || event.peer === undefined ? null : idOf(event.peer);
  return {
    kind,
    traceLine,
    lifelines,
    peer,
    label: displayText(label),
    session: session ?? null,
    observer: observer ?? observerOf(lifelines[0] ?? ''),
    id: id ?? null,
    detail: detailOf(event),
  };
}

const detailMax = 600;

/** More milliseconds than these are counted from 1970, fewer from the start of something. */
const sinceEpoch = 100_000_000_000;

function timeText(time: number | string): string {
  if (typeof time === 'string') return time;
  return time < sinceEpoch || time > 8.64e15 ? `${time} ms` : new Date(time).toISOString();
}

function detailOf({ time, payload }: Single): string | null {
  const parts = [
    ...(time === undefined ? [] : [timeText(time)]),
    ...(payload === undefined
      ? []
      : [typeof payload === 'string' ? payload : JSON.stringify(payload, null, 1)]),
  ];
  return parts.length === 0 ? null : parts.join('\n').slice(0, detailMax);
}
