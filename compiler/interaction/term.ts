import { Violation } from '../diagnostics/violation.ts';
import { fold, partsOf } from './fold.ts';
import type { Occurrence } from './interaction.ts';
import type { LabelFilter } from './label-filter.ts';

/** A set of lifelines: bit i stands for the interaction's i-th lifeline. */
export type LifelineSet = bigint;

/**
 * The algebra of interactions. Terms are hash-consed: equal terms of one maker are the same object and have the same `id`,
 * so that a term is a state and a table keyed by terms is an automaton built as far as it is needed.
 */
export type Term =
  | Empty
  | Once
  | Sequence
  | Strict
  | Parallel
  | Choice
  | Loop
  | Again
  | Critical
  | Filtered
  | Ordered;

interface Common {
  readonly id: number;
  /** Lifelines that have an occurrence, or free events, somewhere in the term. */
  readonly acts: LifelineSet;
  /** These, and those that are held by one: nothing drawn later on them can simply go first. */
  readonly touches: LifelineSet;
  /** Lifelines that every run of the term needs: nothing drawn later on them can happen before the term has moved. */
  readonly blocks: LifelineSet;
  /** The empty run is a run of the term. */
  readonly nullable: boolean;
  /** The length of its shortest run, in occurrences; infinite when it has none. */
  readonly shortest: number;
  /** A started critical region is somewhere inside. */
  readonly guarded: boolean;
  /** The next iteration of the enclosing loop begins somewhere inside. */
  readonly continues: boolean;
}

/** Nothing is left to do. */
export interface Empty extends Common {
  readonly kind: 'empty';
}
/** One occurrence, once. */
export interface Once extends Common {
  readonly kind: 'once';
  readonly occurrence: Occurrence;
}
/** Weak sequencing: in order on each lifeline. */
export interface Sequence extends Common {
  readonly kind: 'sequence';
  readonly first: Term;
  readonly rest: Term;
}
/** All of `first` on every lifeline, then `rest`. A message is the strict sequence of its send and its receive. */
export interface Strict extends Common {
  readonly kind: 'strict';
  readonly first: Term;
  readonly rest: Term;
}
/** Every interleaving. */
export interface Parallel extends Common {
  readonly kind: 'parallel';
  readonly operands: readonly Term[];
}
/** One of the operands, the same on every lifeline. */
export interface Choice extends Common {
  readonly kind: 'choice';
  readonly operands: readonly Term[];
}
/**
 * `min` to `max` weakly sequenced iterations. In the body, `again` stands where the next iteration begins; a path that
 * does not come to it leaves the loop, whatever its minimum (that is `break`).
 */
export interface Loop extends Common {
  readonly kind: 'loop';
  readonly body: Term;
  readonly min: number;
  readonly max: number;
}
/** Where the next iteration of the enclosing loop begins. */
export interface Again extends Common {
  readonly kind: 'again';
}
/** On a lifeline in `started`, the other operands of an enclosing `parallel` wait until `body` needs that lifeline no more. */
export interface Critical extends Common {
  readonly kind: 'critical';
  readonly body: Term;
  readonly started: LifelineSet;
}
/** While nothing behind it happens there, events that the filter leaves free may happen on each lifeline in `open`. */
export interface Filtered extends Common {
  readonly kind: 'filtered';
  readonly body: Term;
  readonly filter: LabelFilter;
  readonly open: LifelineSet;
}

/**
 * The runs of `body` that keep the orders. An interpretation adds them between what is drawn apart: a general ordering of
 * UML, on one lifeline.
 */
export interface Ordered extends Common {
  readonly kind: 'ordered';
  readonly body: Term;
  readonly orders: readonly LocalOrder[];
}
/** On a lifeline, no `first` happens behind a `second`; both are indices of occurrences. */
export interface LocalOrder {
  readonly on: LifelineSet;
  readonly first: number;
  readonly second: number;
}

/** Makes the terms of one interaction, each once. */
export class Terms {
  readonly empty: Term;
  readonly again: Term;
  readonly #bits: ReadonlyMap<string, LifelineSet>;
  readonly #known = new Map<string, Term>();
  readonly #mentions = new Map<Term, bigint>();
  #next = 0;
  #leaveFree = false;

  /** `lifelines` are the ids, in the order of their bits. */
  constructor(lifelines: readonly string[]) {
    this.#bits = new Map(lifelines.map((id, index) => [id, 1n << BigInt(index)]));
    const nothing = { acts: 0n, touches: 0n, blocks: 0n, shortest: 0, guarded: false };
    this.empty = this.#make('empty', (id) => ({
      id,
      kind: 'empty',
      nullable: true,
      continues: false,
      ...nothing,
    }));
    this.again = this.#make('again', (id) => ({
      id,
      kind: 'again',
      nullable: false,
      continues: true,
      ...nothing,
    }));
  }

  /** How many different terms were made so far. */
  get size(): number {
    return this.#next;
  }

  /** Some term leaves events free; where none does, nobody need look for them. */
  get leaveFree(): boolean {
    return this.#leaveFree;
  }

  has(lifeline: string): boolean {
    return this.#bits.has(lifeline);
  }

  bit(lifeline: string): LifelineSet {
    const bit = this.#bits.get(lifeline);
    if (bit === undefined) throw new Violation(`no lifeline "${lifeline}"`);
    return bit;
  }

  set(lifelines: readonly string[]): LifelineSet {
    return lifelines.reduce((set, lifeline) => set | this.bit(lifeline), 0n);
  }

  once(occurrence: Occurrence): Term {
    const held = occurrence.holds === null ? 0n : this.bit(occurrence.holds);
    const acts = this.set(occurrence.lifelines);
    const touches = acts | held;
    return this.#make(`o${occurrence.index}`, (id) => ({
      id,
      kind: 'once',
      occurrence,
      acts,
      touches,
      blocks: touches,
      nullable: false,
      shortest: 1,
      guarded: false,
      continues: false,
    }));
  }

  /** Weak sequence of all, kept nested to the right. */
  sequence(...terms: readonly Term[]): Term {
    return terms.reduceRight((rest, first) => this.#inOrder('sequence', first, rest), this.empty);
  }

  /** Strict sequence of all, kept nested to the right. */
  strict(...terms: readonly Term[]): Term {
    return terms.reduceRight((rest, first) => this.#inOrder('strict', first, rest), this.empty);
  }

  parallel(...terms: readonly Term[]): Term {
    const operands = terms
      .flatMap((term) => (term.kind === 'parallel' ? term.operands : [term]))
      .filter((term) => term.kind !== 'empty')
      .toSorted((a, b) => a.id - b.id);
    const [only] = operands;
    if (only === undefined) return this.empty;
    if (operands.length === 1) return only;
    return this.#make(`p${ids(operands)}`, (id) => ({
      id,
      kind: 'parallel',
      operands,
      acts: union(operands, 'acts'),
      touches: union(operands, 'touches'),
      blocks: union(operands, 'blocks'),
      nullable: operands.every((term) => term.nullable),
      shortest: operands.reduce((sum, term) => sum + term.shortest, 0),
      guarded: operands.some((term) => term.guarded),
      continues: false,
    }));
  }

  choice(...terms: readonly Term[]): Term {
    const flat = terms.flatMap((term) => (term.kind === 'choice' ? term.operands : [term]));
    const operands = [...new Set(flat)].toSorted((a, b) => a.id - b.id);
    const [only] = operands;
    if (only === undefined) throw new Violation('a choice needs an operand');
    if (operands.length === 1) return only;
    return this.#make(`c${ids(operands)}`, (id) => ({
      id,
      kind: 'choice',
      operands,
      acts: union(operands, 'acts'),
      touches: union(operands, 'touches'),
      blocks: operands.reduce((set, term) => set & term.blocks, only.blocks),
      nullable: operands.some((term) => term.nullable),
      shortest: Math.min(...operands.map((term) => term.shortest)),
      guarded: operands.some((term) => term.guarded),
      continues: operands.some((term) => term.continues),
    }));
  }

  /** `min` to `max` iterations (`max` may be infinite) of a body in which `again` stands for the next one. */
  loop(body: Term, min: number, max: number): Term {
    if (max <= 0 || body.kind === 'again') return this.empty;
    const iteration = this.through(body);
    // Repeating what may happen any number of times adds nothing.
    if (
      iteration !== null &&
      isOnlyFree(iteration) &&
      leastOverExits(body, () => 0) === Number.POSITIVE_INFINITY
    )
      return iteration;
    // An iteration that may be empty makes every smaller number of iterations possible.
    const least = iteration?.nullable === true ? 0 : min;
    // Without a way to the next iteration there is at most one.
    const most = body.continues ? max : 1;
    return this.#make(`l${body.id},${least},${most}`, (id) => ({
      id,
      kind: 'loop',
      body,
      min: least,
      max: most,
      acts: body.acts,
      touches: body.touches,
      blocks: least === 0 ? 0n : body.blocks,
      nullable: least === 0 || body.nullable,
      shortest: least === 0 ? 0 : shortestLoop(body, iteration, least),
      guarded: body.guarded,
      continues: false,
    }));
  }

  critical(body: Term, started: LifelineSet = 0n): Term {
    if (body.kind === 'empty') return body;
    const open = started & body.acts;
    return this.#make(`r${body.id},${open}`, (id) => ({
      id,
      kind: 'critical',
      body,
      started: open,
      acts: body.acts,
      touches: body.touches,
      blocks: body.blocks,
      nullable: body.nullable,
      shortest: body.shortest,
      guarded: open !== 0n || body.guarded,
      continues: false,
    }));
  }

  filtered(body: Term, filter: LabelFilter, open: LifelineSet): Term {
    if (open === 0n) return body;
    this.#leaveFree = true;
    return this.#make(`f${body.id},${open},${filter.key}`, (id) => ({
      id,
      kind: 'filtered',
      body,
      filter,
      open,
      acts: body.acts | open,
      touches: body.touches | open,
      blocks: body.blocks,
      nullable: body.nullable,
      shortest: body.shortest,
      guarded: body.guarded,
      continues: false,
    }));
  }

  /** The runs of the body that keep the orders; those that it can no longer break are left out. */
  ordered(body: Term, orders: readonly LocalOrder[]): Term {
    if (body.kind === 'ordered') return this.ordered(body.body, [...body.orders, ...orders]);
    if (body.continues) throw new Violation('an order cannot hold the next iteration');
    const inside = this.mentions(body);
    const left = new Map(
      orders
        .filter(({ first, second }) => has(inside, first) && has(inside, second))
        .map((order) => [`${order.first}<${order.second}`, order] as const),
    );
    if (left.size === 0) return body;
    const kept = [...left.values()].toSorted((a, b) => a.first - b.first || a.second - b.second);
    return this.#make(`q${body.id},${[...left.keys()].toSorted().join()}`, (id) => ({
      id,
      kind: 'ordered',
      body,
      orders: kept,
      acts: body.acts,
      touches: body.touches,
      blocks: body.blocks,
      nullable: body.nullable,
      shortest: body.shortest,
      guarded: body.guarded,
      continues: false,
    }));
  }

  /** The occurrences in the term, bit i for the one of index i. */
  mentions(root: Term): bigint {
    return fold(root, this.#mentions, partsOf, (term, of) =>
      term.kind === 'once'
        ? 1n << BigInt(term.occurrence.index)
        : partsOf(term).reduce((all, part) => all | of(part), 0n),
    );
  }

  /** One whole iteration: the body along the paths that come to `again`; null when none does. */
  through(body: Term): Term | null {
    return fold<Term | null>(body, new Map(), continuations, (term, of) => {
      if (!term.continues) return null;
      switch (term.kind) {
        case 'again':
          return this.empty;
        case 'sequence': {
          const rest = of(term.rest);
          return rest && this.sequence(term.first, rest);
        }
        case 'strict': {
          const rest = of(term.rest);
          return rest && this.strict(term.first, rest);
        }
        case 'choice': {
          const operands = term.operands.map(of).filter((operand) => operand !== null);
          return operands.length === 0 ? null : this.choice(...operands);
        }
        case 'empty':
        case 'once':
        case 'parallel':
        case 'loop':
        case 'critical':
        case 'filtered':
        case 'ordered':
          throw new Violation(`a ${term.kind} cannot hold the next iteration`);
      }
    });
  }

  /** The body with `next` in the place of `again`. */
  replaceAgain(body: Term, next: Term): Term {
    return fold<Term>(body, new Map(), continuations, (term, of) => {
      if (!term.continues) return term;
      switch (term.kind) {
        case 'again':
          return next;
        case 'sequence':
          return this.sequence(term.first, of(term.rest));
        case 'strict':
          return this.strict(term.first, of(term.rest));
        case 'choice':
          return this.choice(...term.operands.map(of));
        case 'empty':
        case 'once':
        case 'parallel':
        case 'loop':
        case 'critical':
        case 'filtered':
        case 'ordered':
          throw new Violation(`a ${term.kind} cannot hold the next iteration`);
      }
    });
  }

  /** The normal form of a sequence is nested to the right. A spine may be long, so it is walked in a loop. */
  #inOrder(kind: 'sequence' | 'strict', first: Term, rest: Term): Term {
    if (first.kind === 'empty') return rest;
    if (rest.kind === 'empty') return first;
    const statements: Term[] = [];
    let last: Term = first;
    while ((last.kind === 'sequence' || last.kind === 'strict') && last.kind === kind) {
      statements.push(last.first);
      last = last.rest;
    }
    return [...statements, last].reduceRight((after, statement) => {
      if (kind === 'sequence' && isOnlyFree(statement)) {
        const joined = this.#joinFree(statement, after);
        if (joined !== null) return joined;
      }
      return this.#make(`${kind === 'strict' ? 's' : 'w'}${statement.id},${after.id}`, (id) => ({
        kind,
        ...inOrder(id, statement, after),
      }));
    }, rest);
  }

  /** Free events behind free events of the same filter are free events: what a loop leaves behind would pile up else. */
  #joinFree(before: Filtered, after: Term): Term | null {
    const next = after.kind === 'sequence' ? after.first : after;
    if (!isOnlyFree(next) || next.filter.key !== before.filter.key) return null;
    const joined = this.filtered(this.empty, before.filter, before.open | next.open);
    return after.kind === 'sequence' ? this.#inOrder('sequence', joined, after.rest) : joined;
  }

  #make(key: string, build: (id: number) => Term): Term {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const term = build(this.#next++);
    this.#known.set(key, term);
    return term;
  }
}

function has(set: bigint, index: number): boolean {
  return ((set >> BigInt(index)) & 1n) === 1n;
}

/** Nothing is left but the free events. */
function isOnlyFree(term: Term): term is Filtered {
  return term.kind === 'filtered' && term.body.kind === 'empty';
}

function inOrder(id: number, first: Term, rest: Term): Omit<Sequence, 'kind'> {
  return {
    id,
    first,
    rest,
    acts: first.acts | rest.acts,
    touches: first.touches | rest.touches,
    blocks: first.blocks | rest.blocks,
    nullable: first.nullable && rest.nullable,
    shortest: first.shortest + rest.shortest,
    guarded: first.guarded || rest.guarded,
    continues: rest.continues,
  };
}

/** A break may leave the loop sooner than its minimum of whole iterations. */
function shortestLoop(body: Term, iteration: Term | null, min: number): number {
  const whole = iteration === null ? Number.POSITIVE_INFINITY : iteration.shortest * min;
  return Math.min(
    whole,
    leastOverExits(body, (term) => term.shortest),
  );
}

/** The least weight of a way through a loop's body that does not come to the next iteration. */
function leastOverExits(body: Term, weightOf: (term: Term) => number): number {
  return fold<number>(body, new Map(), continuations, (term, of) => {
    if (!term.continues) return weightOf(term);
    if (term.kind === 'sequence' || term.kind === 'strict') return weightOf(term.first) + of(term.rest);
    return term.kind === 'choice' ? Math.min(...term.operands.map(of)) : Number.POSITIVE_INFINITY;
  });
}

/** The parts in which the next iteration begins. */
export function continuations(term: Term): readonly Term[] {
  if (!term.continues) return [];
  if (term.kind === 'sequence' || term.kind === 'strict') return [term.rest];
  return term.kind === 'choice' ? term.operands : [];
}

function ids(terms: readonly Term[]): string {
  return terms.map((term) => term.id).join();
}

function union(terms: readonly Term[], key: 'acts' | 'touches' | 'blocks'): LifelineSet {
  return terms.reduce((set, term) => set | term[key], 0n);
}
