import fc from 'fast-check';
import { expect, test } from 'vitest';
import { componentsOf } from '../../../runtime/explore/components.ts';
import type { Graph } from '../../../runtime/explore/graph.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';

test('who leads to each other, who may end and who may move is what following every arrow gives', () => {
  const numRuns = randomCases(5_000);
  const tally = new Tally();
  fc.assert(
    fc.property(graphs, (sketch) => {
      const reach = closure(sketch);
      const { of, isCircle, mayEnd, movers } = componentsOf(graphOf(sketch));
      for (const [from, reached] of reach.entries()) {
        const component = of[from] ?? -1;
        for (const to of reach.keys()) {
          const together = from === to || (reached.has(to) && (reach[to]?.has(from) ?? false));
          expect(of[to] === component).toBe(together);
          expect(reached.has(to) && (of[to] ?? -1) > component).toBe(false);
        }
        const all = [from, ...reached].map((number) => sketch[number]);
        expect(isCircle[component]).toBe(reached.has(from) ? 1 : 0);
        expect(mayEnd[component]).toBe(all.some((one) => one?.isFinal || one?.isOpen) ? 1 : 0);
        const bits = all.reduce((sum, one) => sum | (one?.isOpen ? -1 : (one?.movers ?? 0)), 0);
        expect(movers[component]).toBe(bits >>> 0);
        if (reached.has(from)) tally.count('circle');
        if (mayEnd[component] === 0) tally.count('without end');
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns, 'circle', 'without end');
});

interface Node {
  readonly next: readonly number[];
  readonly isFinal: boolean;
  readonly isOpen: boolean;
  readonly movers: number;
}

/** Every node but the first is led to by one with a lower number, as in an exploration. */
const graphs: fc.Arbitrary<readonly Node[]> = fc
  .array(
    fc.record({
      parent: fc.nat(99),
      next: fc.array(fc.nat(99), { maxLength: 3 }),
      kind: fc.constantFrom('final', 'open', 'inner', 'inner', 'inner', 'inner', 'inner', 'inner'),
      movers: fc.nat(15),
    }),
    { minLength: 1, maxLength: 12 },
  )
  .map((nodes) =>
    nodes.map(({ next, kind, movers }, number) => ({
      next: [
        ...next.map((one) => one % nodes.length),
        ...nodes.flatMap(({ parent }, child) => (child > 0 && parent % child === number ? [child] : [])),
      ],
      isFinal: kind === 'final',
      isOpen: kind === 'open',
      movers,
    })),
  );

function graphOf(nodes: readonly Node[]): Graph {
  const starts = new Uint32Array(nodes.length + 1);
  nodes.forEach(({ next }, number) => {
    starts[number + 1] = (starts[number] ?? 0) + next.length;
  });
  return {
    count: nodes.length,
    starts,
    targets: new Uint32Array(nodes.flatMap(({ next }) => next)),
    isOpen: new Uint8Array(nodes.map(({ isOpen }) => Number(isOpen))),
    isFinal: new Uint8Array(nodes.map(({ isFinal }) => Number(isFinal))),
    movers: new Uint32Array(nodes.map(({ movers }) => movers)),
    moverWords: 1,
  };
}

/** By node, those that one or more arrows lead to. */
function closure(nodes: readonly Node[]): readonly ReadonlySet<number>[] {
  return nodes.map(({ next }) => {
    const reached = new Set<number>();
    const open = [...next];
    for (let here = open.pop(); here !== undefined; here = open.pop()) {
      if (reached.has(here)) continue;
      reached.add(here);
      open.push(...(nodes[here]?.next ?? []));
    }
    return reached;
  });
}
