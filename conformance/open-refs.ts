import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { rewrite } from '../compiler/interaction/rewrite.ts';
import type { Term } from '../compiler/interaction/term.ts';
import type { Visibility } from './observation.ts';
import { type ObservedEvent, occurrencesByEvent } from './observed-event.ts';
import type { Observation } from './observers.ts';

/** The refs that no event names, and the events that may be of their inside. */
export interface OpenRefs {
  /** The diagram, in which each lifeline leaves such a ref by itself: what goes on inside need not end everywhere at once. */
  readonly root: Term;
  /** The ref that this occurrence is the coming to or the leaving of, when the event may be of its inside. */
  readonly refHolding: (event: ObservedEvent, occurrence: Occurrence) => Occurrence | null;
  /** Whether the occurrence is one lifeline's leaving of a ref. */
  readonly isLeaving: (occurrence: Occurrence) => boolean;
  /** Whether something of its inside may be seen after the ref itself, on lifelines that have not left it. */
  readonly mayShowLate: (ref: Occurrence) => boolean;
}

/** Looks for the refs that are open to the events that the diagram draws nowhere. */
export function openRefsOf(
  interaction: Interaction,
  observations: readonly Observation[],
  visibilities: readonly Visibility[],
): OpenRefs {
  const { terms, occurrences, lifelines } = interaction;
  const strange = strangeEvents(interaction, observations);
  const open = new Set(
    occurrences.filter(
      (ref) =>
        ref.kind === 'ref' &&
        (visibilities[ref.index] === 'inside' || visibilities[ref.index] === 'unseen') &&
        [...strange].some((event) => isAmong(event, ref)),
    ),
  );
  const refLeftBy = new Map<Occurrence, Occurrence>();
  const leavings = (ref: Occurrence): readonly Term[] =>
    ref.lifelines.map((lifeline) => {
      // Numbered behind all that is drawn, and the same whenever the interaction is looked at.
      const place = lifelines.findIndex(({ id }) => id === lifeline);
      const index = occurrences.length * (place + 1) + ref.index;
      const leaving = terms.once({ ...ref, index, lifelines: [lifeline] });
      if (leaving.kind === 'once') refLeftBy.set(leaving.occurrence, ref);
      return leaving;
    });
  const root =
    open.size === 0
      ? interaction.root
      : rewrite(terms, interaction.root, (term) =>
          open.has(term.occurrence)
            ? terms.sequence(term, terms.parallel(...leavings(term.occurrence)))
            : term,
        );
  return {
    root,
    refHolding: (event, occurrence) => {
      const ref = refLeftBy.get(occurrence) ?? occurrence;
      return open.has(ref) && strange.has(event) && isAmong(event, ref) ? ref : null;
    },
    isLeaving: (occurrence) => refLeftBy.has(occurrence),
    mayShowLate: (ref) => open.has(ref),
  };
}

/** At a gate the other end is none of the ref's lifelines. */
function isAmong({ kind, lifelines, peer }: ObservedEvent, ref: Occurrence): boolean {
  if (kind === 'ref' || (kind !== 'action' && peer === null)) return false;
  const ends = peer === null ? lifelines : [...lifelines, peer];
  return ends.every((end) => ref.lifelines.includes(end));
}

/** Events that the diagram draws nowhere: only these fit nowhere else than inside a ref. */
function strangeEvents(
  { occurrences }: Interaction,
  observations: readonly Observation[],
): ReadonlySet<ObservedEvent> {
  if (!occurrences.some(({ kind }) => kind === 'ref')) return new Set();
  const drawnAs = occurrencesByEvent(occurrences);
  const events = observations.flatMap((observation) => observation.events);
  return new Set(events.filter((event) => drawnAs(event).length === 0));
}
