import { BreadthFirst, firingsAlong } from './breadth-first.ts';
import type { Components } from './components.ts';
import type { Configurations } from './configurations.ts';
import type { Found } from './found.ts';
import type { Graph } from './graph.ts';
import type { Firing, Product } from './product.ts';

/** Runs that go round for ever: from no configuration of the circle can the end be reached. */
export interface Livelock {
  /** The shortest way to such a circle, and then once around from there, as short as can be. */
  readonly run: readonly Firing[];
  /** How many of the transitions come before the circle. */
  readonly circleFrom: number;
}

/** One livelock of each component that goes round and leads to no end, the one that is come to first, nearest first. */
export function findLivelocks(
  product: Product,
  found: Configurations,
  graph: Graph,
  { count, of, isCircle, mayEnd }: Components,
  most: number,
): Found<Livelock> {
  const isEndless = (component: number): boolean => isCircle[component] === 1 && mayEnd[component] === 0;
  let endless = 0;
  for (let component = 0; component < count; component++) if (isEndless(component)) endless += 1;
  if (endless === 0) return { count: 0, examples: [] };
  const nearest = new BreadthFirst(graph);
  const told = new Set<number>();
  const examples: Livelock[] = [];
  for (const number of nearest.order) {
    const component = of[number] as number;
    if (!isEndless(component) || told.has(component)) continue;
    told.add(component);
    const way = nearest.wayTo(number);
    const circle = around(graph, number, (other) => of[other] === component);
    examples.push({ run: firingsAlong(product, found, [...way, ...circle]), circleFrom: way.length - 1 });
    if (examples.length === most) break;
  }
  return { count: endless, examples };
}

/** The shortest way from a configuration back to it, inside its component; without the one that it begins with. */
function around(graph: Graph, from: number, isInside: (number: number) => boolean): readonly number[] {
  const { starts, targets } = graph;
  const inside = new BreadthFirst(graph, from, isInside);
  for (const last of inside.order) {
    const following = targets.subarray(starts[last], starts[last + 1]);
    if (following.includes(from)) return [...inside.wayTo(last).slice(1), from];
  }
  return [];
}
