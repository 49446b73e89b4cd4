import type { Graph } from './graph.ts';

/** The strongly connected components of a graph: configurations that lead to each other, and what can still come of them. */
export interface Components {
  readonly count: number;
  /** By configuration. What follows a component has a lower number. */
  readonly of: Uint32Array;
  /** 1 where the configurations of a component go round. */
  readonly isCircle: Uint8Array;
  /** 1 where a final configuration can be reached, or something that was not followed. */
  readonly mayEnd: Uint8Array;
  /** By component, like `movers`, the lifelines that something may still happen on; all where not everything was followed. */
  readonly movers: Uint32Array;
}

/** One walk through the graph (Tarjan, "Depth-first search and linear graph algorithms", 1972), without recursion. */
export function componentsOf(graph: Graph): Components {
  const { of, count } = stronglyConnected(graph);
  const { starts, targets, isOpen, isFinal, moverWords } = graph;
  const isCircle = new Uint8Array(count);
  const mayEnd = new Uint8Array(count);
  const movers = new Uint32Array(count * moverWords);
  const join = (component: number, words: Uint32Array, from: number): void => {
    for (let word = 0; word < moverWords; word++) {
      const at = component * moverWords + word;
      movers[at] = (movers[at] as number) | (words[from * moverWords + word] as number);
    }
  };
  for (const number of byComponent(of, count)) {
    const component = of[number] as number;
    if (isOpen[number] === 1 || isFinal[number] === 1) mayEnd[component] = 1;
    if (isOpen[number] === 1) movers.fill(-1 >>> 0, component * moverWords, (component + 1) * moverWords);
    join(component, graph.movers, number);
    for (let at = starts[number] as number; at < (starts[number + 1] as number); at++) {
      const next = of[targets[at] as number] as number;
      if (next === component) isCircle[component] = 1;
      else {
        if (mayEnd[next] === 1) mayEnd[component] = 1;
        join(component, movers, next);
      }
    }
  }
  return { count, of, isCircle, mayEnd, movers };
}

/** The configurations, those of the first component first. */
function byComponent(of: Uint32Array, count: number): Uint32Array {
  const places = new Uint32Array(count + 1);
  for (const component of of) places[component + 1] = (places[component + 1] as number) + 1;
  for (let component = 0; component < count; component++) {
    places[component + 1] = (places[component + 1] as number) + (places[component] as number);
  }
  const order = new Uint32Array(of.length);
  of.forEach((component, number) => {
    const place = places[component] as number;
    order[place] = number;
    places[component] = place + 1;
  });
  return order;
}

const unseen = -1 >>> 0;

/** By number its component; what follows a component has a lower number. All are reached from the first. */
export function stronglyConnected({ count, starts, targets }: Pick<Graph, 'count' | 'starts' | 'targets'>): {
  readonly of: Uint32Array;
  readonly count: number;
} {
  const of = new Uint32Array(count).fill(unseen);
  const index = new Uint32Array(count).fill(unseen);
  const low = new Uint32Array(count);
  const next = starts.slice(0, count);
  /** The way to where the walk is, and those that have been seen and belong to no component yet. */
  const way = new Uint32Array(count);
  const waiting = new Uint32Array(count);
  let depth = 0;
  let waits = 0;
  let seen = 0;
  let components = 0;
  const enter = (number: number): void => {
    index[number] = seen;
    low[number] = seen++;
    way[depth++] = number;
    waiting[waits++] = number;
  };
  // Every configuration was found from the first.
  enter(0);
  while (depth > 0) {
    const number = way[depth - 1] as number;
    const at = next[number] as number;
    if (at < (starts[number + 1] as number)) {
      next[number] = at + 1;
      const target = targets[at] as number;
      if (index[target] === unseen) enter(target);
      else if (of[target] === unseen) low[number] = Math.min(low[number] as number, index[target] as number);
      continue;
    }
    depth -= 1;
    if (depth > 0) {
      const before = way[depth - 1] as number;
      low[before] = Math.min(low[before] as number, low[number] as number);
    }
    if (low[number] !== index[number]) continue;
    let member: number;
    do {
      member = waiting[--waits] as number;
      of[member] = components;
    } while (member !== number);
    components += 1;
  }
  return { of, count: components };
}
