import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Fix } from '../diagnostics/fix.ts';
import type { OccurrenceArguments } from '../diagnostics/meaning-catalogue.ts';
import type { Interaction, Occurrence } from '../interaction/interaction.ts';
import type { Diagram } from '../syntax/diagram.ts';
import type { AnalysisOptions } from './analysis.ts';
import { type Channel, unenforcedPairs } from './enforced-order.ts';
import { runLengthMax, runsOf } from './runs.ts';

/**
 * Races: two occurrences on one lifeline that weak sequencing orders in some run, and nothing enforces it. Each pair of
 * places is one diagnostic, at the later one; the number of runs that are looked at and their length are limited, which is then said.
 */
export function reportRaces(
  diagram: Diagram,
  interaction: Interaction,
  { channel = 'fifo', repair = () => [] }: AnalysisOptions,
): readonly Diagnostic[] {
  const { races, runs, cut } = racesOf(interaction, channel);
  const found = races.map((race) => diagnosisOf(race, repair(race)));
  if (runs === null && !cut) return found;
  const args = { runs, occurrences: cut ? runLengthMax : null };
  return [...found, diagnose('races-cut', args, diagram.span)];
}

/** What the search for races found, and how far it went. */
export interface FoundRaces {
  /** In text order of the later place. */
  readonly races: readonly Race[];
  /** How many runs were looked at; null for all of them. */
  readonly runs: number | null;
  /** Only the beginning of some runs was looked at. */
  readonly cut: boolean;
}

/** A pair of places on one lifeline; the first is drawn before the second in some run. */
export interface Race {
  readonly first: Occurrence;
  readonly second: Occurrence;
}

/** Every pair of places that races in some run, once. */
export function racesOf(interaction: Interaction, channel: Channel): FoundRaces {
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
      const key = keyOf({ first, second });
      const known = races.get(key);
      // A pair may race both within an iteration and across two: the first is what the drawing shows.
      if (known === undefined || (isAcross(known) && !isAcross({ first, second })))
        races.set(key, { first, second });
    }
  }
  const found = [...races.values()].toSorted(
    (a, b) => a.second.index - b.second.index || a.first.index - b.first.index,
  );
  return { races: found, runs: complete ? null : runs.length, cut };
}

/** Equal for the same pair of places, in whichever order. */
export function keyOf({ first, second }: Race): string {
  return [placeOf(first), placeOf(second)].toSorted().join(' | ');
}

/** The same text is one place, however often it is unrolled or inlined. */
function placeOf({ kind, lifelines, peer, span }: Occurrence): string {
  return [span.file, span.line, span.column, kind, lifelines, peer].join();
}

/** Is the second drawn above the first, so that only an earlier iteration of a loop can have brought the first before it? */
function isAcross({ first, second }: Race): boolean {
  return second.index <= first.index;
}

/** The race in words, at its later place. */
function diagnosisOf(race: Race, fixes: readonly Fix[]): Diagnostic {
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
  return diagnose('race', args, second.span, [related], fixes);
}

function argumentsOf({ kind, label, peer }: Occurrence): OccurrenceArguments {
  return { kind, label, peer };
}
