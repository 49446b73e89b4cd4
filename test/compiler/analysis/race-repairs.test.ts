import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Channel } from '../../../compiler/analysis/enforced-order.ts';
import { type Race, racesOf } from '../../../compiler/analysis/race.ts';
import { raceRepairs } from '../../../compiler/analysis/race-repairs.ts';
import { type CompiledDiagram, type CompileOptions, compile } from '../../../compiler/compile.ts';
import { applyFix } from '../../../compiler/diagnostics/apply-fixes.ts';
import type { Fix } from '../../../compiler/diagnostics/fix.ts';
import type { Interaction, Occurrence } from '../../../compiler/interaction/interaction.ts';
import { normaliseLabel } from '../../../compiler/interaction/label.ts';
import { rewrite } from '../../../compiler/interaction/rewrite.ts';
import { sameInteraction } from '../../../compiler/interaction/same-interaction.ts';
import { steps } from '../../../compiler/interaction/steps.ts';
import type { Term } from '../../../compiler/interaction/term.ts';
import { simulate } from '../../../runtime/simulate.ts';
import { Tally } from '../../conformance/tally.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { runsIfFew } from '../../reference/runs.ts';
import type { Part, Sketch } from '../../reference/sketch.ts';

/** A race, and the text after each of its repairs. */
interface Repaired {
  readonly race: Race;
  readonly weakened: string | null;
  readonly strengthened: string | null;
}

function repaired(
  source: string,
  channel: Channel = 'fifo',
  options: CompileOptions = {},
): readonly Repaired[] {
  const compiled = read(source, options);
  const recompile = (text: string) => compile(text, 'test', options).diagrams[0] ?? null;
  const repair = raceRepairs({ compiled, file: 'test', source, recompile }, channel);
  return racesOf(compiled.interaction, channel).races.map((race) => {
    const fixes = repair(race);
    const text = (kind: Fix['change']['kind']): string | null => {
      const fix = fixes.find(({ change }) => change.kind === kind);
      return fix === undefined ? null : applyFix(source, fix);
    };
    return { race, weakened: text('weaken'), strengthened: text('strengthen') };
  });
}

function read(source: string, options: CompileOptions = {}): CompiledDiagram {
  const [compiled] = compile(source, 'test', options).diagrams;
  if (compiled === undefined) throw new Error(`no diagram in\n${source}`);
  return compiled;
}

describe('a race between two that know nothing of each other', () => {
  const [first] = repaired(
    [
      '@startuml',
      '  Shop -> Buyer : bill',
      '  note right: soon',
      '  Courier -> Buyer : parcel',
      '@enduml',
      '',
    ].join('\n'),
  );

  test('is let be by a par around both, with the notes where they were', () => {
    expect(first?.weakened).toBe(
      [
        '@startuml',
        '  par',
        '  Shop -> Buyer : bill',
        '  note right: soon',
        '  else',
        '  Courier -> Buyer : parcel',
        '  end',
        '@enduml',
        '',
      ].join('\n'),
    );
  });

  test('is enforced by telling the later sender', () => {
    expect(first?.strengthened).toBe(
      [
        '@startuml',
        '  Shop -> Buyer : bill',
        '  note right: soon',
        '  Buyer ->> Courier : acknowledge',
        '  Courier -> Buyer : parcel',
        '@enduml',
        '',
      ].join('\n'),
    );
  });
});

test('edits are in the language of the author', () => {
  const [first] = repaired('sequenceDiagram\r\n  A->>C: x\r\n  B->>C: y\r\n');
  expect(first?.weakened).toBe('sequenceDiagram\r\n  par\r\n  A->>C: x\r\n  and\r\n  B->>C: y\r\n  end\r\n');
  expect(first?.strengthened).toBe('sequenceDiagram\r\n  A->>C: x\r\n  C-)B: acknowledge\r\n  B->>C: y\r\n');
  const [other] = repaired('title t\nparticipant A (one)\nA (one)->C:x\nB->C:y');
  expect(other?.weakened).toBe('title t\nparticipant A (one)\npar\nA (one)->C:x\nelse\nB->C:y\nend');
  expect(other?.strengthened).toBe('title t\nparticipant A (one)\nA (one)->C:x\nC->>B: acknowledge\nB->C:y');
});

test('a directive stays above its message', () => {
  const [first] = repaired(
    ['@startuml', 'A -> C : x', "' @timeout 5s", 'B -> C : y', '@enduml', ''].join('\n'),
  );
  expect(first?.strengthened).toContain("C ->> B : acknowledge\n' @timeout 5s\nB -> C : y\n");
  expect(first?.weakened).toContain("else\n' @timeout 5s\nB -> C : y\nend\n");
});

test('the cut is where nothing is lost that something enforces', () => {
  const [first] = repaired(
    ['@startuml', 'A -> C : x', 'A -> D : one', 'D -> A : two', 'B -> C : y', '@enduml', ''].join('\n'),
  );
  expect(first?.weakened).toContain('D -> A : two\nelse\nB -> C : y');
});

test('across iterations there is nothing that a par could hold apart', () => {
  const [first] = repaired(
    ['@startuml', 'loop 2', 'A -> C : x', 'A -> B : go', 'B -> C : y', 'end', '@enduml', ''].join('\n'),
  ).filter(({ race }) => race.second.index < race.first.index);
  expect(first?.weakened).toBeNull();
  expect(first?.strengthened).toContain('->> A : ');
});

test('nothing is put between statements that share a line, nor over a break', () => {
  expect(
    repaired('@startuml participant A participant B participant C A -> C : x B -> C : y @enduml'),
  ).toMatchObject([{ weakened: null, strengthened: null }]);
  const [first] = repaired(
    ['@startuml', 'A -> C : x', 'break', 'A -> D : no', 'end', 'B -> C : y', '@enduml', ''].join('\n'),
  );
  expect(first).toMatchObject({ weakened: null });
  expect(first?.strengthened).toContain('C ->> B : acknowledge\n');
});

test('every repair of a random diagram settles its race, and nothing else is changed', {
  timeout: 300_000,
}, () => {
  const numRuns = randomCases(600);
  const tally = new Tally();
  const channels = fc.constantFrom<Channel>('fifo', 'fifo', 'mailbox', 'causal', 'bag');
  fc.assert(
    fc.property(
      sketches({ lifelines: ['A', 'B', 'C'], mostOccurrences: 10 }),
      channels,
      (sketch, channel) => {
        const source = print(withOwnLabels(sketch));
        const words =
          runsIfFew(withOwnLabels(sketch), { loopLimit: 2 })?.map(({ occurrences }) => occurrences) ?? [];
        const wrong = repaired(source, channel)
          .slice(0, 4)
          .flatMap((one) => wrongWith(source, one, channel, words, tally));
        expect(wrong).toEqual([]);
      },
    ),
    { numRuns },
  );
  tally.atLeast(numRuns / 4, 'strengthened', 'weakened');
});

describe.each(['cfd-order/order.original.puml', 'agreement/agreement.puml', 'order-flow/order-flow.wsd'])(
  '%s',
  (path) => {
    const source = readFileSync(fileURLToPath(new URL(`../../../diagrams/${path}`, import.meta.url)), 'utf8');

    test.each(['async', 'blocking'] as const)(
      'has both repairs for every race with %s arrows',
      { timeout: 120_000 },
      (arrows) => {
        const tally = new Tally();
        const { interaction } = read(source, { arrows });
        const words = Array.from({ length: 20 }, (_, seed) => simulate(interaction, { seed }).occurrences);
        const all = repaired(source, 'fifo', { arrows });
        for (const one of all) {
          expect([one.weakened, one.strengthened].map((text) => typeof text)).toEqual(['string', 'string']);
          expect(wrongWith(source, one, 'fifo', words, tally, { arrows })).toEqual([]);
        }
        expect(tally.of('weakened')).toBe(all.length);
      },
    );
  },
);

/** What is wrong with the repairs of a race: settled is settled, a weakening keeps all runs, a strengthening only adds its message. */
function wrongWith(
  source: string,
  { race, weakened, strengthened }: Repaired,
  channel: Channel,
  words: readonly (readonly Said[])[],
  tally: Tally,
  options: CompileOptions = {},
): readonly string[] {
  const { interaction } = read(source, options);
  const drawn = new Set(interaction.messages.map(({ statement }) => normaliseLabel(statement.label)));
  const wrong: string[] = [];
  if (weakened !== null) {
    tally.count('weakened');
    const changed = read(weakened, options).interaction;
    if (races(changed, channel, drawn).includes(said(race))) wrong.push(`still a race:\n${weakened}`);
    const labels = ({ messages }: Interaction) => messages.map(({ statement }) => statement.label).join('|');
    if (labels(changed) !== labels(interaction)) wrong.push(`other messages:\n${weakened}`);
    if (words.some((word) => accepts(interaction, word) && !accepts(changed, word)))
      wrong.push(`a run was lost:\n${weakened}`);
  }
  if (strengthened !== null) {
    tally.count('strengthened');
    const changed = read(strengthened, options).interaction;
    if (races(changed, channel, drawn).includes(said(race))) wrong.push(`still a race:\n${strengthened}`);
    const { terms } = changed;
    const root = rewrite(terms, changed.root, (term) =>
      drawn.has(term.occurrence.label) || term.occurrence.kind === 'ref' ? term : terms.empty,
    );
    const forbidden = changed.forbidden.filter(({ label }) => drawn.has(label));
    if (!sameInteraction({ ...changed, root, forbidden }, interaction))
      wrong.push(`more was changed:\n${strengthened}`);
  }
  return wrong;
}

/** The races among what was drawn before, by their messages' numbers there. */
function races(
  { messages, ...interaction }: Interaction,
  channel: Channel,
  drawn: ReadonlySet<string>,
): readonly string[] {
  const kept = messages.filter(({ statement }) => drawn.has(normaliseLabel(statement.label)));
  const numberOf = new Map(kept.map(({ number }, index) => [number, index + 1]));
  return racesOf({ ...interaction, messages }, channel).races.map((race) => said(race, numberOf));
}

/** The pair without its place in the text, in whichever order. */
function said({ first, second }: Race, numberOf?: ReadonlyMap<number, number>): string {
  return [first, second]
    .map((one) => `${letterOf(one)} ${numberOf?.get(one.message ?? 0) ?? one.message}`)
    .toSorted()
    .join(' | ');
}

type Said = Pick<Occurrence, 'kind' | 'lifelines' | 'peer' | 'label'>;

function letterOf({ kind, lifelines, peer, label }: Said): string {
  return JSON.stringify([kind, lifelines, peer, label]);
}

/** Whether the interaction has this run, as its small steps say. */
function accepts({ terms, root }: Interaction, word: readonly Said[]): boolean {
  let open = new Map<number, Term>([[root.id, root]]);
  for (const one of word) {
    const next = [...open.values()].flatMap((term) =>
      steps(terms, term)
        .filter(({ occurrence }) => letterOf(occurrence) === letterOf(one))
        .map((step) => [step.next.id, step.next] as const),
    );
    open = new Map(next);
  }
  return [...open.values()].some(({ nullable }) => nullable);
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
