import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '../../../compiler/compile.ts';
import type { Interaction } from '../../../compiler/interaction/interaction.ts';
import { printScript } from '../../../compiler/script/print-script.ts';
import { project } from '../../../compiler/script/project.ts';
import type { Script, ScriptState, Transition } from '../../../compiler/script/script.ts';
import { simulate } from '../../../runtime/simulate.ts';
import { interactionOf } from '../../conformance/compiled.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';

describe('a script is printed', () => {
  test('as a list when it does one thing after the other', () => {
    expect(printed('A -> B : x\nB -> B : think\nB --> A : y', 'B')).toEqual([
      'B: 4 states',
      '    receive "x" from A  (line 2)',
      '    do "think"  (line 3)',
      '    send "y" to A  (line 4)  → done',
    ]);
  });

  test('with a state where it may go on in several ways, and where these meet again', () => {
    expect(printed('alt\nA -> B : x\nelse\nA -> B : y\nend\nB -> A : z', 'B')).toEqual([
      'B: 3 states',
      '  state 0',
      '  - receive "x" from A  (line 3)  → state 1',
      '  - receive "y" from A  (line 5)  → state 1',
      '  state 1',
      '    send "z" to A  (line 7)  → done',
    ]);
  });

  test('with the states where it may be done', () => {
    expect(printed('loop\nA -> B : x\nend', 'A')).toEqual([
      'A: 1 state',
      '  state 0, may be done',
      '    send "x" to B  (line 3)  → state 0',
    ]);
  });

  test('when it does nothing', () => {
    expect(printed('participant C\nA -> B : x', 'C')).toEqual(['C: 1 state', '  does nothing']);
  });

  test('with the places of all messages that it cannot tell apart', () => {
    expect(printed('alt\nA -> B : x\nelse\nA -> B : x\nB -> B : y\nend', 'A')).toEqual([
      'A: 2 states',
      '    send "x" to B  (line 3, 5)  → done',
    ]);
  });

  test('with the events that are free, where they are', () => {
    const text = [
      'A -> B : x',
      'group ignore {tick, tock}',
      'B -> B : think',
      'end',
      'group consider {z}',
      'A -> B : z',
      'end',
    ].join('\n');
    expect(printed(text, 'B')).toEqual([
      'B: 4 states',
      '    receive "x" from A  (line 2)',
      '    · any events labelled "tick" or "tock"',
      '    do "think"  (line 4)',
      '    · any events not labelled "z"',
      '    · any events labelled "tick" or "tock"',
      '    receive "z" from A  (line 7)  → done',
      '    · any events not labelled "z"',
    ]);
    expect(printed(text, 'A')[2]).toBe('    · any events not labelled "z"');
  });

  test('with what leaves the diagram, is lost, and is done together', () => {
    expect(printed('[-> A : in\nA ->x B : lost\nref over A, B : setup\nA ->] : out', 'A')).toEqual([
      'A: 5 states',
      '    receive "in" from the outside  (line 2)',
      '    send "lost" to B, never received  (line 3)',
      '    go through "setup" with A, B  (line 4)',
      '    send "out" to the outside  (line 5)  → done',
    ]);
  });
});

test('every simulated run is a word of every script, and scripts are minimal and deterministic', () => {
  const numRuns = randomCases(2_000);
  let branching = 0;
  let runs = 0;
  fc.assert(
    fc.property(sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10 }), fc.nat(), (sketch, seed) => {
      const interaction = interactionOf(sketch);
      for (const { id } of interaction.lifelines) {
        const script = project(interaction, id, { marksFree: seed % 2 === 0 });
        if (script === null) throw new Error('a small diagram has a small script');
        expect(isDeterministic(script)).toBe(true);
        expect(equivalentStates(script)).toEqual([]);
        if (script.states.some(({ transitions }) => transitions.length > 1)) branching += 1;
        for (let run = 0; run < 5; run++) {
          expect(hasWord(script, wordOf(interaction, id, seed + run)), `seed ${seed + run}`).toBe(true);
          runs += 1;
        }
      }
    }),
    { numRuns },
  );
  expect(branching).toBeGreaterThan(numRuns / 10);
  expect(runs).toBeGreaterThan(numRuns);
});

function printed(body: string, lifeline: string): readonly string[] {
  const [first] = compile(`@startuml\n${body}\n@enduml\n`, 'x.puml').diagrams;
  const script = first === undefined ? null : project(first.interaction, lifeline, { marksFree: true });
  return script === null ? [] : printScript(script).split('\n');
}

function actionOf({ kind, peer, label, joint, lost }: Omit<Transition, 'next' | 'occurrences'>): string {
  return JSON.stringify([kind, peer, label, joint, lost]);
}

/** What the lifeline did in a simulated run. */
function wordOf(interaction: Interaction, lifeline: string, seed: number): readonly string[] {
  const { occurrences } = simulate(interaction, { seed, channel: 'bag' });
  return occurrences
    .filter(({ lifelines }) => lifelines.includes(lifeline))
    .map((one) => actionOf({ ...one, joint: one.kind === 'ref' ? one.lifelines : null }));
}

function hasWord({ states }: Script, word: readonly string[]): boolean {
  let here: number | undefined = 0;
  for (const action of word) {
    here = states[here]?.transitions.find((transition) => actionOf(transition) === action)?.next;
    if (here === undefined) return false;
  }
  return states[here]?.final === true;
}

function isDeterministic({ states }: Script): boolean {
  return states.every(({ transitions }) => new Set(transitions.map(actionOf)).size === transitions.length);
}

/** Pairs of states with the same words, by marking the distinguishable ones (Hopcroft, Motwani, Ullman, section 4.4). */
function equivalentStates({ states }: Script): readonly string[] {
  const pairs = states.flatMap((_, a) => [...states.keys()].slice(a + 1).map((b) => [a, b] as const));
  const apart = new Set<string>();
  const next = (state: number, action: string): number | undefined =>
    states[state]?.transitions.find((transition) => actionOf(transition) === action)?.next;
  for (let before = -1; before !== apart.size; ) {
    before = apart.size;
    for (const [a, b] of pairs) {
      const actions = [...(states[a]?.transitions ?? []), ...(states[b]?.transitions ?? [])].map(actionOf);
      const differ = actions.some((action) => {
        const [one, other] = [next(a, action), next(b, action)];
        if (one === undefined || other === undefined) return true;
        return apart.has([Math.min(one, other), Math.max(one, other)].join());
      });
      if (differ || markOf(states[a]) !== markOf(states[b])) apart.add([a, b].join());
    }
  }
  return pairs.map((pair) => pair.join()).filter((pair) => !apart.has(pair));
}

/** What tells states apart whatever follows: that the lifeline may be done, and which events are free. */
function markOf(state: ScriptState | undefined): string {
  return `${state?.final} ${state?.free.map(({ key }) => key).join()}`;
}
