import { fold } from './fold.ts';
import type { Occurrence } from './interaction.ts';
import type { LabelFilter } from './label-filter.ts';
import { createMemo } from './memo.ts';
import { avoid, without, yieldTo } from './prune.ts';
import {
  type Critical,
  continuations,
  type Filtered,
  type LifelineSet,
  type Loop,
  type Ordered,
  type Parallel,
  type Strict,
  type Term,
  type Terms,
} from './term.ts';

/** A way on: what is left to do after it, and what was decided for it. */
interface Way {
  readonly next: Term;
  /** Where it happens: the occurrence's lifelines, or the one that comes to a ref or has a free event. */
  readonly on: LifelineSet;
  /**
   * No choice was made on the way: no operand taken, no iteration begun, nothing given up. Whatever else can happen can
   * still happen after the step, and every run of the term takes it.
   */
  readonly certain: boolean;
  /** It begins an iteration of a loop. */
  readonly iterates: boolean;
  /** Something drawn in a strict order before the occurrence was given up for it. */
  readonly skips: boolean;
}

/** One occurrence that can happen next. */
export interface Step extends Way {
  readonly kind: 'step';
  readonly occurrence: Occurrence;
}

/** A lifeline can come to the ref `occurrence` and not go past it: `next` still holds the ref. */
export interface Arrival extends Way {
  readonly kind: 'arrival';
  readonly occurrence: Occurrence;
}

/** Events on a lifeline that the diagram leaves free there, by their labels; `next` leaves them free still. */
export interface Freedom extends Way {
  readonly kind: 'freedom';
  readonly filter: LabelFilter;
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
export function arrivals(terms: Terms, term: Term): readonly Arrival[] {
  return look(terms, term).arrivals;
}

/**
 * What may happen next besides, any number of times or never: nobody picks it, and the checker takes for it what fits. It
 * is given up when something behind its fragment happens on its lifeline.
 */
export function freedoms(terms: Terms, term: Term): readonly Freedom[] {
  return look(terms, term).freedoms;
}

interface Look {
  readonly steps: readonly Step[];
  readonly arrivals: readonly Arrival[];
  readonly freedoms: readonly Freedom[];
}

function look(terms: Terms, term: Term): Look {
  return looks(terms, term.id, () => {
    const all = distinct(waysOutside(terms, term, 0n));
    return {
      steps: all.filter((way) => way.kind === 'step'),
      arrivals: all.filter((way) => way.kind === 'arrival'),
      freedoms: all.filter((way) => way.kind === 'freedom'),
    };
  });
}

const looks = createMemo<number, Look>();

type AnyWay = Step | Arrival | Freedom;

/** The ways on in the term on lifelines outside `blocked`. */
function waysOutside(terms: Terms, term: Term, blocked: LifelineSet): AnyWay[] {
  if ((term.touches & ~blocked) === 0n) return [];
  switch (term.kind) {
    case 'empty':
    case 'again':
      return [];
    case 'once': {
      const { occurrence } = term;
      const on = terms.set(occurrence.lifelines);
      const way = { occurrence, certain: true, iterates: false, skips: false };
      const happens: AnyWay[] =
        (on & blocked) === 0n ? [{ ...way, kind: 'step', next: terms.empty, on }] : [];
      if (occurrence.kind !== 'ref') return happens;
      const open = occurrence.lifelines.map((id) => terms.bit(id)).filter((bit) => (bit & blocked) === 0n);
      return [...happens, ...open.map((bit) => ({ ...way, kind: 'arrival' as const, next: term, on: bit }))];
    }
    case 'sequence':
      return waysOfSequence(terms, term, blocked);
    case 'strict':
      return waysOfStrict(terms, term, blocked);
    case 'parallel':
      return waysOfParallel(terms, term, blocked);
    case 'choice':
      return term.operands.flatMap((operand) =>
        waysOutside(terms, operand, blocked).map((step) => ({ ...step, certain: false })),
      );
    case 'loop':
      return waysOfLoop(terms, term, blocked);
    case 'critical':
      return waysOfCritical(terms, term, blocked);
    case 'filtered':
      return waysOfFiltered(terms, term, blocked);
    case 'ordered':
      return waysOfOrdered(terms, term, blocked);
  }
}

/**
 * A later statement may go first on lifelines that all earlier ones can keep off; they then do. The spine of a sequence
 * may be long, so it is walked in a loop, only as far as some lifeline is still open.
 */
function waysOfSequence(terms: Terms, term: Term, blocked: LifelineSet): AnyWay[] {
  const earlier: Term[] = [];
  const found: AnyWay[] = [];
  let closed = blocked;
  let here: Term = term;
  while ((here.touches & ~closed) !== 0n) {
    const statement: Term = here.kind === 'sequence' ? here.first : here;
    const rest = here.kind === 'sequence' ? here.rest : terms.empty;
    for (const step of waysOutside(terms, statement, closed)) {
      const left = earlier.map((before) => avoid(terms, before, step.on));
      if (left.includes(null)) continue;
      const kept = left.filter((before) => before !== null);
      found.push({
        ...step,
        next: terms.sequence(...kept, step.next, rest),
        certain: step.certain && kept.every((before, index) => before === earlier[index]),
      });
    }
    if (here.kind !== 'sequence') break;
    earlier.push(statement);
    closed |= statement.blocks;
    here = rest;
  }
  return found;
}

function waysOfStrict(terms: Terms, term: Strict, blocked: LifelineSet): AnyWay[] {
  const found = waysOutside(terms, term.first, blocked).map((step) => ({
    ...step,
    next: terms.strict(step.next, term.rest),
  }));
  if (!term.first.nullable) return found;
  // What is left of `first` could still happen and is given up.
  const after = waysOutside(terms, term.rest, blocked).map((step) => ({
    ...step,
    certain: false,
    skips: true,
  }));
  return [...found, ...after];
}

function waysOfParallel(terms: Terms, term: Parallel, blocked: LifelineSet): AnyWay[] {
  return term.operands.flatMap((operand, index) => {
    const others = term.operands.filter((_, other) => other !== index);
    return waysOutside(terms, operand, blocked).flatMap((step) => {
      const left = others.map((other) => yieldTo(terms, other, step.on));
      if (left.includes(null)) return [];
      const kept = left.filter((other) => other !== null);
      const certain = step.certain && kept.every((other, at) => other === others[at]);
      return [{ ...step, next: terms.parallel(step.next, ...kept), certain }];
    });
  });
}

/**
 * The step is in some iteration; those before it are whole ones that keep off its lifeline. When they need not do
 * anything at all they are left out: fewer iterations allow no more than more do, since then an iteration may be empty.
 */
function waysOfLoop(terms: Terms, term: Loop, blocked: LifelineSet): AnyWay[] {
  const { body, min, max } = term;
  const iteration = continuesStrictly(body) ? null : terms.through(body);
  return waysOutside(terms, body, blocked).flatMap((step) => {
    const decided = { ...step, certain: false, iterates: true };
    const inIteration = (before: Term, used: number): AnyWay => {
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

function waysOfCritical(terms: Terms, term: Critical, blocked: LifelineSet): AnyWay[] {
  return waysOutside(terms, term.body, blocked).map((step) => ({
    ...step,
    next: terms.critical(step.next, term.started | step.on),
    certain: false,
  }));
}

/** Free events change nothing of what is left, and the fragment stays open when its content is done. */
function waysOfFiltered(terms: Terms, term: Filtered, blocked: LifelineSet): AnyWay[] {
  const { body, filter, open } = term;
  const found: AnyWay[] = waysOutside(terms, body, blocked).map((way) => ({
    ...way,
    next: terms.filtered(way.next, filter, open),
  }));
  const nothingDecided = { certain: false, iterates: false, skips: false };
  for (let bit = 1n, left = open & ~blocked; left !== 0n; bit <<= 1n, left >>= 1n) {
    if ((left & 1n) === 1n) found.push({ ...nothingDecided, kind: 'freedom', filter, next: term, on: bit });
  }
  return found;
}

/** What is to come before an occurrence can no longer happen behind it. */
function waysOfOrdered(terms: Terms, term: Ordered, blocked: LifelineSet): AnyWay[] {
  const { body, orders } = term;
  return waysOutside(terms, body, blocked).flatMap((way) => {
    const missed = orders
      .filter(({ second }) => way.kind === 'step' && second === way.occurrence.index)
      .reduce((set, { first }) => set | (1n << BigInt(first)), 0n);
    const left = without(terms, way.next, missed);
    if (left === null) return [];
    return [{ ...way, next: terms.ordered(left, orders), certain: way.certain && left === way.next }];
  });
}

/** The same with the same rest, found on two ways, is one. */
function distinct(found: readonly AnyWay[]): readonly AnyWay[] {
  return [...new Map(found.map((way) => [`${nameOf(way)},${way.next.id}`, way])).values()];
}

function nameOf(way: AnyWay): string {
  switch (way.kind) {
    case 'step':
      return String(way.occurrence.index);
    case 'arrival':
      return `${way.occurrence.index},${way.on}`;
    case 'freedom':
      return `${way.filter.key},${way.on}`;
  }
}
