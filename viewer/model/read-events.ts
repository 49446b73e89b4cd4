import type { ShownLine } from '../../conformance/shown-run.ts';
import type { TraceEvent } from '../../runtime/trace.ts';
import { displayText } from './display-text.ts';
import type { RunEvent } from './run-model.ts';

/** The events of a trace, each a step of the picture; a `message` line is two. `idOf` turns names into ids. */
export function readEvents(lines: readonly ShownLine[], idOf: (name: string) => string): readonly RunEvent[] {
  return lines
    .flatMap(({ number, value }) => occurrencesOf(value).map((event) => readEvent(event, number, idOf)))
    .map((event, index) => ({ ...event, index }));
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
): Omit<RunEvent, 'index'> {
  const { kind, label, session, id } = event;
  const lifelines = (kind === 'ref' ? event.lifelines : [event.lifeline]).map(idOf);
  const peer = kind === 'ref' || kind === 'action' || event.peer === undefined ? null : idOf(event.peer);
  return {
    kind,
    traceLine,
    lifelines,
    peer,
    label: displayText(label),
    session: session ?? null,
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
