import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { causalityOf } from '../../../compiler/analysis/causality.ts';
import { criticalPathOf } from '../../../compiler/analysis/critical-path.ts';
import { redundantOrdersOf } from '../../../compiler/analysis/redundant-orders.ts';
import { type CompiledDiagram, compile } from '../../../compiler/compile.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { type Pomset, pomsetsOf } from '../../reference/pomset.ts';
import { print } from '../../reference/print.ts';
import { runsIfFew } from '../../reference/runs.ts';
import { holds, type Part, type Sketch } from '../../reference/sketch.ts';
import { plantuml } from './findings.ts';

function read(text: string, arrows: 'async' | 'rendezvous' = 'async'): CompiledDiagram {
  const [compiled] = compile(text, 'test', { arrows }).diagrams;
  if (compiled === undefined) throw new Error(`no diagram in\n${text}`);
  return compiled;
}

describe('the longest chain', () => {
  const path = (...statements: readonly string[]) => {
    const { diagram, interaction } = plantuml(...statements);
    const found = criticalPathOf(diagram, interaction);
    return found && { ...found, path: [...new Set(found.path.map(({ label }) => label))].join(' ') };
  };

  test('is that of the messages that wait for each other', () => {
    expect(path('A -> B : a', 'B -> C : b', 'X -> Y : x', 'C -> A : c')).toEqual({
      path: 'a b c',
      length: 3,
      leastTime: 0,
    });
  });

  test('is the longer operand of a choice, and only one of a par', () => {
    expect(path('opt', 'A -> B : a', 'B -> A : b', 'end', 'A -> B : c')).toMatchObject({ path: 'a b c' });
    expect(path('par', 'A -> B : a', 'B -> A : b', 'else', 'A -> C : c', 'end')).toMatchObject({
      path: 'a b',
    });
  });

  test('takes as long as its delays and what its anchors demand', () => {
    expect(
      path('{a} A -> B : a', '...20 s...', '{b} B -> A : b', '{c} A -> B : c', '{b} <-> {c} : >= 5s'),
    ).toMatchObject({ leastTime: 25_000 });
  });

  test('of nothing is none', () => {
    expect(path('participant A')).toBeNull();
  });
});

describe('what orders nothing that is not ordered without it', () => {
  const redundant = (text: string) => {
    const { diagram, interaction } = read(text);
    const { messages, stricts } = redundantOrdersOf(diagram, interaction);
    return [...messages.map(({ label }) => label), ...stricts.map(({ headSpan }) => headSpan.line)];
  };

  test('is an acknowledgement that another chain makes needless', () => {
    const lines = [
      '@startuml',
      'A -> B : one',
      'B -> C : two',
      'B -> A : done',
      'C -> A : three',
      'A -> B : four',
    ];
    expect(redundant([...lines, '@enduml'].join('\n'))).toEqual(['done']);
    expect(redundant([...lines.toSpliced(4, 1), '@enduml'].join('\n'))).toEqual([]);
  });

  test('is a strict order that messages enforce as it is', () => {
    const strict = (...messages: readonly string[]) =>
      redundant(['@startuml', "' @order strict", 'group once', ...messages, 'end', '@enduml'].join('\n'));
    expect(strict('A -> B : one', 'B -> C : two')).toEqual([3]);
    expect(strict('A -> B : one', 'C -> D : two')).toEqual([]);
    expect(redundant('title t\nparticipantgroup g\nparticipant A\nend\nstrict\nA->B:x\nB->A:y\nend')).toEqual(
      [5],
    );
  });
});

test('a race is told with the channels that allow it', () => {
  const text = '@startuml\nA -> B : go\nA -> C : a\nB -> C : b\nA -> C : c\n@enduml';
  const { races } = causalityOf(read(text), read(text, 'rendezvous').interaction);
  const said = races.map(
    ({ race: { first, second }, channels }) => `${first.label}-${second.label} ${channels.join()}`,
  );
  expect(said).toEqual(['a-b fifo,mailbox,causal,bag,sync', 'a-c bag', 'b-c fifo,mailbox,causal,bag,sync']);
});

test('the longest chain of a random diagram is the longest in the orders of the reference', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(1_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, (sketch) => {
      const expected = Math.max(0, ...pomsets(sketch).map(longestIn));
      const { diagram, interaction } = read(print(sketch));
      tally.count(expected > 2 ? 'long' : 'short');
      expect(criticalPathOf(diagram, interaction)?.length ?? 0, print(sketch)).toBe(expected);
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 20, 'long', 'short');
});

test('without a redundant message everything else of a random diagram has its order', {
  timeout: 120_000,
}, () => {
  const numRuns = randomCases(2_000);
  const tally = new Tally();
  fc.assert(
    fc.property(small, (unnamed) => {
      const sketch = withOwnLabels(unnamed);
      const { diagram, interaction } = read(print(sketch));
      const labels = redundantOrdersOf(diagram, interaction).messages.map(({ label }) => label);
      for (const label of labels) {
        tally.count('redundant');
        const changed = pomsets(sketch).filter(
          (pomset) => orderWithout(pomset, label, true) !== orderWithout(pomset, label, false),
        );
        expect(changed.length, `${label} in\n${print(sketch)}`).toBe(0);
      }
    }),
    { numRuns },
  );
  tally.atLeast(numRuns / 20, 'redundant');
});

const small = sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10, bounded: true }).filter(
  (sketch) =>
    !holds(sketch, 'strict', 'ignore', 'consider', 'both') && runsIfFew(sketch, { loopLimit: 2 }) !== null,
);

function pomsets(sketch: Sketch): readonly Pomset[] {
  return pomsetsOf(sketch, 2);
}

/** By trying every way: of a message the send counts, and its receive where nobody is drawn to send. */
function longestIn({ occurrences, before }: Pomset): number {
  const known = new Map<number, number>();
  const from = (at: number): number => {
    const found = known.get(at);
    if (found !== undefined) return found;
    const own = occurrences[at]?.kind === 'receive' && occurrences[at]?.peer !== null ? 0 : 1;
    const length = own + Math.max(0, ...before.flatMap(([a, b]) => (a === at ? [from(b)] : [])));
    known.set(at, length);
    return length;
  };
  return Math.max(0, ...occurrences.keys().map(from));
}

/** The order among all but the message, with its help or as if it were not drawn. */
function orderWithout({ occurrences, before }: Pomset, label: string, helped: boolean): string {
  const isOwn = (at: number) => occurrences[at]?.label === label;
  const kept = before.filter(([a, b]) => helped || (!isOwn(a) && !isOwn(b)));
  const known = new Set(kept.map(([a, b]) => `${a} ${b}`));
  for (const via of occurrences.keys())
    for (const from of occurrences.keys())
      for (const to of occurrences.keys())
        if (known.has(`${from} ${via}`) && known.has(`${via} ${to}`)) known.add(`${from} ${to}`);
  return [...known]
    .filter((pair) => !pair.split(' ').some((at) => isOwn(Number(at))))
    .toSorted()
    .join(', ');
}

function withOwnLabels(sketch: Sketch): Sketch {
  let count = 0;
  const relabel = (part: Part): Part => {
    if ('label' in part) return { ...part, label: `m${++count}` };
    return 'operands' in part
      ? { ...part, operands: part.operands.map((operand) => operand.map(relabel)) }
      : { ...part, body: part.body.map(relabel) };
  };
  return sketch.map(relabel);
}
