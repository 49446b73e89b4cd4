import { Violation } from '../compiler/diagnostics/violation.ts';
import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { matcherOf } from '../compiler/invariants/message-pattern.ts';
import type { Span } from '../compiler/text/span.ts';
import { blame, blameBroken, blameLate } from './blame.ts';
import { type Divergence, divergenceOf } from './divergence.ts';
import { explain } from './explain.ts';
import { type BrokenInvariant, brokenIn } from './invariants.ts';
import { isOrderKnown, type KeepingOutcome, keepingSearch } from './keeping-search.ts';
import { visibilities } from './observation.ts';
import { isEventOf, type ObservedEvent, observedEvents, occurrencesByEvent } from './observed-event.ts';
import { byObserver, type Observers } from './observers.ts';
import type { PayloadCheck } from './payload-check.ts';
import type { TimedOutcome } from './timed-search.ts';
import { stopwatchFor, type Unchecked } from './timing.ts';
import type { Trace } from './trace.ts';

export type Verdict = 'pass' | 'inconclusive' | 'fail';
export type Extent = 'complete' | 'prefix' | 'slice';

/** How to look at a trace; what is absent is taken from the trace's header, or else from its default. */
export interface JudgeOptions {
  readonly observers?: Observers;
  readonly extent?: Extent;
  readonly hidden?: readonly string[];
  readonly unobserved?: readonly string[];
  /** Drop events that the diagram does not have, and count them. */
  readonly ignoreUnknown?: boolean;
  /** States that the search may look at per session; 500,000 when absent. */
  readonly statesMax?: number;
  /** Search without shortcuts; slower, the same verdict. */
  readonly exhaustive?: boolean;
  /** What the diagram says of payloads; they are not looked at when absent. */
  readonly payloads?: PayloadCheck;
}

/** The verdict on one session of a trace. */
export interface Judgement {
  /** Null for the events without a session. */
  readonly session: string | null;
  readonly verdict: Verdict;
  readonly extent: Extent;
  /** What the verdict rests on and why, for people. */
  readonly explanation: string;
  /** Why it is not a pass: the first event that fits nothing, or what is missing at the end. Null for a pass and a mere prefix. */
  readonly divergence: Divergence | null;
  /** Where to look: the line of the trace and the place in the diagram; null when nothing diverges. */
  readonly at: { readonly traceLine: number | null; readonly span: Span | null } | null;
  /** What the run that was found did without an event. */
  readonly unseen: readonly Occurrence[];
  /** Events that the diagram does not draw there and leaves free: `ignore` and `consider`. */
  readonly freed: readonly ObservedEvent[];
  /** What every run is to keep and this one breaks. */
  readonly broken: readonly BrokenInvariant[];
  /** What the diagram says about time and could not be judged. */
  readonly unchecked: readonly Unchecked[];
  /** Events of which the diagram says what they bring, and nobody recorded it. */
  readonly withoutPayload: readonly ObservedEvent[];
  /** Events that were left out: those of hidden lifelines, and unknown ones when that was asked for. */
  readonly ignored: number;
}

/** Judges every session of a trace against the diagram: whether some run of it agrees with all that was recorded. */
export function judge(
  interaction: Interaction,
  trace: Trace,
  options: JudgeOptions = {},
): readonly Judgement[] {
  const events = observedEvents(interaction, trace.events, options.payloads ?? null);
  const sessions = Map.groupBy(events, ({ session }) => session);
  if (sessions.size === 0) sessions.set(null, []);
  return [...sessions].map(([session, recorded]) =>
    judgeSession(interaction, trace, recorded, session, options),
  );
}

function judgeSession(
  interaction: Interaction,
  trace: Trace,
  recorded: readonly ObservedEvent[],
  session: string | null,
  options: JudgeOptions,
): Judgement {
  const { header } = trace;
  const hidden = idsOf(interaction, options.hidden ?? header?.hidden ?? []);
  const watched = recorded.filter(
    ({ lifelines }) => !lifelines.every((lifeline) => hidden.includes(lifeline)),
  );
  const events = options.ignoreUnknown === true ? knownIn(interaction, watched) : watched;
  const ignored = recorded.length - events.length;
  const extent = options.extent ?? extentOf(trace);
  const shared = {
    interaction,
    observations: byObserver(
      interaction.lifelines,
      events,
      observersOf(interaction, trace, events, options),
      new Set(hidden),
    ),
    visibilities: visibilities(interaction.occurrences, events, {
      hidden,
      unobserved: (options.unobserved ?? header?.unobserved ?? []).map((place) =>
        placeById(interaction, place),
      ),
    }),
    statesMax: options.statesMax ?? 500_000,
    exhaustive: options.exhaustive ?? false,
  };
  const recorders = shared.observations.filter(({ events: own }) => own.length > 0);
  const isOneClock = recorders.length === 1 && extent !== 'slice';
  const stopwatch = stopwatchFor(interaction, isOneClock ? (events[0] ?? null) : null);
  const complete = keepingSearch({ ...shared, extent: 'complete' }, stopwatch);
  const isWhole = complete.answer === 'found' && complete.violated.length === 0;
  const outcome =
    isWhole || extent === 'complete' ? complete : keepingSearch({ ...shared, extent }, stopwatch);
  const common = {
    session,
    extent: isWhole ? 'complete' : extent,
    unseen: outcome.unseen,
    freed: outcome.freed,
    broken: outcome.violated,
    unchecked: outcome.unchecked,
    withoutPayload: withoutPayload(interaction, events, options.payloads ?? null),
    ignored,
  } as const;
  const simulated = header?.simulated === undefined ? null : idsOf(interaction, header.simulated);
  if (outcome.answer === 'found' && outcome.violated.length > 0) {
    return { ...common, ...judgeBroken(interaction, outcome, simulated) };
  }
  if (outcome.answer === 'found') {
    const explanation = explain({
      kind: isWhole ? 'conforms' : 'fits',
      extent,
      events,
      unseen: outcome.unseen,
      freed: outcome.freed,
      unchecked: outcome.unchecked,
      untimed: outcome.untimed,
      withoutPayload: common.withoutPayload,
      ignored,
    });
    return { ...common, verdict: isWhole ? 'pass' : 'inconclusive', explanation, divergence: null, at: null };
  }
  if (outcome.answer === 'late' || outcome.answer === 'late-budget') {
    return { ...common, ...judgeLate(outcome, simulated) };
  }
  const divergence = divergenceOf({ ...shared, payloads: options.payloads ?? null }, outcome);
  const at = { traceLine: divergence.event?.line ?? events.at(-1)?.line ?? null, span: divergence.span };
  if (outcome.answer === 'budget') {
    const explanation = explain({ kind: 'budget', divergence });
    return { ...common, verdict: 'inconclusive', explanation, divergence, at };
  }
  const blamed = blame(divergence, simulated);
  const broken = isOrderKnown({ ...shared, extent }) ? brokenUpTo(interaction, events, divergence) : [];
  const explanation = explain({
    kind: 'diverges',
    divergence,
    blamed,
    forbidden: forbiddenBy(interaction, divergence),
    stranger: strangerIn(interaction, divergence),
    broken,
    ignored,
  });
  return { ...common, verdict: blamed.verdict, explanation, divergence, at, broken };
}

/** The events up to the one that fits nothing, as far as what every run is to keep is broken there. */
function brokenUpTo(
  interaction: Interaction,
  events: readonly ObservedEvent[],
  { event }: Divergence,
): readonly BrokenInvariant[] {
  if (event === null) return [];
  const run = events.slice(0, events.indexOf(event) + 1).map((one) => ({ occurrence: null, event: one }));
  return brokenIn(interaction, run, false).broken;
}

/** All events fit, and they break what every run is to keep. */
function judgeBroken(
  interaction: Interaction,
  { violated: broken, isUndecided }: KeepingOutcome,
  simulated: readonly string[] | null,
): Pick<Judgement, 'verdict' | 'explanation' | 'divergence' | 'at'> {
  const [first] = broken;
  if (first === undefined) throw new Violation('nothing is broken');
  const { at: happening, invariant } = first;
  const traceLine = happening?.event?.line ?? null;
  const at = { traceLine, span: happening?.occurrence?.span ?? invariant.span };
  if (isUndecided) {
    const explanation = explain({ kind: 'broken-budget', broken });
    return { verdict: 'inconclusive', explanation, divergence: null, at };
  }
  const blamed = blameBroken(first, owing(interaction, first), simulated);
  return {
    verdict: blamed.verdict,
    explanation: explain({ kind: 'broken', broken, blamed }),
    divergence: null,
    at,
  };
}

/** The lifelines that should have done what is missing in the end. */
function owing(
  { occurrences, lifelines }: Interaction,
  { invariant: { rule } }: BrokenInvariant,
): readonly string[] {
  const awaited = rule.kind === 'response' ? rule.by : rule.kind === 'count' ? rule.of : [];
  const isAwaited = matcherOf(awaited, lifelines);
  return [...new Set(occurrences.filter(isAwaited).flatMap((occurrence) => occurrence.lifelines))];
}

/** All events fit, and what they say about time does not. */
function judgeLate(
  { answer, broken }: TimedOutcome,
  simulated: readonly string[] | null,
): Pick<Judgement, 'verdict' | 'explanation' | 'divergence' | 'at'> {
  const [first] = broken;
  if (first === undefined) throw new Violation('a run is late and nothing is broken');
  const blamed = blameLate(first, simulated);
  const at = { traceLine: first.to.event?.line ?? null, span: first.constraint.span };
  if (answer === 'late-budget') {
    const explanation = explain({ kind: 'late-budget', broken });
    return { verdict: 'inconclusive', explanation, divergence: null, at };
  }
  const explanation = explain({ kind: 'late', broken, blamed });
  return { verdict: blamed.verdict, explanation, divergence: null, at };
}

function withoutPayload(
  interaction: Interaction,
  events: readonly ObservedEvent[],
  payloads: PayloadCheck | null,
): readonly ObservedEvent[] {
  if (payloads === null) return [];
  const drawnAs = occurrencesByEvent(interaction.occurrences);
  return events.filter(
    (event) => event.payload === null && drawnAs(event).some((one) => payloads(one, null) !== null),
  );
}

function knownIn(interaction: Interaction, events: readonly ObservedEvent[]): readonly ObservedEvent[] {
  const drawnAs = occurrencesByEvent(interaction.occurrences);
  return events.filter((event) => drawnAs(event).length > 0);
}

/** A recording that does not say that it came to its end may have been cut off. */
function extentOf({ header, footer }: Trace): Extent {
  if (footer !== null) return footer.ended === 'quiescent' ? 'complete' : 'prefix';
  return header === null ? 'complete' : 'prefix';
}

function observersOf(
  interaction: Interaction,
  { header }: Trace,
  events: readonly ObservedEvent[],
  options: JudgeOptions,
): Observers {
  const given = options.observers ?? header?.observers;
  if (given !== undefined) {
    return typeof given === 'string' ? given : given.map((group) => idsOf(interaction, group));
  }
  return events.some(({ observer }) => observer !== null) ? 'named' : 'one';
}

function idsOf(interaction: Interaction, names: readonly string[]): readonly string[] {
  return names.map(
    (name) =>
      interaction.lifelines.find((lifeline) => lifeline.id === name || lifeline.name === name)?.id ?? name,
  );
}

/** `action@A` and `A->B` name lifelines, too. */
function placeById(interaction: Interaction, place: string): string {
  const [, before = '', sign = '', after = ''] = /^(.*?)\s*(@|->)\s*(.*)$/.exec(place.trim()) ?? [];
  if (sign === '') return place.trim();
  const [from = before, to = after] = idsOf(interaction, [before, after]);
  return sign === '@' ? `${before}@${to}` : `${from}->${to}`;
}

/** A lifeline that the event names and the diagram does not have. */
function strangerIn({ lifelines }: Interaction, { event }: Divergence): string | null {
  const ends = event === null ? [] : [...event.lifelines, event.peer];
  return ends.find((end) => end !== null && !lifelines.some(({ id }) => id === end)) ?? null;
}

function forbiddenBy(interaction: Interaction, { event }: Divergence): Occurrence | null {
  if (event === null) return null;
  return interaction.forbidden.find((occurrence) => isEventOf(event, occurrence)) ?? null;
}
