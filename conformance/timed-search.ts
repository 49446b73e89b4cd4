import { type SearchOutcome, type SearchProblem, search } from './search.ts';
import { isBroken, type Measure, type Stopwatch, timeRun, type Unchecked } from './timing.ts';

/** What a search found that looks at time, too. */
export interface TimedOutcome extends Omit<SearchOutcome, 'answer'> {
  /**
   * As that of the search; `late`: runs agree, and in each of them something takes more or less time than the diagram
   * allows; `late-budget`: one does, and the search for another gave up.
   */
  readonly answer: SearchOutcome['answer'] | 'late' | 'late-budget';
  /** When late: what was broken in a run that agrees otherwise. */
  readonly broken: readonly Measure[];
  /** When found: what could not be judged in the run. */
  readonly unchecked: readonly Unchecked[];
}

/**
 * Looks for a run that agrees with every observer and keeps all times. Time is looked at only when the first run that
 * agrees breaks some: it makes more states different.
 */
export function timedSearch(
  problem: Omit<SearchProblem, 'stopwatch'>,
  stopwatch: Stopwatch | null,
): TimedOutcome {
  const untimed = search({ ...problem, stopwatch: null });
  if (stopwatch === null || untimed.answer !== 'found') return { ...untimed, broken: [], unchecked: [] };
  const { measures, unchecked } = timeRun(stopwatch, untimed.run);
  const broken = measures.filter(isBroken);
  if (broken.length === 0) return { ...untimed, broken, unchecked };
  const timed = search({ ...problem, stopwatch });
  switch (timed.answer) {
    case 'found':
      return { ...timed, broken: [], unchecked: timeRun(stopwatch, timed.run).unchecked };
    case 'none':
      return { ...untimed, answer: 'late', broken, unchecked };
    case 'budget':
      return { ...untimed, answer: 'late-budget', broken, unchecked };
  }
}
