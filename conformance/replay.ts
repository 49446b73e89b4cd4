import type { Interaction, Occurrence } from '../compiler/interaction/interaction.ts';
import { leavesFree } from '../compiler/interaction/label-filter.ts';
import { freedoms, steps } from '../compiler/interaction/steps.ts';
import type { Term } from '../compiler/interaction/term.ts';
import { project } from '../compiler/script/project.ts';
import type { Script, Transition } from '../compiler/script/script.ts';
import { type ObservedEvent, observedEvents } from './observed-event.ts';
import type { Trace } from './trace.ts';

/** A trace played again, in the order of its lines. */
export interface Replay {
  readonly steps: readonly ReplayedStep[];
  /** A run of the diagram may be complete after the last event. */
  readonly mayEnd: boolean;
  /** What each lifeline whose script is not at an end could do next. */
  readonly waiting: readonly { readonly lifeline: string; readonly transitions: readonly Transition[] }[];
}

export interface ReplayedStep {
  readonly event: ObservedEvent;
  /** What its lifeline's script does there; null when that cannot do it, or could not follow before. */
  readonly transition: Transition | null;
  /** Some run of the diagram begins with all events up to this one. */
  readonly inDiagram: boolean;
}

/**
 * Plays the events of a trace, each on its lifeline's script and all of them on the diagram: which line does what, how far a
 * run of the diagram goes along, and who waits for what at the end. Null when a script is too large to be worked out.
 */
export function replay(interaction: Interaction, { events }: Trace): Replay | null {
  const players = new Map<string, Player>();
  for (const { id } of interaction.lifelines) {
    const script = project(interaction, id);
    if (script === null) return null;
    players.set(id, { script, state: 0 });
  }
  let terms: ReadonlySet<Term> = new Set([interaction.root]);
  const played = observedEvents(interaction, events).map((event): ReplayedStep => {
    const [transition = null] = event.lifelines.map((id) => play(players.get(id), event));
    terms = after(interaction, terms, event);
    return { event, transition, inDiagram: terms.size > 0 };
  });
  return {
    steps: played,
    mayEnd: [...terms].some(({ nullable }) => nullable),
    waiting: [...players].flatMap(([lifeline, { script, state }]) => {
      const here = state === null ? undefined : script.states[state];
      return here === undefined || here.final ? [] : [{ lifeline, transitions: here.transitions }];
    }),
  };
}

/** Where a lifeline is in its script; null once it has done what the script does not. */
interface Player {
  readonly script: Script;
  state: number | null;
}

function play(player: Player | undefined, event: ObservedEvent): Transition | null {
  if (player === undefined || player.state === null) return null;
  const here = player.script.states[player.state];
  const taken = here?.transitions.find((transition) => isOf(event, transition)) ?? null;
  const free = taken === null && (here?.free.some((filter) => leavesFree(filter, event.label)) ?? false);
  if (!free) player.state = taken?.next ?? null;
  return taken;
}

function after({ terms }: Interaction, before: ReadonlySet<Term>, event: ObservedEvent): ReadonlySet<Term> {
  const next = new Set<Term>();
  if (!event.lifelines.every((id) => terms.has(id))) return next;
  for (const term of before) {
    for (const { occurrence, next: left, on } of steps(terms, term)) {
      if (isOf(event, occurrence) && on === terms.set(event.lifelines)) next.add(left);
    }
    for (const { filter, next: left, on } of freedoms(terms, term)) {
      if (leavesFree(filter, event.label) && on === terms.set(event.lifelines)) next.add(left);
    }
  }
  return next;
}

/** A message without a text matches any label. */
function isOf({ kind, peer, label }: ObservedEvent, drawn: Transition | Occurrence): boolean {
  return drawn.kind === kind && drawn.peer === peer && (drawn.label === label || drawn.label === '');
}
