import type { DemandedOrder } from './demanded-order.ts';
import type { ExploredChannel } from './explored-channel.ts';
import type { Faults } from './faults.ts';
import { type Field, type Packed, read } from './layout.ts';
import type { Machine, Move } from './machine.ts';
import { type Fate, type Partner, type Rules, rulesOf } from './rules.ts';
import { type Following, Stepper } from './stepper.ts';

/** One transition of the product: a move of one lifeline, of the sender and then the receiver under `sync`, of several for a ref. */
export type Firing = readonly FiredMove[];

export interface FiredMove {
  /** The lifeline's number in the machine, and its id. */
  readonly lifeline: number;
  readonly id: string;
  readonly move: Move;
  /** What the network does to the message that is sent; null when it is only on its way. */
  readonly fate: Fate;
}

/** Takes the configuration after a transition, which is only lent, and the transition. */
export type Visit = (after: Packed, firing: Firing) => void;

/** All scripts at once, each going by itself, with what is on its way between them. */
export interface Product {
  readonly machine: Machine;
  readonly rules: Rules;
  readonly words: number;
  readonly initial: Packed;
  /** Works out what follows the configuration that stands in the words from `at` on; it is only lent. */
  following(packed: Packed, at: number): Following;
  /**
   * Visits every configuration that can follow. `overflow` is told of each message that its channel is too full for; the
   * transition is then left out.
   */
  successors(packed: Packed, visit: Visit, overflow: (message: number) => void): void;
  /** Every script may end and nothing is on its way. */
  isFinal(packed: Packed): boolean;
  /** Every script may end. */
  haveEnded(packed: Packed): boolean;
  /** The state of each lifeline's script. */
  states(packed: Packed): readonly number[];
  inTransit(packed: Packed): readonly number[];
}

/**
 * The product of the scripts under a channel model; a channel holds at most `capacity` messages. Where the author demands an
 * order, a configuration also knows how far that has come.
 */
export function productOf(
  machine: Machine,
  channel: ExploredChannel,
  capacity: number,
  order: DemandedOrder | null,
  faults: Faults,
): Product {
  const rules = rulesOf(machine, channel, capacity, order !== null, faults);
  const { words, states, channels, contents } = rules;
  const stepper = new Stepper(rules, order === null ? null : afterInOrder);
  const mayCrash = machine.crashed.some((state) => state >= 0);
  // One firing a rule, made once: most are visited millions of times.
  const alone = rules.moves.map((move, rule): Firing => [fired(rules.lifelines[rule] ?? -1, move, rule)]);
  const after = new Uint32Array(words);

  const product: Product = {
    machine,
    rules,
    words,
    initial: new Uint32Array(words),
    following: (packed, at) => stepper.following(packed, at),
    successors(packed, visit, overflow) {
      const { count, next, fired: firedRules, refused } = stepper.following(packed, 0);
      // Whoever visits may look further before the next is visited.
      const all = next.slice(0, count * words);
      const firings = Array.from(firedRules.subarray(0, count), (rule) => firingOf(packed, rule));
      for (const rule of refused) overflow(rules.moves[rule]?.subject ?? -1);
      firings.forEach((firing, index) => {
        after.set(all.subarray(index * words, (index + 1) * words));
        visit(after, firing);
      });
    },
    isFinal: (packed) => product.haveEnded(packed) && nothingIsAwaited(packed),
    haveEnded: (packed) =>
      states.every((field, lifeline) => machine.finals[lifeline]?.[read(packed, field)] === true),
    states: (packed) => states.map((field) => read(packed, field)),
    inTransit: (packed) =>
      channels.flatMap((one, number) => one.inTransit(read(packed, contents[number] as Field) >>> 0)),
  };
  return product;

  /** Nothing is on its way, but for what is on its way to those that crashed. */
  function nothingIsAwaited(packed: Packed): boolean {
    if (contents.every((field) => read(packed, field) === 0)) return true;
    return mayCrash && product.inTransit(packed).every((message) => hasCrashed(packed, message));
  }

  function hasCrashed(packed: Packed, message: number): boolean {
    const to = machine.messages[message]?.to ?? -1;
    const field = states[to];
    return field !== undefined && read(packed, field) === machine.crashed[to];
  }

  function firingOf(packed: Packed, rule: number): Firing {
    const first = alone[rule] as Firing;
    const partners = rules.partners[rule] ?? null;
    return partners === null ? first : [...first, ...partners.map((one) => along(packed, one))];
  }

  function along(packed: Packed, { lifeline, moves }: Partner): FiredMove {
    return fired(lifeline, moves[product.states(packed)[lifeline] ?? -1] as Move, -1);
  }

  function fired(lifeline: number, move: Move, rule: number): FiredMove {
    return { lifeline, id: machine.lifelines[lifeline] ?? '', move, fate: rules.fates[rule] ?? null };
  }

  /** The state of the demanded order after a rule; null when it does not let that happen yet. */
  function afterInOrder(state: number, packed: Packed, at: number, rule: number): number | null {
    return (order as DemandedOrder).after(state, firingOf(packed.subarray(at, at + words), rule));
  }
}
