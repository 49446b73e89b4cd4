import fc from 'fast-check';
import type { TraceEvent } from '../../runtime/trace.ts';
import type { Arrows, Occurrence } from './pomset.ts';
import { type Run, runsIfFew } from './runs.ts';
import { type Filter, filtersIn, holds, lengthOf, lifelinesOf, type Part, type Sketch } from './sketch.ts';
import { isUnobserved, type Observation } from './verdict.ts';

/** What a random sketch may be made of. */
export interface SketchOptions {
  readonly lifelines: readonly string[];
  /** The most occurrences that a run may have, a loop without bounds running twice. */
  readonly mostOccurrences: number;
  /** Leave out loops without an upper bound. */
  readonly bounded?: boolean;
}

/** Random sketches, small enough for brute force, most of them with more than one run. */
export function sketches(options: SketchOptions): fc.Arbitrary<Sketch> {
  const any = fc
    .oneof(
      {
        weight: 8,
        arbitrary: statements(options, [...simple(options), ...plantUmlOnly(options)], ['group']),
      },
      { weight: 1, arbitrary: fc.tuple(strictPart(options)) },
      { weight: 1, arbitrary: fc.tuple(messagePart(options), strictPart(options)) },
    )
    .filter((sketch) => isTestable(sketch, options));
  const choosing = any.filter((sketch) => (runsIfFew(sketch, { loopLimit: 2 }) ?? []).length > 1);
  return fc.oneof(
    { weight: 6, arbitrary: choosing },
    { weight: 1, arbitrary: any },
    { weight: 1, arbitrary: fc.tuple(contention(options)) },
  );
}

/** A mutation of a trace: what is done, where, and with which of the possible pieces; numbers are taken modulo. */
export interface Mutation {
  readonly kind:
    | 'swap'
    | 'drop'
    | 'double'
    | 'rename'
    | 'insert'
    | 'truncate'
    | 'behead'
    | 'fold'
    | 'mark'
    | 'tick'
    | 'free';
  readonly at: number;
  readonly piece: number;
}

/** A way to make a trace of a sketch: one of its runs, mutated. */
export interface Recipe {
  readonly run: number;
  /** What the events tell besides. */
  readonly context: 'nothing' | 'ids' | 'clocks' | 'both';
  readonly mutations: readonly Mutation[];
}

/** Random recipes; about a third leave the run as it is. Shrinks to the first run and to no mutation. */
export const recipes: fc.Arbitrary<Recipe> = fc.record({
  run: fc.nat(9_999),
  context: fc.constantFrom('nothing', 'ids', 'clocks', 'both'),
  mutations: fc.oneof(
    fc.constant([]),
    fc.array(
      fc.record({
        kind: fc.constantFrom(
          'swap',
          'drop',
          'double',
          'rename',
          'insert',
          'truncate',
          'behead',
          'fold',
          'mark',
          'mark',
          'tick',
          'tick',
          'free',
          'free',
          'free',
          'free',
          'free',
          'free',
        ),
        at: fc.nat(99),
        piece: fc.nat(99),
      } as const),
      { minLength: 1, maxLength: 3 },
    ),
  ),
});

/** Random ways of observing: who recorded, which lifelines and places nobody did, and how far. */
export function observations(lifelines: readonly string[]): fc.Arbitrary<Observation> {
  const [first = '', second = ''] = lifelines;
  const places = [
    'send',
    'receive',
    'action',
    'ref',
    ...lifelines.flatMap((id) => [`send@${id}`, `receive@${id}`, `action@${id}`, `ref@${id}`]),
    ...lifelines.flatMap((from) => lifelines.filter((to) => to !== from).map((to) => `${from}->${to}`)),
  ];
  const groups = [lifelines.slice(0, 2), lifelines.slice(1)];
  return fc.record({
    observers: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom('one', 'per-lifeline') },
      {
        weight: 1,
        arbitrary: fc.constantFrom([[first, second]], groups.slice(1), [
          [second],
          [first, ...lifelines.slice(2)],
        ]),
      },
      // Two observers may have seen the same.
      { weight: 1, arbitrary: fc.constant(groups) },
    ),
    hidden: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray([...lifelines], { minLength: 1 }) },
    ),
    unobserved: fc.oneof(
      { weight: 2, arbitrary: fc.constant([]) },
      { weight: 1, arbitrary: fc.subarray(places, { minLength: 1, maxLength: 2 }) },
    ),
    extent: fc.constantFrom('complete', 'prefix', 'slice'),
  });
}

/** The trace that a recipe makes of a sketch, as the observers would record it. */
export function traceOf(
  sketch: Sketch,
  recipe: Recipe,
  observation: Observation,
  arrows: Arrows = 'async',
): readonly TraceEvent[] {
  const all = runsIfFew(sketch, { loopLimit: 2, arrows }) ?? [];
  const run = all[recipe.run % Math.max(1, all.length)];
  if (run === undefined) {
    return [];
  }
  const told = toldOf(run);
  const events = run.occurrences.flatMap((occurrence, at) => {
    // What is said to go unobserved may turn up all the same.
    const isSeen = !isUnobserved(occurrence, observation) || (recipe.run + at) % 7 === 0;
    const isHidden = occurrence.lifelines.every((id) => observation.hidden.includes(id));
    return isSeen && !isHidden ? [{ ...eventOf(occurrence), ...contextOf(told[at], recipe) }] : [];
  });
  const pieces = events.flatMap((event) => [event, ...relatives(event)]);
  const free = filtersIn(sketch).flatMap(freeOf);
  return recipe.mutations.reduce<readonly TraceEvent[]>(
    (trace, mutation) =>
      // Where nothing is free something is inserted.
      mutation.kind === 'free' && free.length > 0
        ? mutate(trace, mutation, free)
        : mutate(trace, { ...mutation, kind: mutation.kind === 'free' ? 'insert' : mutation.kind }, pieces),
    events,
  );
}

/** Events that a fragment leaves free, and one that it does not. */
function freeOf(filter: Filter): readonly TraceEvent[] {
  const other = 'tick';
  const labels =
    filter.kind === 'ignore' ? [...filter.labels, ...filter.labels, other] : [other, other, ...filter.labels];
  const lifelines = lifelinesOf([filter]);
  return lifelines.flatMap((lifeline, at) =>
    labels.flatMap((label): readonly TraceEvent[] => {
      const peer = lifelines[(at + 1) % lifelines.length] ?? lifeline;
      if (peer === lifeline) return [{ kind: 'action', lifeline, label }];
      return [
        { kind: 'send', lifeline, peer, label },
        { kind: 'receive', lifeline: peer, peer: lifeline, label },
        { kind: 'action', lifeline, label },
      ];
    }),
  );
}

/**
 * What is left of a trace when each lifeline's recorder stops after so many events.
 * An event of two lifelines that one of them has missed is missed by both.
 */
export function beginningOf(
  trace: readonly TraceEvent[],
  stops: Readonly<Record<string, number>>,
): readonly TraceEvent[] {
  const left = new Map(Object.entries(stops));
  return trace.filter((event) => {
    const concerned = lifelinesOfEvent(event);
    const isRecorded = concerned.every((id) => (left.get(id) ?? 0) > 0);
    for (const id of concerned) {
      left.set(id, isRecorded ? (left.get(id) ?? 0) - 1 : 0);
    }
    return isRecorded;
  });
}

function lifelinesOfEvent(event: TraceEvent): readonly string[] {
  switch (event.kind) {
    case 'send':
    case 'receive':
    case 'action':
      return [event.lifeline];
    case 'message':
      return [event.from, event.to];
    case 'ref':
      return event.lifelines;
  }
}

/** What the events of a run may tell besides: the id of each message, and vector clocks (Mattern 1989). */
interface Told {
  readonly id: number | null;
  readonly clock: Readonly<Record<string, number>>;
}

function toldOf({ occurrences, transmissions }: Run): readonly Told[] {
  const told: Told[] = [];
  for (const [at, { kind, lifelines }] of occurrences.entries()) {
    const known = told.filter(
      (_, earlier) =>
        transmissions[earlier] === transmissions[at] ||
        occurrences[earlier]?.lifelines.some((id) => lifelines.includes(id)),
    );
    const clock: Record<string, number> = {};
    for (const [id, ticks] of known.flatMap((one) => Object.entries(one.clock))) {
      clock[id] = Math.max(clock[id] ?? 0, ticks);
    }
    for (const id of lifelines) {
      clock[id] = (clock[id] ?? 0) + 1;
    }
    told.push({ id: kind === 'send' || kind === 'receive' ? (transmissions[at] ?? null) : null, clock });
  }
  return told;
}

function contextOf(
  told: Told | undefined,
  { context }: Recipe,
): { id?: number; clock?: Readonly<Record<string, number>> } {
  const withId = context === 'ids' || context === 'both';
  const withClock = context === 'clocks' || context === 'both';
  return {
    ...(told !== undefined && told.id !== null && withId ? { id: told.id } : {}),
    ...(told !== undefined && withClock ? { clock: told.clock } : {}),
  };
}

/** The event that a recorder writes for an occurrence; a message without text was said somehow. */
export function eventOf(occurrence: Occurrence): TraceEvent {
  const label = occurrence.label === '' ? 'anything' : occurrence.label;
  const [lifeline = ''] = occurrence.lifelines;
  switch (occurrence.kind) {
    case 'ref':
      return { kind: 'ref', lifelines: occurrence.lifelines, label };
    case 'send':
    case 'receive':
    case 'action':
      return {
        kind: occurrence.kind,
        lifeline,
        ...(occurrence.peer === null ? {} : { peer: occurrence.peer }),
        label,
      };
  }
}

function mutate(
  trace: readonly TraceEvent[],
  { kind, at, piece }: Mutation,
  pieces: readonly TraceEvent[],
): readonly TraceEvent[] {
  const index = at % Math.max(1, trace.length);
  const event = trace[index];
  if (kind === 'free') {
    const free = pieces[piece % Math.max(1, pieces.length)];
    const place = at % (trace.length + 1);
    return free === undefined ? trace : [...trace.slice(0, place), free, ...trace.slice(place)];
  }
  if (event === undefined) {
    return trace;
  }
  const next = trace[index + 1];
  const before = trace.slice(0, index);
  const after = trace.slice(index + 1);
  switch (kind) {
    case 'swap':
      return next === undefined ? trace : [...before, next, event, ...after.slice(1)];
    case 'drop':
      return [...before, ...after];
    case 'double':
      return [...before, event, event, ...after];
    case 'rename':
      return [...before, { ...event, label: ['x', 'y', '', 'other'][piece % 4] ?? '' }, ...after];
    case 'insert': {
      const inserted = pieces[piece % Math.max(1, pieces.length)];
      return inserted === undefined ? trace : [...before, inserted, event, ...after];
    }
    case 'truncate':
      return before;
    case 'behead':
      return [event, ...after];
    case 'mark': {
      const { id: _, ...unmarked } = event;
      return [...before, piece % 4 === 0 ? unmarked : { ...event, id: (piece % 4) - 1 }, ...after];
    }
    case 'tick':
      return [...before, ticked(event, piece), ...after];
    case 'fold':
      return next === undefined ? trace : [...before, ...folded(event, next), ...after.slice(1)];
  }
}

/** One entry of its clock is one more, or one less. */
function ticked(event: TraceEvent, piece: number): TraceEvent {
  const entries = Object.entries(event.clock ?? {});
  const [lifeline, ticks] = entries[piece % Math.max(1, entries.length)] ?? [];
  return lifeline === undefined || ticks === undefined
    ? event
    : { ...event, clock: { ...event.clock, [lifeline]: Math.max(0, ticks + (piece % 2 === 0 ? 1 : -1)) } };
}

/** A send and its receive written as one message; anything else as it was. */
function folded(first: TraceEvent, second: TraceEvent): readonly TraceEvent[] {
  const isMessage =
    first.kind === 'send' &&
    second.kind === 'receive' &&
    first.peer === second.lifeline &&
    second.peer === first.lifeline &&
    first.label === second.label &&
    first.id === second.id;
  if (!isMessage) {
    return [first, second];
  }
  const { lifeline: from, kind: _, peer: __, ...others } = first;
  const clock = second.clock === undefined ? {} : { clock: second.clock };
  return [{ ...others, ...clock, kind: 'message', from, to: second.lifeline }];
}

/** Events like this one that the diagram may not have: the other direction, an action instead, inside of a ref. */
function relatives(event: TraceEvent): readonly TraceEvent[] {
  switch (event.kind) {
    case 'send':
    case 'receive':
      return [
        { ...event, kind: event.kind === 'send' ? 'receive' : 'send' },
        { kind: 'action', lifeline: event.lifeline, peer: event.lifeline, label: event.label },
      ];
    case 'action':
      return [{ ...event, peer: event.lifeline }];
    case 'message':
      return [];
    case 'ref': {
      const [lifeline = '', peer = ''] = event.lifelines;
      return [
        { kind: 'send', lifeline, peer, label: 'inside' },
        { kind: 'receive', lifeline: peer, peer: lifeline, label: 'inside' },
      ];
    }
  }
}

/** One to four statements, most with fragments among them; fragments are nested at most three deep. */
function statements(
  options: SketchOptions,
  leaves: readonly fc.WeightedArbitrary<Part>[],
  others: readonly ('group' | 'strict')[],
): fc.Arbitrary<Sketch> {
  const leaf = fc.oneof(...leaves);
  const part = (depth: number): fc.Arbitrary<Part> => {
    if (depth === 0) {
      return leaf;
    }
    const body = fc.array(part(depth - 1), { minLength: 1, maxLength: 2 });
    const operands = fc.array(body, { minLength: 2, maxLength: depth === 3 ? 3 : 2 });
    const alone = (kind: 'opt' | 'break' | 'critical' | 'group' | 'strict'): fc.Arbitrary<Part> =>
      body.map((inner) => ({ kind, body: inner }));
    const regions = fc.tuple(body, body).map(
      ([inside, beside]): Part => ({
        kind: 'par',
        operands: [[{ kind: 'critical', body: inside }], beside],
      }),
    );
    const filter = fc
      .record({
        kind: fc.constantFrom('ignore', 'consider'),
        labels: fc.subarray(['x', 'y', 'z', 'tick'], { minLength: 1, maxLength: 2 }),
        body,
      } as const)
      .map((filtered): Part => filtered);
    const atOnce = fc
      .array(fc.oneof(...simple(options)), { minLength: 2, maxLength: 2 })
      .map((messages): Part => ({ kind: 'par', operands: messages.map((message) => [message]) }));
    const filteredBeside = fc
      .tuple(filter, body)
      .map(([first, beside]): Part => ({ kind: 'par', operands: [[first], beside] }));
    return fc.oneof(
      { withCrossShrink: true },
      { weight: 8, arbitrary: leaf },
      { weight: 2, arbitrary: filter },
      { weight: 1, arbitrary: filteredBeside },
      { weight: 2, arbitrary: atOnce },
      { weight: 5, arbitrary: operands.map((each): Part => ({ kind: 'alt', operands: each })) },
      { weight: 4, arbitrary: operands.map((each): Part => ({ kind: 'par', operands: each })) },
      { weight: 1, arbitrary: regions },
      { weight: 3, arbitrary: loopPart(body, options) },
      ...(['opt', 'break', 'critical', ...others] as const).map((kind) => ({
        weight: 1,
        arbitrary: alone(kind),
      })),
    );
  };
  return fc.array(part(3), { minLength: 1, maxLength: 4 });
}

/** Two operands that want the same two lifelines, and often the same channel; one may be a critical region. */
function contention(options: SketchOptions): fc.Arbitrary<Part> {
  const narrow = { ...options, lifelines: options.lifelines.slice(0, 2) };
  const region = fc.array(messagePart(narrow), { minLength: 2, maxLength: 2 });
  const beside = fc.array(messagePart(narrow), { minLength: 1, maxLength: 1 });
  return fc
    .tuple(region, beside, fc.constantFrom('critical', 'critical', 'group'))
    .map(([body, other, kind]): Part => ({ kind: 'par', operands: [[{ kind, body }], other] }));
}

/** A group in a strict region is left out: nobody has said whether its statements are ordered strictly as well. */
function strictPart(options: SketchOptions): fc.Arbitrary<Part> {
  return statements(options, simple(options), ['strict']).map((body): Part => ({ kind: 'strict', body }));
}

function loopPart(body: fc.Arbitrary<Sketch>, options: SketchOptions): fc.Arbitrary<Part> {
  const bounds: readonly (readonly [number, number | null])[] = [
    [0, 1],
    [0, 2],
    [1, 2],
    [2, 2],
    [1, 1],
  ];
  const endless: typeof bounds = [
    [0, null],
    [1, null],
  ];
  return fc
    .tuple(fc.constantFrom(...bounds, ...(options.bounded === true ? [] : endless)), body)
    .map(([[min, max], iteration]): Part => ({ kind: 'loop', min, max, body: iteration }));
}

function messagePart(options: SketchOptions): fc.Arbitrary<Part> {
  return fc
    .tuple(pair(options), labels, fc.constantFrom('filled', 'filled', 'filled', 'open'))
    .map(([[from, to], label, head]): Part => {
      const message = { kind: 'message', from, to, label } as const;
      return head === 'open' ? { ...message, head } : message;
    });
}

/** Statements that every dialect has. */
function simple(options: SketchOptions): readonly fc.WeightedArbitrary<Part>[] {
  const on = fc.constantFrom(...options.lifelines);
  return [
    { weight: 12, arbitrary: messagePart(options) },
    { weight: 2, arbitrary: fc.record({ kind: fc.constant('self'), on, label: labels } as const) },
  ];
}

function plantUmlOnly(options: SketchOptions): readonly fc.WeightedArbitrary<Part>[] {
  const one = fc.constantFrom(...options.lifelines);
  const two = pair(options);
  const part = <T extends Part>(make: (a: string, b: string, label: string) => T): fc.Arbitrary<Part> =>
    fc.tuple(two, labels).map(([[a, b], label]) => make(a, b, label));
  return [
    { weight: 1, arbitrary: part((from, to, label) => ({ kind: 'lost', from, to, label })) },
    { weight: 1, arbitrary: part((left, right, label) => ({ kind: 'both', left, right, label })) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('gate-in'), to: one, label: labels } as const) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('gate-out'), from: one, label: labels } as const) },
    { weight: 1, arbitrary: part((a, b, label) => ({ kind: 'ref', lifelines: [a, b], label: `${label}r` })) },
  ];
}

/** Few labels, so that one event may often be one of several occurrences. */
const labels: fc.Arbitrary<string> = fc.constantFrom('x', 'x', 'y', 'y', 'z', '');

function pair(options: SketchOptions): fc.Arbitrary<readonly [string, string]> {
  const pairs = options.lifelines.flatMap((a) =>
    options.lifelines.filter((b) => b !== a).map((b) => [a, b] as const),
  );
  return fc.constantFrom(...pairs);
}

/**
 * Small enough, and with no ref beside a critical region: whether the inside of an unobserved ref belongs to a region
 * is more than the reference can say.
 */
function isTestable(sketch: Sketch, options: SketchOptions): boolean {
  return (
    lengthOf(sketch) <= options.mostOccurrences &&
    !(holds(sketch, 'ref') && holds(sketch, 'critical')) &&
    runsIfFew(sketch, { loopLimit: 2 }) !== null
  );
}
