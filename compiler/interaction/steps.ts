import { fold } from './fold.ts';
import type { Occurrence } from './interaction.ts';
import { createMemo } from './memo.ts';
import { avoid, yieldTo } from './prune.ts';
import {
  type Critical,
  continuations,
  type LifelineSet,
  type Loop,
  type Parallel,
  type Strict,
  type Term,
  type Terms,
} from './term.ts';

/** One thing that can happen next, and what is left to do after it. */
export interface Step {
  readonly occurrence: Occurrence;
  readonly next: Term;
  /** Where it happens: the occurrence's lifelines, or the one that comes to a ref. */
  readonly on: LifelineSet;
  /** The lifeline has come to the ref `occurrence` and not gone past it: `next` still holds the ref. */
  readonly comesToRef: boolean;
  /**
   * No choice was made on the way: no operand taken, no iteration begun, nothing given up. Whatever else can happen can
   * still happen after the step, and every run of the term takes it.
   */
  readonly free: boolean;
  /** It begins an iteration of a loop. */
  readonly iterates: boolean;
  /** Something drawn in a strict order before the occurrence was given up for it. */
  readonly skips: boolean;
}

/**
 * The small-step function that gives a diagram its meaning: everything that can happen next in the term.
 * The simulator picks one of these steps and the checker matches one.
 */
export function steps(terms: Terms, term: Term): readonly Step[] {
  return look(terms, term).steps;
}

/**
 * The ways in which a lifeline can come to a ref: all that is drawn before the ref on the lifeline is done with. What then
 * happens there among the ref's lifelines may be what the ref stands for.
 */
export function arrivals(terms: Terms, term: Term): readonly Step[] {
  return look(terms, term).arrivals;
}

interface Look {
  readonly steps: readonly Step[];
  readonly arrivals: readonly Step[];
}

function look(terms: Terms, term: Term): Look {
  return looks(terms, term.id, () => {
    const all = distinct(stepsOutside(terms, term, 0n));
    return {
      steps: all.filter((step) => !step.comesToRef),
      arrivals: all.filter((step) => step.comesToRef),
    };
  });
}

const looks = createMemo<number, Look>();

/** Steps of the term on lifelines outside `blocked`. */
function stepsOutside(terms: Terms, term: Term, blocked: LifelineSet): Step[] {
  if ((term.touches & ~blocked) === 0n) return [];
  switch (term.kind) {
    case 'empty':
    case 'again':
      return [];
    case 'once': {
      const { occurrence } = term;
      const on = terms.set(occurrence.lifelines);
      const step = {
        occurrence,
        next: terms.empty,
        on,
        comesToRef: false,
        free: true,
        iterates: false,
        skips: false,
      };
      const happens = (on & blocked) === 0n ? [step] : [];
      if (occurrence.kind !== 'ref') return happens;
      const open = occurrence.lifelines.map((id) => terms.bit(id)).filter((bit) => (bit & blocked) === 0n);
      return [...happens, ...open.map((bit) => ({ ...step, next: term, on: bit, comesToRef: true }))];
    }
    case 'sequence':
      return stepsOfSequence(terms, term, blocked);
    case 'strict':
      return stepsOfStrict(terms, term, blocked);
    case 'parallel':
      return stepsOfParallel(terms, term, blocked);
    case 'choice':
      return term.operands.flatMap((operand) =>
        stepsOutside(terms, operand, blocked).map((step) => ({ ...step, free: false })),
      );
    case 'loop':
      return stepsOfLoop(terms, term, blocked);
    case 'critical':
      return stepsOfCritical(terms, term, blocked);
  }
}

/**
 * A later statement may go first on lifelines that all earlier ones can keep off; they then do. The spine of a sequence
 * may be long, so it is walked in a loop, only as far as some lifeline is still open.
 */
function stepsOfSequence(terms: Terms, term: Term, blocked: LifelineSet): Step[] {
  const earlier: Term[] = [];
  const found: Step[] = [];
  let closed = blocked;
  let here: Term = term;
  while ((here.touches & ~closed) !== 0n) {
    const statement: Term = here.kind === 'sequence' ? here.first : here;
    const rest = here.kind === 'sequence' ? here.rest : terms.empty;
    for (const step of stepsOutside(terms, statement, closed)) {
      const left = earlier.map((before) => avoid(terms, before, step.on));
      if (left.includes(null)) continue;
      const kept = left.filter((before) => before !== null);
      found.push({
        ...step,
        next: terms.sequence(...kept, step.next, rest),
        free: step.free && kept.every((before, index) => before === earlier[index]),
      });
    }
    if (here.kind !== 'sequence') break;
    earlier.push(statement);
    closed |= statement.blocks;
    here = rest;
  }
  return found;
}

function stepsOfStrict(terms: Terms, term: Strict, blocked: LifelineSet): Step[] {
  const found = stepsOutside(terms, term.first, blocked).map((step) => ({
    ...step,
    next: terms.strict(step.next, term.rest),
  }));
  if (!term.first.nullable) return found;
  // What is left of `first` could still happen and is given up.
  const after = stepsOutside(terms, term.rest, blocked).map((step) => ({
    ...step,
    free: false,
    skips: true,
  }));
  return [...found, ...after];
}

function stepsOfParallel(terms: Terms, term: Parallel, blocked: LifelineSet): Step[] {
  return term.operands.flatMap((operand, index) => {
    const others = term.operands.filter((_, other) => other !== index);
    return stepsOutside(terms, operand, blocked).flatMap((step) => {
      const left = others.map((other) => yieldTo(terms, other, step.on));
      if (left.includes(null)) return [];
      const kept = left.filter((other) => other !== null);
      const free = step.free && kept.every((other, at) => other === others[at]);
      return [{ ...step, next: terms.parallel(step.next, ...kept), free }];
    });
  });
}

/**
 * The step is in some iteration; those before it are whole ones that keep off its lifeline. When they need not do
 * anything at all they are left out: fewer iterations allow no more than more do, since then an iteration may be empty.
 */
function stepsOfLoop(terms: Terms, term: Loop, blocked: LifelineSet): Step[] {
  const { body, min, max } = term;
  const iteration = continuesStrictly(body) ? null : terms.through(body);
  return stepsOutside(terms, body, blocked).flatMap((step) => {
    const decided = { ...step, free: false, iterates: true };
    const inIteration = (before: Term, used: number): Step => {
      const rest = terms.loop(body, Math.max(0, min - used - 1), max - used - 1);
      return { ...decided, next: terms.sequence(before, terms.replaceAgain(step.next, rest)) };
    };
    const skipped = iteration && avoid(terms, iteration, step.on);
    if (skipped === null || skipped.kind === 'empty') return [inIteration(terms.empty, 0)];
    if (max <= countedIterationsMax) {
      return Array.from({ length: max }, (_, used) =>
        inIteration(terms.sequence(...Array.from({ length: used }, () => skipped)), used),
      );
    }
    // Any number may come before; up to the minimum they count.
    const least = Math.min(Math.max(0, min - 1), countedIterationsMax);
    const repeated = terms.sequence(skipped, terms.again);
    const counted = Array.from({ length: least }, (_, used) =>
      inIteration(terms.sequence(...Array.from({ length: used }, () => skipped)), used),
    );
    return [...counted, inIteration(terms.loop(repeated, least, max), least)];
  });
}

/**
 * A lifeline that runs ahead of the others in a loop has one step for each number of iterations that it may have skipped.
 * Above this bound the skipped ones are no longer counted: such a loop may then repeat more often than it says.
 */
const countedIterationsMax = 256;

function continuesStrictly(body: Term): boolean {
  return fold<boolean>(
    body,
    new Map(),
    continuations,
    (term, of) => term.continues && (term.kind === 'strict' || continuations(term).some(of)),
  );
}

function stepsOfCritical(terms: Terms, term: Critical, blocked: LifelineSet): Step[] {
  return stepsOutside(terms, term.body, blocked).map((step) => ({
    ...step,
    next: terms.critical(step.next, term.started | step.on),
    free: false,
  }));
}

/** The same occurrence with the same rest, found on two ways, is one step. */
function distinct(found: readonly Step[]): readonly Step[] {
  const byKey = new Map(
    found.map((step) => [`${step.occurrence.index},${step.comesToRef ? step.on : ''},${step.next.id}`, step]),
  );
  return [...byKey.values()];
}
