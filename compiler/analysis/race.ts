import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { OccurrenceArguments } from '../diagnostics/meaning-catalogue.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { unenforcedPairs } from './enforced-order.ts';
import { runLengthMax, runsOf } from './runs.ts';

/**
 * Races: two occurrences on one lifeline that weak sequencing orders in some run, and nothing enforces it. Each pair of
 * places is one diagnostic, at the later one; the number of runs that are looked at and their length are limited, which is then said.
 */
export function reportRaces(
  diagram: Diagram,
  interaction: Interaction,
  { channel = 'fifo' }: AnalysisOptions,
): readonly Diagnostic[] {
  const { runs, complete, cut } = runsOf(interaction.root);
  const races = new Map<string, Race>();
  const seen = new Set<number>();
  for (const run of runs) {
    for (const [before, after] of unenforcedPairs(run, channel)) {
      const [first, second] = [run[before]?.occurrence, run[after]?.occurrence];
      if (first === undefined || second === undefined) continue;
      // Most runs show the same pairs again.
      const pair = first.index * interaction.occurrences.length + second.index;
      if (seen.has(pair)) continue;
      seen.add(pair);
      const key = [placeOf(first), placeOf(second)].toSorted().join(' | ');
      const known = races.get(key);
      // A pair may race both within an iteration and across two: the first is what the drawing shows.
      if (known === undefined || (isAcross(known) && !isAcross({ first, second })))
        races.set(key, { first, second });
    }
  }
  const found = [...races.values()]
    .toSorted((a, b) => a.second.index - b.second.index || a.first.index - b.first.index)
    .map(diagnosisOf);
  if (complete && !cut) return found;
  const args = { runs: complete ? null : runs.length, occurrences: cut ? runLengthMax : null };
  return [...found, diagnose('races-cut', args, diagram.span)];
}

interface Race {
  readonly first: Occurrence;
  readonly second: Occurrence;
}

/** The same text is one place, however often it is unrolled or inlined. */
function placeOf({ kind, lifelines, peer, span }: Occurrence): string {
  return [span.file, span.line, span.column, kind, lifelines, peer].join();
}

/** Is the second drawn above the first, so that only an earlier iteration of a loop can have brought the first before it? */
function isAcross({ first, second }: Race): boolean {
  return second.index <= first.index;
}

function diagnosisOf(race: Race): Diagnostic {
  const { first, second } = race;
  const [lifeline = ''] = second.lifelines;
  const args = {
    lifeline,
    first: argumentsOf(first),
    second: argumentsOf(second),
    acrossIterations: isAcross(race),
  };
  const related = {
    span: first.span,
    message: isAcross(race) ? 'drawn before it, one iteration earlier' : 'drawn before it',
  };
  return diagnose('race', args, second.span, [related]);
}

function argumentsOf({ kind, label, peer }: Occurrence): OccurrenceArguments {
  return { kind, label, peer };
}
