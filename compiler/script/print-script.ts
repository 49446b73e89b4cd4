import { printable } from '../diagnostics/printable.ts';
import type { Occurrence } from '../interaction/interaction.ts';
import { describeFilter, type LabelFilter } from '../interaction/label-filter.ts';
import type { Script, ScriptState, Transition } from './script.ts';

/**
 * A script as people read it: what the lifeline does one after the other, with a numbered state only where it may go on in
 * several ways, where ways meet again, or where it may be done.
 */
export function printScript({ lifeline, states }: Script): string {
  const named = namedStates(states);
  const begun = [...states.keys()].filter((index) => index === 0 || named.has(index));
  const lines = begun.flatMap((index) => block(states, named, index));
  return [`${lifeline}: ${states.length} state${states.length === 1 ? '' : 's'}`, ...lines].join('\n');
}

/** Those where several ways meet or part, and final ones that are not the end. */
function namedStates(states: readonly ScriptState[]): ReadonlySet<number> {
  const incoming = [0, ...states.flatMap(({ transitions }) => transitions.map(({ next }) => next))];
  const met = new Set<number>();
  const meeting = incoming.filter((next) => met.size === met.add(next).size);
  const branching = [...states.keys()].filter((index) => {
    const state = states[index];
    return (
      state !== undefined && (state.transitions.length > 1 || (state.final && state.transitions.length > 0))
    );
  });
  return new Set([...meeting, ...branching]);
}

/** From a named state on, each way down to the next named state or the end. */
function block(states: readonly ScriptState[], named: ReadonlySet<number>, index: number): readonly string[] {
  const state = states[index];
  if (state === undefined) return [];
  const straight = named.size === 0;
  const head = straight ? [] : [`  state ${index}${state.final ? ', may be done' : ''}`];
  const free = state.free.map(describeFree);
  if (state.transitions.length === 0) return [...(straight ? ['  does nothing'] : head), ...free];
  return [
    ...head,
    ...free,
    ...state.transitions.flatMap((transition) =>
      way(states, named, transition, state.transitions.length > 1),
    ),
  ];
}

function way(
  states: readonly ScriptState[],
  named: ReadonlySet<number>,
  first: Transition,
  oneOfSeveral: boolean,
): readonly string[] {
  const lines: string[] = [];
  for (let transition: Transition | undefined = first; transition !== undefined; ) {
    const bullet = lines.length === 0 && oneOfSeveral ? '  - ' : '    ';
    const { next }: Transition = transition;
    const state = states[next];
    const then = named.has(next) ? `  → state ${next}` : state?.transitions.length === 0 ? '  → done' : '';
    lines.push(`${bullet}${describeTransition(transition)}${then}`);
    if (!named.has(next)) lines.push(...(state?.free ?? []).map(describeFree));
    transition = named.has(next) ? undefined : state?.transitions[0];
  }
  return lines;
}

/** `any events labelled "tick"`: what may happen at this point besides. */
function describeFree(filter: LabelFilter): string {
  return printable(`    · any events ${describeFilter(filter)}`);
}

/** `send "Push order" to SellerOrderFeed`, with the lines of the diagram. */
function describeTransition(transition: Transition): string {
  const { kind, peer, label, joint, lost, occurrences } = transition;
  const what = label === '' ? 'any message' : printable(JSON.stringify(label));
  const lines = [...new Set(occurrences.map(placeOf))].join(', ');
  const place = lines === '' ? '' : `  (line ${lines})`;
  switch (kind) {
    case 'send':
      return `send ${what} ${peer === null ? 'to the outside' : `to ${peer}`}${lost ? ', never received' : ''}${place}`;
    case 'receive':
      return `receive ${what} ${peer === null ? 'from the outside' : `from ${peer}`}${place}`;
    case 'action':
      return `do ${what}${place}`;
    case 'ref':
      return `go through ${what} with ${(joint ?? []).join(', ')}${place}`;
  }
}

/** The line, and the column where several statements share a line. */
function placeOf({ span }: Occurrence): string {
  return span.line === 1 && span.column > 1 ? `1:${span.column}` : String(span.line);
}
