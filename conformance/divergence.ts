import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { steps } from '../compiler/interaction/steps.ts';
import type { Span } from '../compiler/text/span.ts';
import { candidatesFor, mayBeFreeOn } from './candidates.ts';
import type { Visibility } from './observation.ts';
import { isDrawnAs, isEventOf, type ObservedEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';
import type { PayloadCheck, PayloadDifference } from './payload-check.ts';
import type { SearchOutcome } from './search.ts';

/** Where a trace leaves the diagram. */
export interface Divergence {
  /** The first event that fits nothing; null when all events fit and something is missing behind them. */
  readonly event: ObservedEvent | null;
  /** The event may come next on its own lifeline, and something elsewhere has to come before it. */
  readonly tooSoon: boolean;
  /** How many events fitted before. */
  readonly matched: number;
  /** What the diagram allows there, those on the event's lifeline first. */
  readonly expected: readonly Occurrence[];
  /** The place in the diagram: that of the nearest thing expected, or of an occurrence like the event, or the diagram's end. */
  readonly span: Span | null;
  /** The event would be this occurrence if it did not bring something else; null where that is not the reason. */
  readonly payload: {
    readonly occurrence: Occurrence;
    readonly differences: readonly PayloadDifference[];
  } | null;
}

interface Searched {
  readonly interaction: Interaction;
  readonly observations: readonly Observation[];
  readonly visibilities: readonly Visibility[];
  readonly payloads: PayloadCheck | null;
}

/** Reads the divergence off the states in which the search matched most. */
export function divergenceOf(
  { interaction, observations, visibilities, payloads }: Searched,
  { furthest }: Pick<SearchOutcome, 'furthest'>,
): Divergence {
  const [first] = furthest;
  if (first === undefined)
    return { event: null, tooSoon: false, matched: 0, expected: [], span: null, payload: null };
  const heads = observations
    .map(({ events }, index) => events[first.positions[index] ?? 0])
    .filter((event) => event !== undefined)
    .toSorted((a, b) => a.line - b.line);
  const enabled = new Set(
    furthest.flatMap(({ term }) => {
      const possible = steps(interaction.terms, term);
      // What is missing at the end is on a shortest way there, not yet another iteration.
      const nearer = heads.length > 0 ? [] : possible.filter(({ next }) => next.shortest < term.shortest);
      return (nearer.length > 0 ? nearer : possible).map(({ occurrence }) => occurrence);
    }),
  );
  // What is not drawn, such as the leaving of a ref, has no visibility and is no event.
  const visible = [...enabled].filter(({ index }) => (visibilities[index] ?? 'unseen') !== 'unseen');
  // A head that could go on is only waiting for the others, and so may be one that its own lifeline could do next.
  const { terms } = interaction;
  const stuck = heads.filter((head) => !visible.some((occurrence) => isEventOf(head, occurrence)));
  const isTooSoon = (head: ObservedEvent): boolean =>
    furthest.some(({ term }) => candidatesFor(terms, term, head) > 0 || mayBeFreeOn(terms, term, head));
  const event = stuck.find((head) => !isTooSoon(head)) ?? stuck[0] ?? heads[0] ?? null;
  const expected = visible.toSorted((a, b) => nearness(b, event) - nearness(a, event) || a.index - b.index);
  const { matched } = first;
  const tooSoon = event !== null && stuck.includes(event) && isTooSoon(event);
  const payload = contradictionOf(event, expected, payloads);
  const span = payload?.occurrence.span ?? placeOf(interaction, event, expected);
  return { event, tooSoon, matched, expected, span, payload };
}

function contradictionOf(
  event: ObservedEvent | null,
  expected: readonly Occurrence[],
  payloads: PayloadCheck | null,
): Divergence['payload'] {
  if (event === null || event.payload === null || payloads === null) return null;
  const occurrence = expected.find((one) => isDrawnAs(event, one) && event.contradicts.has(one.index));
  if (occurrence === undefined) return null;
  return { occurrence, differences: payloads(occurrence, event.payload.value) ?? [] };
}

function placeOf(
  interaction: Interaction,
  event: ObservedEvent | null,
  expected: readonly Occurrence[],
): Span | null {
  const [nearest] = expected;
  if (nearest !== undefined) return nearest.span;
  // Nothing is: the place where the diagram has it, or has come to its end.
  const { occurrences } = interaction;
  const alike = occurrences.filter((occurrence) => event !== null && isEventOf(event, occurrence));
  return (alike.at(-1) ?? occurrences.at(-1))?.span ?? null;
}

/** How much an occurrence looks like the event: its lifeline counts most, then its kind, its peer, its label. */
function nearness({ kind, lifelines, peer, label }: Occurrence, event: ObservedEvent | null): number {
  if (event === null) return 0;
  const here = event.lifelines.some((lifeline) => lifelines.includes(lifeline)) ? 8 : 0;
  return (
    here + (event.kind === kind ? 4 : 0) + (event.peer === peer ? 2 : 0) + (event.label === label ? 1 : 0)
  );
}
