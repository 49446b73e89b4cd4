import type { Interaction } from '../interaction/interaction.ts';
import { type TimingConstraint, timingConstraints } from '../interaction/timing.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { furthest, solve } from './difference-constraints.ts';
import { timesOfRun } from './run-times.ts';
import { runsOf } from './runs.ts';

/** How much room everything else leaves to a constraint, in milliseconds. */
export interface Slack {
  readonly said: TimingConstraint;
  /** What the others need at least, over all runs; null where no run that can keep its times has both ends. */
  readonly least: number | null;
  /** What the others allow at most, over all runs; infinite when nothing limits it. */
  readonly most: number | null;
  /** What is left of the limit in the run with the least room; null without a limit. Negative when it cannot be kept. */
  readonly slack: number | null;
}

/**
 * The room of each time that the diagram gives: shortest ways over the bounds of the other ones (Dechter, Meiri, Pearl 1991,
 * the minimal network). Runs are looked at within a budget, so that of a large diagram there may be runs with less room.
 */
export function slackOf(diagram: Diagram, interaction: Interaction): readonly Slack[] {
  const constraints = timingConstraints(interaction);
  if (constraints.length === 0) return [];
  const timesOf = timesOfRun(diagram, constraints);
  const rooms = new Map<TimingConstraint, { readonly least: number; readonly most: number }[]>();
  let work = 0;
  for (const run of runsOf(interaction.root).runs) {
    const { bounds, measured } = timesOf(run);
    work += run.length * bounds.length * (measured.length + 1);
    if (work > workMax) break;
    for (const { said, from, to, ordered } of measured) {
      const others = bounds.filter(({ why }) => why !== said);
      if (!ordered || solve(run.length, others).kind !== 'times') continue;
      const [later, earlier] = [
        furthest(run.length, others, from)[to],
        furthest(run.length, others, to)[from],
      ];
      const room = { least: -(earlier ?? 0) / 1_000, most: (later ?? Number.POSITIVE_INFINITY) / 1_000 };
      rooms.set(said, [...(rooms.get(said) ?? []), room]);
    }
  }
  return constraints.map((said) => {
    const found = rooms.get(said) ?? [];
    if (found.length === 0) return { said, least: null, most: null, slack: null };
    const { atMost } = said.bounds;
    const longest = Math.max(...found.map(({ least }) => least));
    return {
      said,
      least: Math.min(...found.map(({ least }) => least)),
      most: Math.max(...found.map(({ most }) => most)),
      slack: atMost === Number.POSITIVE_INFINITY ? null : atMost - longest,
    };
  });
}

/** Bounds that are looked at, times moments. */
const workMax = 20_000_000;
