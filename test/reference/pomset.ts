import { bodiesOf, type Filter, lifelinesOf, type Part, type Sketch } from './sketch.ts';

/** One thing that happens: on one lifeline, or on all lifelines of a ref at once. `peer` is null where there is none. */
export interface Occurrence {
  readonly kind: 'send' | 'receive' | 'action' | 'ref';
  readonly lifelines: readonly string[];
  readonly peer: string | null;
  readonly label: string;
  /** The sender that waits for this receive before it goes on; null when nobody does. */
  readonly holds: string | null;
}

/** What holds its sender: nothing, what is drawn as a synchronous message, every message. */
export type Arrows = 'async' | 'blocking' | 'rendezvous';

/**
 * A partial order of occurrences (Pratt 1986), every choice made. Occurrences are named by their index; `before` lists
 * ordered pairs and is not transitively closed.
 */
export interface Pomset {
  readonly occurrences: readonly Occurrence[];
  readonly before: readonly (readonly [number, number])[];
  /** The send and the receive of each message that is received. */
  readonly messages: readonly (readonly [number, number])[];
  readonly criticals: readonly Region[];
  readonly zones: readonly Zone[];
}

/** A critical region: its occurrences, and the zones inside. */
export interface Region {
  readonly occurrences: readonly number[];
  readonly zones: readonly number[];
}

/** One lifeline of a fragment that leaves events free: any number of them may happen there. */
export interface Zone {
  readonly lifeline: string;
  readonly isFree: (label: string) => boolean;
  /** Tells zones of equal filters apart in no way. */
  readonly says: string;
  /** The occurrences that come before all of them, and those that come after. */
  readonly after: readonly number[];
  readonly before: readonly number[];
  /** The zones whose events come after all of them. */
  readonly zonesBehind: readonly number[];
  /** What is drawn in the fragment; regions in it do not keep these events out. */
  readonly content: Region;
}

/** Every pomset that a sketch allows: one for each way to make all its choices, loops without bound up to the limit. */
export function pomsetsOf(sketch: Sketch, loopLimit: number, arrows: Arrows = 'async'): readonly Pomset[] {
  return waysThrough(sketch, weakly, { loopLimit, arrows }).map((way) => way.pomset);
}

/** The lifelines on which what is drawn later has to wait for this. */
export function delays({ lifelines, holds }: Occurrence): readonly string[] {
  return holds === null ? lifelines : [...lifelines, holds];
}

/** Every occurrence that the sketch draws, in whatever operand. */
export function drawnOccurrences(sketch: Sketch): readonly Occurrence[] {
  return sketch.flatMap((part) => {
    const bodies = bodiesOf(part);
    if (bodies.length > 0) return bodies.flatMap(drawnOccurrences);
    return waysOf(part, { loopLimit: 0, arrows: 'async' }).flatMap(({ pomset }) => pomset.occurrences);
  });
}

/** Two pomsets side by side; an occurrence of the first comes before one of the second where `ordered` says so. */
type Composition = (first: Occurrence, second: Occurrence) => boolean;
const weakly: Composition = (first, second) => delays(first).some((id) => second.lifelines.includes(id));
const strictly: Composition = () => true;
const sideBySide: Composition = () => false;

/** One way through an operand; it broke off when it took a `break` that the operand holds. */
interface Way {
  readonly pomset: Pomset;
  readonly brokeOff: boolean;
}

const empty: Pomset = { occurrences: [], before: [], messages: [], criticals: [], zones: [] };
const mostWays = 2_000;
const mostOccurrences = 24;

interface Reading {
  /** How often a loop without an upper bound may repeat. */
  readonly loopLimit: number;
  readonly arrows: Arrows;
}

function waysThrough(sketch: Sketch, composition: Composition, reading: Reading): readonly Way[] {
  let ways: readonly Way[] = [{ pomset: empty, brokeOff: false }];
  for (const part of sketch) {
    const brokeOff = ways.filter((way) => way.brokeOff);
    const open = ways.filter((way) => !way.brokeOff);
    ways = [...brokeOff, ...eachWith(open, waysOf(part, reading), composition)];
  }
  return ways;
}

/** Each of these ways followed by each of those. */
function eachWith(ways: readonly Way[], followers: readonly Way[], composition: Composition): readonly Way[] {
  if (ways.length * followers.length > mostWays) {
    throw new TooMuch(`more than ${mostWays} ways to make the choices`);
  }
  return ways.flatMap((way) => followers.map((follower) => follow(way, follower, composition)));
}

function waysOf(part: Part, reading: Reading): readonly Way[] {
  const through = (body: Sketch): readonly Way[] => waysThrough(body, weakly, reading);
  const { arrows } = reading;
  switch (part.kind) {
    case 'message': {
      const holds = arrows === 'rendezvous' || (arrows === 'blocking' && part.head !== 'open');
      return [plain(message(part.from, part.to, part.label, holds))];
    }
    case 'self':
      return [plain(single('action', part.on, null, part.label))];
    case 'lost':
      return [plain(single('send', part.from, part.to, part.label))];
    case 'gate-in':
      return [plain(single('receive', part.to, null, part.label))];
    case 'gate-out':
      return [plain(single('send', part.from, null, part.label))];
    case 'both': {
      const [there, back] = [
        message(part.left, part.right, part.label, arrows !== 'async'),
        message(part.right, part.left, part.label, arrows !== 'async'),
      ];
      return [plain(compose(there, back, sideBySide))];
    }
    case 'ref':
      return [
        plain({
          ...empty,
          occurrences: [
            { kind: 'ref', lifelines: part.lifelines, peer: null, label: part.label, holds: null },
          ],
        }),
      ];
    case 'alt':
      return part.operands.flatMap(through).map(wholly);
    case 'opt':
      return [plain(empty), ...through(part.body).map(wholly)];
    case 'par':
      return part.operands.reduce<readonly Way[]>(
        (ways, operand) => eachWith(ways, through(operand).map(wholly), sideBySide),
        [plain(empty)],
      );
    case 'loop':
      return iterations(through(part.body), part.min, part.max ?? Math.max(part.min, reading.loopLimit)).map(
        wholly,
      );
    // `alt X else R`: X and nothing after it, or nothing and then the rest.
    case 'break':
      return [plain(empty), ...through(part.body).map((way) => ({ ...way, brokeOff: true }))];
    case 'critical':
      return through(part.body).map(({ pomset }) => plain(guarded(pomset)));
    // A break looks through a group: what breaks off in it breaks off the operand around it.
    case 'group':
      return through(part.body);
    case 'strict':
      return waysThrough(part.body, strictly, reading).map(wholly);
    case 'ignore':
    case 'consider':
      return through(part.body).map(({ pomset }) => plain(filtered(pomset, part)));
  }
}

/** `min` to `max` iterations; one that broke off is the last, however many were due. */
function iterations(body: readonly Way[], min: number, max: number): readonly Way[] {
  const done: Way[] = [];
  let open: readonly Way[] = [plain(empty)];
  for (let count = 0; open.length > 0; count += 1) {
    if (count >= min) {
      done.push(...open);
    }
    if (count === max) {
      break;
    }
    const longer = eachWith(open, body, weakly);
    done.push(...longer.filter((way) => way.brokeOff));
    open = longer.filter((way) => !way.brokeOff);
    if (done.length + open.length > mostWays) {
      throw new TooMuch(`more than ${mostWays} ways through a loop`);
    }
  }
  return done;
}

function follow(first: Way, second: Way, composition: Composition): Way {
  const length = first.pomset.occurrences.length + second.pomset.occurrences.length;
  if (length > mostOccurrences) {
    throw new TooMuch(`more than ${mostOccurrences} occurrences`);
  }
  return { pomset: compose(first.pomset, second.pomset, composition), brokeOff: second.brokeOff };
}

function compose(first: Pomset, second: Pomset, ordered: Composition): Pomset {
  const offset = first.occurrences.length;
  const zoneOffset = first.zones.length;
  const shift = (index: number) => index + offset;
  const shiftPair = ([a, b]: readonly [number, number]) => [a + offset, b + offset] as const;
  const shiftRegion = ({ occurrences, zones }: Region): Region => ({
    occurrences: occurrences.map(shift),
    zones: zones.map((index) => index + zoneOffset),
  });
  const between = first.occurrences.flatMap((a, i) =>
    second.occurrences.flatMap((b, j) => (ordered(a, b) ? [[i, j + offset] as const] : [])),
  );
  const early = first.zones.map((zone) => ({
    ...zone,
    before: [
      ...zone.before,
      ...second.occurrences.flatMap((b, j) => (ordered(standIn(zone), b) ? [j + offset] : [])),
    ],
    zonesBehind: [
      ...zone.zonesBehind,
      ...second.zones.flatMap((other, j) => (ordered(standIn(zone), standIn(other)) ? [j + zoneOffset] : [])),
    ],
  }));
  const late = second.zones.map((zone) => ({
    ...zone,
    after: [
      ...zone.after.map(shift),
      ...first.occurrences.flatMap((a, i) => (ordered(a, standIn(zone)) ? [i] : [])),
    ],
    before: zone.before.map(shift),
    zonesBehind: zone.zonesBehind.map((index) => index + zoneOffset),
    content: shiftRegion(zone.content),
  }));
  return {
    occurrences: [...first.occurrences, ...second.occurrences],
    before: [...first.before, ...between, ...second.before.map(shiftPair)],
    messages: [...first.messages, ...second.messages.map(shiftPair)],
    criticals: [...first.criticals, ...second.criticals.map(shiftRegion)],
    zones: [...early, ...late],
  };
}

/** A free event is ordered as anything is that happens on its lifeline. */
function standIn({ lifeline }: Zone): Occurrence {
  return { kind: 'action', lifelines: [lifeline], peer: null, label: '', holds: null };
}

function filtered(pomset: Pomset, filter: Filter): Pomset {
  const { kind, labels } = filter;
  const content = wholeOf(pomset);
  const zones = lifelinesOf([filter]).map(
    (lifeline): Zone => ({
      lifeline,
      isFree: (label) => labels.includes(label) === (kind === 'ignore'),
      says: `${kind} ${labels.join()} ${lifeline}`,
      after: [],
      before: [],
      zonesBehind: [],
      content,
    }),
  );
  return { ...pomset, zones: [...pomset.zones, ...zones] };
}

function wholeOf({ occurrences, zones }: Pomset): Region {
  return { occurrences: [...occurrences.keys()], zones: [...zones.keys()] };
}

function message(from: string, to: string, label: string, holdsSender: boolean): Pomset {
  return {
    occurrences: [
      { kind: 'send', lifelines: [from], peer: to, label, holds: null },
      { kind: 'receive', lifelines: [to], peer: from, label, holds: holdsSender ? from : null },
    ],
    before: [[0, 1]],
    messages: [[0, 1]],
    criticals: [],
    zones: [],
  };
}

function single(
  kind: 'send' | 'receive' | 'action',
  lifeline: string,
  peer: string | null,
  label: string,
): Pomset {
  return { ...empty, occurrences: [{ kind, lifelines: [lifeline], peer, label, holds: null }] };
}

function guarded(pomset: Pomset): Pomset {
  return { ...pomset, criticals: [...pomset.criticals, wholeOf(pomset)] };
}

function plain(pomset: Pomset): Way {
  return { pomset, brokeOff: false };
}

/** A way seen from outside its fragment: a break in it is spent. */
function wholly(way: Way): Way {
  return plain(way.pomset);
}

/** The sketch is too large for brute force; a random test passes over it. */
export class TooMuch extends Error {}
