import type { OccurrenceEvent } from '../../runtime/trace.ts';
import { isObject, type Problem, readJson } from './json-reader.ts';
import { type Facts, filled, lifelineOf, type Mapping, type Rule, ruleFor } from './mapping.ts';
import type { Imported, Importer } from './recording.ts';

/**
 * Logs with vector clocks, as ShiViz reads and GoVector writes them (Beschastnikh et al., "Debugging Distributed Systems", CACM 59(8), 2016; bestchai.bitbucket.io/shiviz): a line
 * `host {"host":2,"other":1}` above or below the line of each event.
 */
export const shiviz: Importer = {
  name: 'ShiViz log',
  isBegunBy: (head) => {
    const [first = '', second = ''] = head.split('\n').filter((line) => line.trim() !== '');
    return clockLine.test(first) || (!/^\s*[[{]/.test(first) && clockLine.test(second));
  },
  read: (text, mapping) => {
    const problems: Problem[] = [];
    const entries = withoutCopies(entriesIn(text, problems), problems);
    return traceOf(entries, mapping, problems);
  },
};

/** A host and its clock; host names hold no blanks. */
const clockLine = /^\uFEFF?\s*(\S+)\s+(\{.*\})\s*$/;

/** One event of one host, which is the `tick`th there. */
interface Entry {
  readonly host: string;
  readonly tick: number;
  readonly clock: ReadonlyMap<string, number>;
  readonly text: string;
  readonly line: number;
}

function entriesIn(text: string, problems: Problem[]): readonly Entry[] {
  const lines = text
    .split('\n')
    .map((raw, index) => ({ raw: raw.replace(/\r$/, ''), line: index + 1 }))
    .filter(({ raw }) => raw.trim() !== '');
  const isClockFirst = clockLine.test(lines[0]?.raw ?? '');
  const entries: Entry[] = [];
  for (let index = 0; index < lines.length; ) {
    const [one, next] = [lines[index], lines[index + 1]];
    if (one === undefined) break;
    const [clocked, said] = isClockFirst ? [one, next] : [next, one];
    const found = clocked === undefined ? null : clockLine.exec(clocked.raw);
    if (found === null || said === undefined || clockLine.test(said.raw)) {
      const missing =
        found === null ? 'the host and its clock are missing' : 'the text of the event is missing';
      problems.push({ line: one.line, column: 1, message: `${missing}; this line is left out` });
      index++;
      continue;
    }
    index += 2;
    const [, host = '', written = ''] = found;
    const read = entryOf(host, written, said.raw.trim(), one.line);
    if (typeof read !== 'string') entries.push(read);
    else
      problems.push({
        line: clocked?.line ?? one.line,
        column: found[0].indexOf('{') + 1,
        message: `${read}; this event is left out`,
      });
  }
  return entries;
}

/** The entry, or what is wrong with it. */
function entryOf(host: string, written: string, text: string, line: number): Entry | string {
  const { value, problem } = readJson(written);
  if (problem !== null || !isObject(value)) return 'the clock is a JSON object';
  const clock = new Map<string, number>();
  for (const [name, ticks] of Object.entries(value)) {
    if (typeof ticks !== 'number' || !Number.isSafeInteger(ticks * 2 + 1) || ticks < 0)
      return `\`${name}\` of the clock is a whole number`;
    clock.set(name, ticks);
  }
  const tick = clock.get(host);
  return tick === undefined
    ? `the clock does not say how many events ${host} had`
    : { host, tick, clock, text, line };
}

/** Per host one entry a tick: a line that was written twice counts once, another one is told. */
function withoutCopies(entries: readonly Entry[], problems: Problem[]): readonly Entry[] {
  const known = new Map<string, Entry>();
  for (const entry of entries) {
    const key = keyOf(entry.host, entry.tick);
    const before = known.get(key);
    if (before === undefined) known.set(key, entry);
    else if (before.text !== entry.text)
      problems.push({
        line: entry.line,
        column: 1,
        message: `event ${entry.tick} of ${entry.host} is another one in line ${before.line}; it is left out`,
      });
  }
  return [...known.values()].toSorted((one, other) => one.tick - other.tick);
}

/** From whom an entry learnt something: a message went from there to here. */
interface Arrow {
  readonly from: Entry;
  readonly to: Entry;
  readonly id: string;
}

function traceOf(entries: readonly Entry[], mapping: Mapping, problems: readonly Problem[]): Imported {
  const { arrows, unheard } = arrowsBetween(entries);
  const shared = sharedLifelines(entries, mapping);
  const sentAt = Map.groupBy(arrows, ({ from }) => from);
  const receivedAt = Map.groupBy(arrows, ({ to }) => to);
  const events = entries.flatMap((entry) => {
    const received = receivedAt.get(entry) ?? [];
    const sent = sentAt.get(entry) ?? [];
    const said = [
      ...received.map((arrow) => endOf(arrow, 'receive', mapping)),
      ...sent.map((arrow) => endOf(arrow, 'send', mapping)),
      ...(received.length + sent.length === 0 ? ownEvents(entry, mapping) : []),
    ].filter((event) => event !== null);
    return said.map((event, index) => ({
      event: { ...event, ...orderOf(entry, event.kind, index, [received.length, sent.length], mapping) },
      line: entry.line,
    }));
  });
  const recorded = new Set(events.map(({ event }) => event.lifeline));
  const peers = events.flatMap(({ event: { peer } }) =>
    peer === undefined || recorded.has(peer) ? [] : [peer],
  );
  const hasActions = events.some(({ event }) => event.kind === 'action');
  return {
    traces: [
      {
        header: {
          kind: 'header',
          version: 1,
          hidden: [...new Set(peers)],
          unobserved: [
            ...(hasActions ? [] : ['action']),
            ...overtaken(
              entries.filter((entry) => !sentAt.has(entry) && !receivedAt.has(entry)),
              mapping,
            ),
          ],
        },
        footer: { kind: 'footer', events: events.length, ended: 'quiescent' },
        events,
      },
    ],
    problems: [...problems, ...unheard, ...shared],
  };
}

/**
 * Clocks do not show a message of which the receiver had heard before it came: whatever else it knew of may be its sender. Entries
 * that the mapping names are no such receiving.
 */
function overtaken(entries: readonly Entry[], mapping: Mapping): readonly string[] {
  const places = entries
    .filter((entry) => ruleFor(mapping, [factsOf(entry)]) === null)
    .flatMap(({ host, clock }) =>
      [...clock]
        .filter(([name, ticks]) => name !== host && ticks > 0)
        .map(([name]) => `${lifelineOf(mapping, name)}->${lifelineOf(mapping, host)}`),
    );
  return [...new Set(places)];
}

/** Hosts that the mapping makes one lifeline: their clocks cannot be told apart any more. */
function sharedLifelines(entries: readonly Entry[], mapping: Mapping): readonly Problem[] {
  const hosts = [...new Map(entries.map((entry) => [entry.host, entry])).values()];
  return [...Map.groupBy(hosts, ({ host }) => lifelineOf(mapping, host))].flatMap(
    ([lifeline, [, ...others]]) =>
      others.map(({ host, line }) => ({
        line,
        column: 1,
        message: `by the mapping ${host} is the lifeline ${lifeline}, as another host is; each has a clock of its own`,
      })),
  );
}

/**
 * Of all that an entry knows for the first time on its host, what nothing else of it tells: those are the entries that it heard
 * from directly.
 */
function arrowsBetween(entries: readonly Entry[]): {
  readonly arrows: readonly Arrow[];
  readonly unheard: readonly Problem[];
} {
  const unheard: Problem[] = [];
  const byKey = new Map(entries.map((entry) => [keyOf(entry.host, entry.tick), entry]));
  const before = new Map<string, Entry>();
  const arrows = entries.flatMap((entry) => {
    const last = before.get(entry.host);
    before.set(entry.host, entry);
    const learnt = [...entry.clock].flatMap(([host, tick]) => {
      if (host === entry.host || tick <= (last?.clock.get(host) ?? 0)) return [];
      const heard = byKey.get(keyOf(host, tick));
      if (heard !== undefined) return [heard];
      unheard.push({
        line: entry.line,
        column: 1,
        message: `event ${tick} of ${host}, of which this one knows, is not in the log`,
      });
      return [];
    });
    const direct = learnt.filter(
      (one) => !learnt.some((other) => other !== one && (other.clock.get(one.host) ?? 0) >= one.tick),
    );
    return direct.map((from) => ({
      from,
      to: entry,
      id: `${keyOf(from.host, from.tick)} ${keyOf(entry.host, entry.tick)}`,
    }));
  });
  return { arrows, unheard };
}

type Said = Pick<OccurrenceEvent, 'kind' | 'lifeline' | 'peer' | 'label' | 'id' | 'session'>;

/** Both ends of a message have the text of its sending. */
function endOf({ from, to, id }: Arrow, kind: 'send' | 'receive', mapping: Mapping): Said | null {
  const rule = ruleFor(mapping, [factsOf(from), factsOf(to)]);
  if (rule?.ignore === true) return null;
  const ends = [from.host, to.host].map((name) => lifelineOf(mapping, name));
  const [lifeline = '', peer = ''] = kind === 'send' ? ends : ends.toReversed();
  return { kind, lifeline, peer, label: labelOf(rule, from), id, ...sessionIn(from, mapping) };
}

/** What a host did alone, or a message whose other end nobody logged, where the mapping says so; all else it did is its own affair. */
function ownEvents(entry: Entry, mapping: Mapping): readonly Said[] {
  const facts = factsOf(entry);
  const rule = ruleFor(mapping, [facts]);
  if (rule === null || rule.ignore) return [];
  const lifeline = lifelineOf(mapping, entry.host);
  const session = sessionIn(entry, mapping);
  const [to, from] = [named(rule.to, facts), named(rule.from, facts)];
  const peer = [to, from]
    .map((name) => (name === null ? null : lifelineOf(mapping, name)))
    .find((name) => name !== null && name !== lifeline);
  if (peer === undefined || peer === null) {
    const label = named(rule.action, facts) ?? labelOf(rule, entry);
    return [{ kind: 'action', lifeline, label, ...session }];
  }
  const isSending = to !== null && lifelineOf(mapping, to) === peer;
  return [{ kind: isSending ? 'send' : 'receive', lifeline, peer, label: labelOf(rule, entry), ...session }];
}

/**
 * The order that the entry has, as an observer and a vector clock. One entry may send to many, and who hears of it heard only of
 * its own message: clocks count by two, so that such sends are between the entry and the next one, in no order among themselves.
 */
function orderOf(
  { host, tick, clock }: Entry,
  kind: OccurrenceEvent['kind'],
  index: number,
  [received, sent]: readonly [number, number],
  mapping: Mapping,
): Pick<OccurrenceEvent, 'observer' | 'clock'> {
  const lifeline = lifelineOf(mapping, host);
  const isOneOfMany = kind === 'send' ? sent > 1 : received > 1;
  const known = [...clock].map(([name, ticks]) => [lifelineOf(mapping, name), ticks * 2] as const);
  const own = kind === 'send' && sent > 1 ? tick * 2 + 1 : tick * 2;
  return {
    observer: isOneOfMany && index > 0 ? `${lifeline} (${index + 1})` : lifeline,
    clock: { ...Object.fromEntries(known), [lifeline]: own },
  };
}

function labelOf(rule: Rule | null, entry: Entry): string {
  return named(rule?.label, factsOf(entry)) ?? entry.text;
}

function named(name: string | null | undefined, facts: Facts): string | null {
  return name === null || name === undefined ? null : filled(name, facts);
}

function sessionIn(entry: Entry, { session }: Mapping): { session?: string } {
  const written = session === null ? '' : (filled(session, factsOf(entry)) ?? '');
  return written === '' ? {} : { session: written };
}

function factsOf({ host, text }: Entry): Facts {
  return { name: text, service: host };
}

function keyOf(host: string, tick: number): string {
  return `${host}:${tick}`;
}
