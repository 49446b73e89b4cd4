import { BreadthFirst, firingsAlong } from './breadth-first.ts';
import type { Components } from './components.ts';
import type { Configurations } from './configurations.ts';
import type { ExploredChannel } from './explored-channel.ts';
import type { Found } from './found.ts';
import type { Graph } from './graph.ts';
import type { MessageType, Move } from './machine.ts';
import type { Firing, Product } from './product.ts';

/**
 * A lifeline waits, what comes next is another message than it waits for, and it never moves again (Brand, Zafiropulo, "On
 * communicating finite-state machines", 1983; the message is at the head of a queue that the lifeline waits at, as in Cécé,
 * Finkel, "Verification of programs with half-duplex communication", 2005).
 */
export interface UnspecifiedReception {
  /** The shortest way there. */
  readonly run: readonly Firing[];
  readonly lifeline: string;
  /** What has come. */
  readonly message: MessageType;
  /** What the lifeline could do instead if it were let. */
  readonly waitsFor: readonly Move[];
}

/** One for each lifeline and message that is in its way, the nearest first. */
export function findUnspecifiedReceptions(
  product: Product,
  found: Configurations,
  channel: ExploredChannel,
  graph: Graph,
  { of, mayEnd, movers }: Components,
  most: number,
): Found<UnspecifiedReception> {
  const { machine } = product;
  const { moverWords } = graph;
  const packed = new Uint32Array(product.words);
  const told = new Set<string>();
  const examples: UnspecifiedReception[] = [];
  const nearest = new BreadthFirst(graph);
  for (const number of nearest.order) {
    const component = of[number] as number;
    // Where the end can be reached, everybody who waits moves again.
    if (mayEnd[component] === 1) continue;
    found.load(number, packed);
    const transit = product.inTransit(packed);
    if (transit.length === 0) continue;
    product.states(packed).forEach((state, lifeline) => {
      const mask = movers[component * moverWords + (lifeline >>> 5)] as number;
      if ((mask & (1 << (lifeline & 31))) !== 0 || machine.finals[lifeline]?.[state] === true) return;
      const waitsFor = machine.moves[lifeline]?.[state] ?? [];
      for (const message of inTheWay(lifeline, waitsFor, transit)) {
        const key = `${lifeline},${message}`;
        if (told.has(key)) continue;
        told.add(key);
        if (examples.length === most) continue;
        const run = firingsAlong(product, found, nearest.wayTo(number));
        examples.push({
          run,
          lifeline: machine.lifelines[lifeline] ?? '',
          message: machine.messages[message] as MessageType,
          waitsFor,
        });
      }
    });
  }
  return { count: told.size, examples };

  /** Of what is on its way to a lifeline that waits for ever, what it would have to take first. */
  function inTheWay(
    lifeline: number,
    waitsFor: readonly Move[],
    transit: readonly number[],
  ): readonly number[] {
    const coming = transit.filter((message) => machine.messages[message]?.to === lifeline);
    const senderOf = (message: number): number => machine.messages[message]?.from ?? -1;
    const awaited = waitsFor.flatMap(({ kind, subject }) => (kind === 'receive' ? [subject] : []));
    if (channel === 'mailbox') return coming.slice(0, 1).filter((message) => !awaited.includes(message));
    // Under causal order, what is awaited may have come and be held up by what somebody else sent before it.
    const isHeldUp = awaited.some((message) => coming.includes(message));
    const heads = channel === 'bag' ? coming : firstOfEach(coming, senderOf);
    return heads.filter(
      (message) =>
        !awaited.includes(message) &&
        (isHeldUp || awaited.some((other) => senderOf(other) === senderOf(message))),
    );
  }
}

function firstOfEach(messages: readonly number[], senderOf: (message: number) => number): readonly number[] {
  return [...Map.groupBy(messages, senderOf).values()].flatMap((ofSender) => ofSender.slice(0, 1));
}
