import type { Occurrence } from '../compiler/interaction/interaction.ts';
import type { StatedInvariant } from '../compiler/invariants/invariant.ts';
import type { Blame } from './blame.ts';
import type { Divergence } from './divergence.ts';
import { describeMeasure, describeUnchecked } from './explain-timing.ts';
import type { BrokenInvariant, UntimedResponse } from './invariants.ts';
import type { Extent } from './judge.ts';
import type { ObservedEvent } from './observed-event.ts';
import type { Measure, Unchecked } from './timing.ts';

/** What a verdict rests on. */
export type Reason =
  | {
      readonly kind: 'conforms' | 'fits';
      readonly extent: Extent;
      readonly events: readonly ObservedEvent[];
      readonly unseen: readonly Occurrence[];
      readonly freed: readonly ObservedEvent[];
      readonly unchecked: readonly Unchecked[];
      readonly untimed: readonly UntimedResponse[];
      readonly withoutPayload: readonly ObservedEvent[];
      readonly ignored: number;
    }
  | { readonly kind: 'late'; readonly broken: readonly Measure[]; readonly blamed: Blame }
  | { readonly kind: 'late-budget'; readonly broken: readonly Measure[] }
  | { readonly kind: 'broken'; readonly broken: readonly BrokenInvariant[]; readonly blamed: Blame }
  | { readonly kind: 'broken-budget'; readonly broken: readonly BrokenInvariant[] }
  | { readonly kind: 'budget'; readonly divergence: Divergence }
  | {
      readonly kind: 'diverges';
      readonly divergence: Divergence;
      readonly blamed: Blame;
      readonly forbidden: Occurrence | null;
      /** A lifeline that the event names and the diagram does not have. */
      readonly stranger: string | null;
      /** What every run is to keep and the events up to there break already. */
      readonly broken: readonly BrokenInvariant[];
      readonly ignored: number;
    };

/** The verdict's reason as people read it, one sentence a line. */
export function explain(reason: Reason): string {
  return sentences(reason)
    .filter((sentence) => sentence !== null)
    .join('\n');
}

function sentences(reason: Reason): readonly (string | null)[] {
  switch (reason.kind) {
    case 'conforms':
      return [`${counted(reason.events.length, 'event')}, a complete run of the diagram`, ...resting(reason)];
    case 'fits':
      return [
        `${counted(reason.events.length, 'event')}, ${reason.extent === 'slice' ? 'a part' : 'a beginning'} of a run of the diagram, not known to be a whole one`,
        ...resting(reason),
      ];
    case 'late':
      return [
        'all events fit, and the times between them do not:',
        ...told(reason.broken),
        excuse(reason.blamed),
      ];
    case 'late-budget':
      return [
        'all events fit one run of the diagram in which a time is broken; the search for another run gave up within its budget',
        ...told(reason.broken),
      ];
    case 'broken':
      return [
        'all events fit, and not what every run is to keep:',
        ...reason.broken.map(describeBroken),
        excuse(reason.blamed),
      ];
    case 'broken-budget':
      return [
        'all events fit one run of the diagram that breaks what every run is to keep; the search for another run gave up within its budget',
        ...reason.broken.map(describeBroken),
      ];
    case 'budget':
      return [
        'the search gave up within its budget: it found neither a run that agrees nor a proof that there is none',
        `the furthest came through ${counted(reason.divergence.matched, 'event')}; a total order, message ids or vector clocks would decide sooner`,
      ];
    case 'diverges':
      return [
        ...divergence(reason.divergence),
        reason.stranger === null ? null : `the diagram has no lifeline "${reason.stranger}"`,
        forbidden(reason.forbidden),
        ...reason.broken.map(describeBroken),
        leftOut(reason.ignored),
        excuse(reason.blamed),
      ];
  }
}

function resting({
  unseen,
  freed,
  unchecked,
  untimed,
  withoutPayload,
  ignored,
}: {
  readonly unseen: readonly Occurrence[];
  readonly freed: readonly ObservedEvent[];
  readonly unchecked: readonly Unchecked[];
  readonly untimed: readonly UntimedResponse[];
  readonly withoutPayload: readonly ObservedEvent[];
  readonly ignored: number;
}): readonly (string | null)[] {
  return [
    freed.length === 0
      ? null
      : `takes ${counted(freed.length, 'event')} for what the diagram leaves free there: ${listedEvents(freed)}`,
    unseen.length === 0
      ? null
      : `rests on ${counted(unseen.length, 'occurrence')} that nobody recorded: ${listed(unseen, '; ')}`,
    ...unchecked.slice(0, namedMax).map(describeUnchecked),
    unchecked.length > namedMax ? `${unchecked.length - namedMax} more times are unchecked` : null,
    ...untimed.map(
      ({ invariant, why }) =>
        `unchecked: how soon, in ${invariant.text}${placeOfInvariant(invariant)}, as ${why}`,
    ),
    withoutPayload.length === 0
      ? null
      : `unchecked: what ${counted(withoutPayload.length, 'event')} brought, as nobody recorded it: ${listedEvents(withoutPayload)}`,
    leftOut(ignored),
  ];
}

function listedEvents(events: readonly ObservedEvent[]): string {
  const named = events.slice(0, namedMax).map((event) => `${describeEvent(event)} (line ${event.line})`);
  return `${named.join('; ')}${events.length > namedMax ? `; ${events.length - namedMax} more` : ''}`;
}

function told(broken: readonly Measure[]): readonly (string | null)[] {
  const more = broken.length - namedMax;
  return [
    ...broken.slice(0, namedMax).map(describeMeasure),
    more > 0 ? `${more} more times are broken` : null,
  ];
}

function leftOut(ignored: number): string | null {
  if (ignored === 0) return null;
  return `${counted(ignored, 'event')} of hidden lifelines, or that the diagram does not have, ${ignored === 1 ? 'was' : 'were'} left out`;
}

function divergence({ event, tooSoon, matched, expected, payload }: Divergence): readonly (string | null)[] {
  const allowed =
    expected.length === 0 ? 'nothing: the diagram has come to its end' : listed(expected, ' or ');
  if (event === null) {
    const fit =
      matched === 0
        ? 'there are no events'
        : matched === 1
          ? 'the only event fits'
          : `all ${matched} events fit`;
    return [`${fit}, but the run is not complete`, `missing: ${allowed}`];
  }
  if (tooSoon) {
    return [
      `line ${event.line}: ${describeEvent(event)} too soon, after ${counted(matched, 'event')} that fitted`,
      `expected before it: ${allowed}`,
    ];
  }
  return [
    `line ${event.line}: ${describeEvent(event)} fits nothing there, after ${counted(matched, 'event')} that did`,
    ...(payload === null ? [] : contradiction(payload)),
    `expected: ${allowed}`,
  ];
}

function contradiction({
  occurrence,
  differences,
}: NonNullable<Divergence['payload']>): readonly (string | null)[] {
  const { file, line } = occurrence.span;
  const more = differences.length - namedMax;
  return [
    `it is the message at ${file}:${line}, but brings something else:`,
    ...differences
      .slice(0, namedMax)
      .map(
        ({ path, expected, got }) =>
          `  ${path === '' ? 'the payload' : path}: expected ${expected}, got ${got}`,
      ),
    more > 0 ? `  ${more} more differences` : null,
  ];
}

/** `broken: "pay" before "ship" (shop.puml:2), by line 7: Shop sends "ship" to Courier` */
export function describeBroken({ invariant, at }: BrokenInvariant): string {
  const said = `broken: ${invariant.text}${placeOfInvariant(invariant)}`;
  if (at === null) return `${said}, as the run ends like this`;
  if (at.event !== null) return `${said}, by line ${at.event.line}: ${describeEvent(at.event)}`;
  return at.occurrence === null ? said : `${said}, when ${describeOccurrence(at.occurrence)}`;
}

function placeOfInvariant({ span }: StatedInvariant): string {
  return span === null ? ' (in the binding)' : ` (${span.file}:${span.line})`;
}

function forbidden(occurrence: Occurrence | null): string | null {
  return (
    occurrence &&
    `the diagram forbids it: ${describeOccurrence(occurrence)} is drawn in a \`neg\` (line ${occurrence.span.line})`
  );
}

function excuse({ verdict, lifelines }: Blame): string | null {
  if (verdict === 'fail') return null;
  return `the deviation is that of ${lifelines.map((lifeline) => `"${lifeline}"`).join(', ')}, which ${lifelines.length === 1 ? 'is' : 'are'} simulated: this says nothing of the real ones`;
}

/** `SellerApp sends "Push order" to SellerOrderFeed`. */
export function describeOccurrence({ kind, lifelines, peer, label }: Occurrence): string {
  return describe(kind, lifelines, peer, label === '' ? 'a message' : `"${label}"`);
}

function describeEvent({ kind, lifelines, peer, label }: ObservedEvent): string {
  return describe(kind, lifelines, peer, `"${label}"`);
}

function describe(
  kind: Occurrence['kind'],
  lifelines: readonly string[],
  peer: string | null,
  what: string,
): string {
  const who = lifelines.join(', ');
  switch (kind) {
    case 'send':
      return `${who} sends ${what}${peer === null ? '' : ` to ${peer}`}`;
    case 'receive':
      return `${who} receives ${what}${peer === null ? '' : ` from ${peer}`}`;
    case 'action':
      return `${who} does ${what}`;
    case 'ref':
      return `${who} go through ${what}`;
  }
}

/** More than these are counted, not named. */
const namedMax = 8;

function listed(occurrences: readonly Occurrence[], separator: string): string {
  const named = occurrences
    .slice(0, namedMax)
    .map(
      (occurrence) => `${describeOccurrence(occurrence)} (${occurrence.span.file}:${occurrence.span.line})`,
    );
  const more = occurrences.length - named.length;
  return [...named, ...(more > 0 ? [`${more} more`] : [])].join(separator);
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
