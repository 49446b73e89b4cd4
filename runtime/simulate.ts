import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { type Step, steps } from '../compiler/interaction/steps.ts';
import type { Term, Terms } from '../compiler/interaction/term.ts';
import { type ChannelModel, type InTransit, mayDeliver, maySend } from './channel.ts';
import { createRandom, type Random } from './random.ts';
import type { TraceEvent, TraceLine } from './trace.ts';

export interface SimulateOptions {
  /** Chooses the schedule: a whole number from 0 to 2^53 − 1. */
  readonly seed: number;
  /** `fifo` when absent. */
  readonly channel?: ChannelModel;
  /** Base name of the diagram's file, for the trace's header. */
  readonly diagram?: string;
  readonly digest?: string;
  /** After this many events the run takes the shortest way to its end; 1,000 when absent. */
  readonly eventsMax?: number;
}

/** One run: its trace, and the occurrence of each event in the same order. */
export interface Simulation {
  readonly lines: readonly TraceLine[];
  readonly occurrences: readonly Occurrence[];
  /** `quiescent` when the diagram has come to its end, `limit` when it could not within the budget, `stopped` when the channel lets nothing happen. */
  readonly ended: 'quiescent' | 'limit' | 'stopped';
}

/**
 * One execution of the interaction, picked by seed: at each moment one of the steps that the interaction has and the
 * channel allows, or the end where the interaction may end. The same arguments give the same run.
 */
export function simulate(interaction: Interaction, options: SimulateOptions): Simulation {
  const { terms } = interaction;
  const random = createRandom(options.seed);
  const channel = options.channel ?? 'fifo';
  const windDown = options.eventsMax ?? 1000;
  const occurrences: Occurrence[] = [];
  const events: TraceEvent[] = [];
  let inTransit: readonly InTransit[] = [];
  let term = interaction.root;
  let iterations = 0;
  let ended: Simulation['ended'] | null = null;
  while (ended === null) {
    const possible = steps(terms, term).filter((step) => mayHappen(terms, channel, inTransit, step));
    const hurry = occurrences.length >= windDown;
    const step = hurry ? chooseToEnd(random, term, possible) : choose(random, term, possible, iterations);
    if (step === null) ended = term.nullable ? 'quiescent' : 'stopped';
    else if (occurrences.length >= 2 * windDown + shortestMax) ended = 'limit';
    else {
      const { event, after } = happen(step.occurrence, inTransit, occurrences.length);
      events.push(event);
      occurrences.push(step.occurrence);
      inTransit = after;
      term = step.next;
      if (step.iterates) iterations += 1;
    }
  }
  const header: TraceLine = {
    kind: 'header',
    version: 1,
    ...(options.diagram === undefined ? {} : { diagram: options.diagram }),
    ...(options.digest === undefined ? {} : { digest: options.digest }),
    seed: options.seed,
  };
  return {
    lines: [header, ...events, { kind: 'footer', events: events.length, ended }],
    occurrences,
    ended,
  };
}

function mayHappen(
  terms: Terms,
  channel: ChannelModel,
  inTransit: readonly InTransit[],
  { occurrence, next }: Step,
): boolean {
  if (occurrence.kind === 'receive') return mayDeliver(channel, inTransit, occurrence);
  if (!maySend(channel, inTransit)) return false;
  if (channel !== 'sync' || occurrence.kind !== 'send' || occurrence.peer === null || occurrence.lost)
    return true;
  // Without delay a message is sent only when its receiver is there to take it.
  return steps(terms, next).some((after) => isReceiveOf(after.occurrence, occurrence));
}

function isReceiveOf(receive: Occurrence, send: Occurrence): boolean {
  return receive.kind === 'receive' && receive.transmission === send.transmission;
}

/**
 * One of the possible steps, or null for the end. All are equally likely, but for another iteration of a loop, which
 * becomes less likely with each: every run can come, and none goes on for ever.
 */
function choose(random: Random, term: Term, possible: readonly Step[], iterations: number): Step | null {
  const weights = possible.map((step) =>
    step.iterates ? Math.max(1, Math.floor(usual / (1 + iterations))) : usual,
  );
  const total = weights.reduce((sum, weight) => sum + weight, term.nullable ? usual : 0);
  if (total === 0) return null;
  let drawn = random.next(total);
  return (
    possible.find((_, index) => {
      drawn -= weights[index] ?? 0;
      return drawn < 0;
    }) ?? null
  );
}

/** The weight of a step that begins no iteration. */
const usual = 60;

/** A step on a shortest way to the end, or null at the end. */
function chooseToEnd(random: Random, term: Term, possible: readonly Step[]): Step | null {
  if (term.nullable || possible.length === 0) return null;
  const nearer = possible.filter(({ next }) => next.shortest < term.shortest);
  const among = nearer.length > 0 ? nearer : possible;
  return among[random.next(among.length)] ?? null;
}

/** Longer ways to the end than this are not gone. */
const shortestMax = 100_000;

/** The event of an occurrence, and what is in transit after it. */
function happen(
  occurrence: Occurrence,
  inTransit: readonly InTransit[],
  position: number,
): { event: TraceEvent; after: readonly InTransit[] } {
  const { kind, label, peer, transmission } = occurrence;
  const [lifeline = ''] = occurrence.lifelines;
  switch (kind) {
    case 'ref':
      return { event: { kind, lifelines: occurrence.lifelines, label }, after: inTransit };
    case 'action':
      return { event: { kind, lifeline, label }, after: inTransit };
    case 'send': {
      if (peer === null || transmission === null)
        return { event: { kind, lifeline, label }, after: inTransit };
      const id = position + 1;
      const after = occurrence.lost
        ? inTransit
        : [...inTransit, { transmission, from: lifeline, to: peer, id }];
      return { event: { kind, lifeline, peer, label, id }, after };
    }
    case 'receive': {
      const arrived = inTransit.find((message) => message.transmission === transmission);
      const ends = peer === null ? { kind, lifeline, label } : { kind, lifeline, peer, label };
      if (arrived === undefined) return { event: ends, after: inTransit };
      return {
        event: { ...ends, id: arrived.id },
        after: inTransit.filter((message) => message !== arrived),
      };
    }
  }
}
