import type { ScriptState, Transition } from './script.ts';

/**
 * The smallest automaton with the same words: states are split into classes until all of a class agree on being final,
 * on what is free, and on the class that each transition leads to (Moore 1956), then numbered breadth first.
 */
export function minimise(states: readonly ScriptState[]): readonly ScriptState[] {
  const kinds = new Map<string, number>();
  let classes: readonly number[] = states.map(({ final, free }) => {
    const kind = `${final}|${free.map(({ key }) => key).join('|')}`;
    kinds.set(kind, kinds.get(kind) ?? kinds.size);
    return kinds.get(kind) ?? 0;
  });
  let count = kinds.size;
  for (;;) {
    const numbers = new Map<string, number>();
    const split = states.map(({ transitions }, index) => {
      const leads = transitions.map((transition) => `${actionOf(transition)}>${classes[transition.next]}`);
      const key = `${classes[index]}|${leads.join('|')}`;
      const number = numbers.get(key) ?? numbers.size;
      numbers.set(key, number);
      return number;
    });
    if (numbers.size === count) return breadthFirst(states, split);
    classes = split;
    count = numbers.size;
  }
}

/** Transitions come sorted, so equal actions stand at equal positions. */
function actionOf({ kind, peer, label, joint, lost }: Transition): string {
  return JSON.stringify([kind, peer, label, joint, lost]);
}

function breadthFirst(states: readonly ScriptState[], classes: readonly number[]): readonly ScriptState[] {
  const members = Map.groupBy(states.keys(), (index) => classes[index] ?? 0);
  const order: number[] = [classes[0] ?? 0];
  const position = new Map(order.map((number, at) => [number, at]));
  const merged: ScriptState[] = [];
  for (const number of order) {
    const [representative = 0, ...others] = members.get(number) ?? [];
    const state = states[representative] ?? { final: false, free: [], transitions: [] };
    const transitions = state.transitions.map((transition, at) => {
      const next = classes[transition.next] ?? 0;
      if (!position.has(next)) position.set(next, order.push(next) - 1);
      const occurrences = others.flatMap((other) => states[other]?.transitions[at]?.occurrences ?? []);
      const all = [...new Set([...transition.occurrences, ...occurrences])].toSorted(
        (a, b) => a.index - b.index,
      );
      return { ...transition, next: position.get(next) ?? 0, occurrences: all };
    });
    merged.push({ ...state, transitions });
  }
  return merged;
}
