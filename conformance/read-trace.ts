import type { TraceEvent, TraceFooter, TraceHeader } from '../runtime/trace.ts';
import type { NumberedEvent, Trace } from './trace.ts';

/** A line of a trace file that cannot be read, and why. */
export interface TraceProblem {
  readonly line: number;
  readonly message: string;
}

export interface ReadTrace {
  readonly trace: Trace;
  readonly problems: readonly TraceProblem[];
}

/** Reads the text of a trace file, one JSON object a line; blank lines are skipped, every other one counts. */
export function readTrace(text: string): ReadTrace {
  const problems: TraceProblem[] = [];
  const events: NumberedEvent[] = [];
  let header: TraceHeader | null = null;
  let footer: TraceFooter | null = null;
  const lines = text.replace(/^\uFEFF/, '').split('\n');
  lines.forEach((raw, index) => {
    if (raw.trim() === '') return;
    const line = index + 1;
    const read = readLine(raw);
    if ('message' in read) problems.push({ line, message: read.message });
    else if (read.kind === 'header') header = read.value as TraceHeader;
    else if (read.kind === 'footer') footer = read.value as TraceFooter;
    else if (read.kind === 'event') events.push({ event: read.value as TraceEvent, line });
  });
  return { trace: { header, footer, events }, problems };
}

type Line =
  | { readonly kind: 'header' | 'footer' | 'event' | 'remark'; readonly value: unknown }
  | { readonly message: string };

function readLine(raw: string): Line {
  let value: unknown;
  try {
    value = JSON.parse(raw);
  } catch {
    return { message: 'this line is not JSON' };
  }
  if (!isRecord(value)) return { message: 'this line is not a JSON object' };
  const { kind } = value;
  if (kind === 'drop' || kind === 'duplicate' || kind === 'crash' || kind === 'timeout')
    return { kind: 'remark', value };
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) {
    return {
      message: `\`kind\` is ${JSON.stringify(kind) ?? 'missing'}; it is one of ${Object.keys(shapes).join(', ')}`,
    };
  }
  const wrong = Object.entries(shapes[kind] ?? {}).find(([key, shape]) => !shape.fits(value[key]));
  if (wrong !== undefined) {
    const [key, shape] = wrong;
    return {
      message: `\`${key}\` of a ${kind} is ${shape.name}, not ${JSON.stringify(value[key]) ?? 'missing'}`,
    };
  }
  if (kind === 'header' || kind === 'footer') return { kind, value };
  return { kind: 'event', value };
}

interface Shape {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
}

const text: Shape = { name: 'a text', fits: (value) => typeof value === 'string' };
const texts: Shape = { name: 'a list of texts', fits: (value) => isListOf(value, text) };
const count: Shape = { name: 'a whole number', fits: (value) => Number.isSafeInteger(value) };
const optional = (shape: Shape): Shape => ({
  name: shape.name,
  fits: (value) => value === undefined || shape.fits(value),
});
const groups: Shape = { name: 'a list of lists of texts', fits: (value) => isListOf(value, texts) };
const identity: Shape = {
  name: 'a text or a number',
  fits: (value) => typeof value === 'string' || typeof value === 'number',
};
const clock: Shape = {
  name: 'an object of whole numbers',
  fits: (value) => isRecord(value) && Object.values(value).every(count.fits),
};
const ended: Shape = {
  name: '"quiescent", "limit" or "stopped"',
  fits: (value) => value === 'quiescent' || value === 'limit' || value === 'stopped',
};

const context = {
  session: optional(text),
  id: optional(identity),
  observer: optional(text),
  clock: optional(clock),
};
const occurrence = { lifeline: text, peer: optional(text), label: text, ...context };

/** What each kind of line must hold. */
const shapes: Readonly<Record<string, Readonly<Record<string, Shape>>>> = {
  header: {
    diagram: optional(text),
    observers: optional(groups),
    hidden: optional(texts),
    unobserved: optional(texts),
    simulated: optional(texts),
  },
  send: occurrence,
  receive: occurrence,
  action: occurrence,
  message: { from: text, to: text, label: text, ...context },
  ref: { lifelines: texts, label: text, ...context },
  footer: { events: optional(count), ended },
};

function isListOf(value: unknown, shape: Shape): boolean {
  return Array.isArray(value) && value.every(shape.fits);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
