import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { project } from '../../compiler/script/project.ts';
import { demandedOrder } from './demanded-order.ts';
import type { ExploredChannel } from './explored-channel.ts';
import { type Faults, noFaults } from './faults.ts';
import type { Found } from './found.ts';
import { findImplied, type ImpliedSearch } from './implied.ts';
import { type ExploredInvariant, exploreInvariants } from './invariants.ts';
import type { Packed } from './layout.ts';
import type { Livelock } from './livelocks.ts';
import { lookBack } from './look-back.ts';
import { type MessageType, type Move, machineOf } from './machine.ts';
import { type Firing, type Product, productOf } from './product.ts';
import { type Realizability, realizabilityOf } from './realizability.ts';
import { shortestWays } from './shortest-ways.ts';
import { Stubborn } from './stubborn.ts';
import type { UnspecifiedReception } from './unspecified-receptions.ts';
import { type Limit, type Walk, type WalkLimits, walk } from './walk.ts';
import { finish, type Work } from './work.ts';

export interface ExploreOptions {
  /** `fifo` when absent. */
  readonly channel?: ExploredChannel;
  /** A channel that would hold more messages is reported as unbounded and not followed; 8 when absent. */
  readonly queue?: number;
  /** The same diagram with asynchronous arrows, when those of the interaction hold their senders. */
  readonly async?: Interaction;
  /** What may go wrong besides; nothing when absent. */
  readonly faults?: Faults;
  /** After so many configurations, or 25 times as many transitions, the exploration gives up; 2,000,000 when absent. */
  readonly configurationsMax?: number;
  /**
   * Follow only as much as is needed to find all deadlocks, orphans and channels that fill up; executions are not counted then.
   * Where an order is demanded from outside, everything is followed all the same.
   */
  readonly reduce?: boolean;
  /** The memory that the configurations may take; 1 GiB when absent. */
  readonly bytesMax?: number;
  /** Asked now and then whether to end at once, with what is known so far; never when absent. */
  readonly isStopped?: () => boolean;
}

/** What the scripts do together when each goes by itself. */
export interface Exploration {
  readonly configurations: number;
  readonly transitions: number;
  /** How many distinct sequences of occurrences come to an end; null when they are infinitely many, not all were followed, or faults may happen. */
  readonly executions: bigint | null;
  /** Everything was followed, and there are only finitely many executions. */
  readonly complete: boolean;
  /** A limit was reached before everything was followed. */
  readonly gaveUp: boolean;
  /** What can as well happen later was left out. */
  readonly reduced: boolean;
  /** Which limit that was; null for none. */
  readonly limit: Limit | null;
  /** The most that the configurations took of the memory. */
  readonly bytesMost: number;
  /** Configurations in which nothing can happen and some script is not at an end; the shortest ways first. */
  readonly deadlocks: Stuck;
  /** Configurations in which every script has ended, nothing can happen, and messages are on their way. */
  readonly orphans: Stuck;
  /** Lifelines that wait for ever because another message has come than they wait for. */
  readonly unspecified: Found<UnspecifiedReception>;
  /** What goes round for ever without a way to the end. */
  readonly livelocks: Found<Livelock>;
  /** Whether the last two were looked for among everything that was followed; else it was too much. */
  readonly lookedBack: boolean;
  readonly implied: ImpliedSearch;
  /** Null when it was not decided, or faults may happen. */
  readonly realizable: Realizability | null;
  /** What every run is to keep, and whether it does. */
  readonly invariants: readonly ExploredInvariant[];
  /** Messages that some channel was too full for. */
  readonly unbounded: readonly MessageType[];
}

/** Where runs get stuck: how many configurations, and the ways to the first of them. */
export type Stuck = Found<StuckRun>;

export interface StuckRun {
  readonly run: readonly Firing[];
  /** What each lifeline that is not at an end could do if it were let. */
  readonly waiting: readonly { readonly lifeline: string; readonly moves: readonly Move[] }[];
  /** The messages that are on their way. */
  readonly inTransit: readonly MessageType[];
}

const transitionsPerConfiguration = 25;

/** They take 80 MB. */
const transitionsLookedBackMax = 20_000_000;

/** Of more than so many stuck configurations only the number is told. */
const examplesMax = 10;

/** Follows everything that the scripts can do together. Null when a script has more states than can be worked out. */
export function explore(interaction: Interaction, options: ExploreOptions = {}): Exploration | null {
  return finish(exploring(interaction, options));
}

/** The same in pieces, for those who have other things to do meanwhile, or may lose patience. */
export function* exploring(interaction: Interaction, options: ExploreOptions = {}): Work<Exploration | null> {
  const prepared = prepare(interaction, options);
  if (prepared === null) return null;
  const walked = yield* walk(prepared.product, prepared.limits, prepared.reduction);
  return yield* conclude(prepared, walked);
}

/** What an exploration walks through, and within which limits. */
export interface Prepared {
  readonly interaction: Interaction;
  readonly product: Product;
  readonly channel: ExploredChannel;
  readonly queue: number;
  readonly faults: Faults;
  readonly limits: WalkLimits;
  /** Null when everything is to be followed. */
  readonly reduction: Stubborn | null;
}

/** Null when a script has more states than can be worked out. */
export function prepare(interaction: Interaction, options: ExploreOptions): Prepared | null {
  const { channel = 'fifo', queue = 8, faults = noFaults, configurationsMax = 2_000_000 } = options;
  const { bytesMax = 2 ** 30, isStopped = () => false } = options;
  const { lifelines } = interaction;
  const scripts = lifelines.flatMap(({ id }) => project(interaction, id) ?? []);
  if (scripts.length < lifelines.length) return null;
  const order = demandedOrder(interaction, options.async ?? interaction);
  const product = productOf(machineOf(scripts, faults.crashing), channel, queue, order, faults);
  const transitionsMax = transitionsPerConfiguration * configurationsMax;
  const limits = { configurationsMax, transitionsMax, bytesMax, isStopped };
  const isReduced = options.reduce === true && order === null;
  const reduction = isReduced ? new Stubborn(product, channel, queue, faults.duplicating ? 2 : 1) : null;
  return { interaction, product, channel, queue, faults, limits, reduction };
}

/** What is to be said of the configurations that were walked through. */
export function* conclude(prepared: Prepared, walked: Walk): Work<Exploration> {
  const { interaction, product, channel, faults, reduction } = prepared;
  const { configurationsMax, isStopped } = prepared.limits;
  const { found, transitions, executions, deadlocks, orphans, unbounded, limit, bytesMost } = walked;
  const isFaulty = faults.lossy || faults.duplicating || faults.crashing.length > 0;
  const pairsMax = Math.min(configurationsMax, impliedMax(interaction.lifelines.length));
  const typeOf = (message: number): MessageType => product.machine.messages[message] as MessageType;
  const stuck = (count: number, ending: 'deadlock' | 'orphan'): Stuck => ({
    count,
    examples:
      count === 0
        ? []
        : shortestWays(product, found, ending, examplesMax).map(({ run, packed }) => ({
            run,
            waiting: waiting(product, packed),
            inTransit: product.inTransit(packed).map(typeOf),
          })),
  });
  // Of what was left out nobody can tell what comes of it.
  const lookedBackMax = limit === 'stopped' || reduction !== null ? 0 : transitionsLookedBackMax;
  const { unspecified, livelocks, isWhole } = lookBack(
    product,
    found,
    channel,
    deadlocks > 0,
    lookedBackMax,
    examplesMax,
  );
  // What goes wrong under faults is not what the scripts do although the diagram does not have it.
  const implied = isFaulty
    ? { scenarios: [], gaveUp: false }
    : yield* findImplied(interaction, product, pairsMax, isStopped);
  const isWholeSystem = !isFaulty && limit === null && reduction === null && unbounded.size === 0 && isWhole;
  const isClean = deadlocks + orphans + livelocks.count === 0;
  return {
    configurations: found.count,
    transitions,
    executions: isFaulty ? null : executions,
    complete: executions !== null,
    gaveUp: limit !== null,
    reduced: reduction !== null,
    limit,
    bytesMost,
    deadlocks: stuck(deadlocks, 'deadlock'),
    orphans: stuck(orphans, 'orphan'),
    unspecified,
    livelocks,
    lookedBack: isWhole,
    implied,
    realizable: isWholeSystem ? realizabilityOf(interaction, product, found, implied, isClean) : null,
    invariants: yield* exploreInvariants(interaction, product, configurationsMax, isStopped),
    unbounded: [...unbounded].map(typeOf),
  };
}

/** The terms of wide diagrams are large, and each has as many steps as the diagram is wide. */
function impliedMax(lifelines: number): number {
  return Math.max(100, Math.min(200_000, Math.floor(20_000_000 / lifelines ** 2)));
}

function waiting(product: Product, packed: Packed): StuckRun['waiting'] {
  const { finals, moves, lifelines } = product.machine;
  return product
    .states(packed)
    .flatMap((state, lifeline) =>
      finals[lifeline]?.[state] === true
        ? []
        : [{ lifeline: lifelines[lifeline] ?? '', moves: moves[lifeline]?.[state] ?? [] }],
    );
}
