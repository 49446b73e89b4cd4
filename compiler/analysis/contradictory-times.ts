import { type Diagnostic, diagnose, type Related } from '../diagnostics/diagnostic.ts';
import type { Interaction } from '../interaction/interaction.ts';
import { describeTimeBounds } from '../interaction/time-bounds.ts';
import { timingConstraints } from '../interaction/timing.ts';
import type { Diagram } from '../syntax/diagram.ts';
import { describeDuration } from '../text/duration.ts';
import type { Span } from '../text/span.ts';
import { solve } from './difference-constraints.ts';
import type { Run } from './instance.ts';
import { type Said, type TimeDifference, timesOfRun } from './run-times.ts';
import { runsOf } from './runs.ts';

/**
 * Times that cannot all be kept, by anchors, timeouts and delays: in no run, which is an error, or not in all of them. Each is told at
 * the last of the constraints that contradict each other, with the others and the branches in which they meet.
 */
export function reportContradictoryTimes(diagram: Diagram, interaction: Interaction): readonly Diagnostic[] {
  const constraints = timingConstraints(interaction);
  if (constraints.length === 0) return [];
  const { runs, complete } = runsOf(interaction.root);
  const timesOf = timesOfRun(diagram, constraints);
  const found = new Map<string, { readonly one: Contradiction; runs: number }>();
  let [failing, work, all] = [0, 0, complete];
  for (const run of runs) {
    const bounds = timesOf(run).bounds;
    work += run.length * bounds.length;
    if (work > workMax) {
      all = false;
      break;
    }
    const contradictions = contradictionsIn(run, bounds);
    if (contradictions.length > 0) failing++;
    for (const one of contradictions) {
      const key = [one.said, ...one.others].map(({ span }) => `${span.line},${span.column}`).join(' ');
      const known = found.get(key);
      if (known === undefined) found.set(key, { one, runs: 1 });
      else known.runs++;
    }
  }
  const isHopeless = all && failing === runs.length;
  const common = [...found.values()].filter((each) => each.runs === runs.length);
  return [...found.values()].map((each) => {
    const { said, others, rest, where } = each.one;
    const args = { said: said.words, isLeast: said.isLeast, rest: describeDuration(rest) };
    const related: Related[] = others.map(({ span, words }) => ({ span, message: words }));
    // Each run may fail by another.
    if (isHopeless && (common.length === 0 || common.includes(each)))
      return diagnose('times-contradictory', args, said.span, related);
    const places = where.map((span): Related => ({ span, message: 'when this happens' }));
    return diagnose('times-contradictory-at-times', args, said.span, [...related, ...places]);
  });
}

/** Bounds that are looked at, times moments: a second. */
const workMax = 20_000_000;

/** So many contradictions of one run are told. */
const contradictionsMax = 5;

interface Contradiction {
  readonly said: Statement;
  readonly others: readonly Statement[];
  /** What the others together leave, in milliseconds. */
  readonly rest: number;
  /** What happens in the run at the ends of what contradicts. */
  readonly where: readonly Span[];
}

/** A bound as the author said it. */
interface Statement {
  readonly span: Span;
  readonly words: string;
  readonly isLeast: boolean;
}

/** One after the other, each without what the ones before were told of. */
function contradictionsIn(run: Run, bounds: readonly TimeDifference[]): readonly Contradiction[] {
  const found: Contradiction[] = [];
  let left = bounds;
  while (found.length < contradictionsMax) {
    const solved = solve(run.length, left, workMax);
    if (solved.kind !== 'cycle') return found;
    const told = solved.cycle
      .filter(({ why }) => why !== null)
      .toSorted((a, b) => compare(spanOf(a.why as Said), spanOf(b.why as Said)));
    const last = told.at(-1);
    if (last === undefined) return found;
    const others = told.slice(0, -1);
    const rest = others.reduce((sum, { most }) => sum + most, 0) / 1_000;
    const where = [...new Set(told.flatMap(({ from, to }) => [from, to]))]
      .toSorted((a, b) => a - b)
      .flatMap((at) => run[at]?.occurrence.span ?? []);
    found.push({
      said: statementOf(last),
      others: distinct(others.map(statementOf)),
      rest: Math.abs(rest),
      where,
    });
    left = left.filter(({ why }) => why === null || why !== last.why);
  }
  return found;
}

function statementOf({ why, most }: TimeDifference): Statement {
  const said = why as Said;
  const isLeast = most < 0;
  if (said.kind === 'delay')
    return { span: said.delay.span, words: `at least ${describeDuration(-most / 1_000)}`, isLeast };
  return { span: said.span, words: describeTimeBounds(said.bounds), isLeast };
}

function distinct(statements: readonly Statement[]): readonly Statement[] {
  return [...new Map(statements.map((one) => [`${one.span.line},${one.span.column}`, one])).values()];
}

function spanOf(said: Said): Span {
  return said.kind === 'delay' ? said.delay.span : said.span;
}

function compare(a: Span, b: Span): number {
  return a.line - b.line || a.column - b.column;
}
