import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { componentsOf } from './components.ts';
import type { Configurations } from './configurations.ts';
import { graphOf } from './graph.ts';
import type { ImpliedSearch } from './implied.ts';
import { Matcher } from './matcher.ts';
import type { Product } from './product.ts';

/**
 * What the scripts keep of the diagram (Alur, Etessami, Yannakakis, "Inference of message sequence charts", 2003). `safely`: they
 * do what it has and never get stuck. `weakly`: whatever they bring to an end the diagram has, and they may get stuck on the way.
 */
export type Realizability = 'safely' | 'weakly' | 'not';

/** Whether the scripts keep the diagram; null when that was not decided. `isClean`: nothing gets stuck or goes round for ever. */
export function realizabilityOf(
  interaction: Interaction,
  product: Product,
  found: Configurations,
  implied: ImpliedSearch,
  isClean: boolean,
): Realizability | null {
  if (implied.scenarios.length === 0) {
    if (implied.gaveUp) return null;
    return isClean ? 'safely' : 'weakly';
  }
  const keeps = keepsWholeRuns(interaction, product, found);
  return keeps === null ? null : keeps ? 'weakly' : 'not';
}

/** Whether the diagram has every run that the scripts bring to an end; null when that is too much to look at. */
function keepsWholeRuns(interaction: Interaction, product: Product, found: Configurations): boolean | null {
  const graph = graphOf(product, found, pairsMax);
  if (graph === null || graph.isOpen.includes(1)) return null;
  const { of, mayEnd } = componentsOf(graph);
  const endsFrom = (number: number): boolean => mayEnd[of[number] as number] === 1;
  const matcher = new Matcher(interaction, interaction.root);
  const packed = new Uint32Array(product.words);
  /** Configurations from which the end can be reached, with what the diagram may have become. */
  const pairs: { readonly number: number; readonly terms: number }[] = [];
  const seen = new Set<string>();
  const add = (number: number, terms: number): void => {
    const key = `${number},${terms}`;
    if (seen.has(key)) return;
    seen.add(key);
    pairs.push({ number, terms });
  };
  if (endsFrom(0)) add(0, 0);
  for (let at = 0; at < pairs.length; at++) {
    if (pairs.length > pairsMax) return null;
    const { number, terms } = pairs[at] ?? { number: 0, terms: 0 };
    if (graph.isFinal[number] === 1 && !matcher.mayEnd(terms)) return false;
    found.load(number, packed);
    let strays = false;
    product.successors(
      packed,
      (after, firing) => {
        const next = found.numberOf(after);
        if (strays || !endsFrom(next)) return;
        const following = matcher.after(terms, firing);
        if (following === null) strays = true;
        else add(next, following);
      },
      () => {},
    );
    if (strays) return false;
  }
  return true;
}

const pairsMax = 200_000;
