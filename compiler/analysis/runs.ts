import { Violation } from '../diagnostics/violation.ts';
import type { Loop, Term } from '../interaction/term.ts';
import { inOrder } from './in-order.ts';
import type { Branch, Instance, Run } from './instance.ts';

const nothing: ReadonlySet<number> = new Set();

/** Every loop is unrolled at most so often: the second iteration shows what the first can meet. */
const iterationsMax = 2;

const runsMax = 2000;

/** The work that a run is to its judge grows with the square of its length. */
const workMax = 60_000_000;

/** So many occurrences of a run are looked at, sixteen times as many as the longest diagrams that people draw have. */
export const runLengthMax = 4_000;

/** Runs of a term, and whether they are all of it. */
interface Runs {
  readonly runs: readonly Run[];
  /** No run was left out. */
  readonly complete: boolean;
  /** Some runs are longer than what is shown of them. */
  readonly cut: boolean;
}

/**
 * The runs of the term; when they are too many, a sample that is spread evenly over the choices, the same every time. Of
 * a run that is too long only its beginning.
 */
export function runsOf(term: Term): Runs {
  const all = everyRun(term);
  const runs = all ?? someRuns(term);
  return { runs, complete: all !== null, cut: runs.some((run) => run.length === runLengthMax) };
}

/** Counts through the choices like an odometer, the last one fastest; null when the budget does not reach. */
function everyRun(term: Term): readonly Run[] | null {
  const runs: Run[] = [];
  let work = 0;
  let taken: readonly number[] | null = [];
  while (taken !== null) {
    const made: { option: number; options: number }[] = [];
    const follow: readonly number[] = taken;
    const run = resolve(term, (options) => {
      const option = follow[made.length] ?? 0;
      made.push({ option, options });
      return option;
    });
    runs.push(run);
    work += run.length ** 2;
    const turn = made.findLastIndex(({ option, options }) => option + 1 < options);
    taken =
      turn === -1
        ? null
        : made.slice(0, turn + 1).map(({ option }, at) => (at === turn ? option + 1 : option));
    if (taken !== null && (runs.length === runsMax || work > workMax)) return null;
  }
  return runs;
}

function someRuns(term: Term): readonly Run[] {
  const runs: Run[] = [];
  for (let work = 0; runs.length < runsMax && work <= workMax; ) {
    let choices = 0;
    const run = resolve(term, (options) => scatter(runs.length, choices++) % options);
    runs.push(run);
    work += run.length ** 2;
  }
  return runs;
}

/** A number that looks as if it had nothing to do with the two: the finaliser of MurmurHash3 (Appleby, public domain). */
function scatter(run: number, choice: number): number {
  let bits = Math.imul(run + 1, 0x9e3779b1) ^ Math.imul(choice + 1, 0x85ebca77);
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/** One run: `choose` says which of so many options is taken, each time that there is more than one. */
function resolve(root: Term, choose: (options: number) => number): Run {
  const run: Instance[] = [];
  let parallels = 0;
  walk(root, [], null);
  return run;

  /** `again` goes on with the next iteration of the loop that the term is the body of. */
  function walk(from: Term, branches: readonly Branch[], again: (() => void) | null): void {
    let term = from;
    // The spine of a sequence may be long, so it is walked in a loop.
    while (term.kind === 'sequence' || term.kind === 'strict') {
      walk(term.first, branches, null);
      term = term.rest;
    }
    switch (term.kind) {
      case 'empty':
        return;
      case 'once':
        if (run.length < runLengthMax) run.push({ occurrence: term.occurrence, branches, behind: nothing });
        return;
      case 'parallel': {
        const parallel = parallels++;
        for (const [operand, body] of term.operands.entries()) {
          walk(body, [...branches, { parallel, operand }], null);
        }
        return;
      }
      case 'choice': {
        const operand = term.operands[choose(term.operands.length)];
        if (operand === undefined) throw new Violation('an option was chosen that there is not');
        walk(operand, branches, again);
        return;
      }
      case 'loop':
        iterate(term, branches, 0);
        return;
      case 'again':
        if (again === null) throw new Violation('the next iteration of no loop');
        again();
        return;
      case 'critical':
      case 'filtered':
        walk(term.body, branches, null);
        return;
      case 'ordered': {
        const start = run.length;
        walk(term.body, branches, null);
        run.push(...inOrder(run.splice(start), term.orders));
        return;
      }
    }
  }

  function iterate(loop: Loop, branches: readonly Branch[], done: number): void {
    if (done >= Math.min(loop.max, iterationsMax)) return;
    if (done >= loop.min && choose(2) === 1) return;
    walk(loop.body, branches, () => iterate(loop, branches, done + 1));
  }
}
