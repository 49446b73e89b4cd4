import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messageKinds } from '../../../compiler/analysis/message-kinds.ts';
import { type ReplyReading, replyReadings } from '../../../compiler/analysis/reply-reading.ts';
import { compile } from '../../../compiler/compile.ts';
import { decodeText } from '../../../compiler/text/decode.ts';
import { hasCorpus, readSet } from '../../corpus/read-corpus.ts';
import { randomCases } from '../../random-share.ts';
import { sketches } from '../../reference/arbitraries.ts';
import { print } from '../../reference/print.ts';
import { findings, plantuml } from './findings.ts';

/** `1-2` for each pair of call and reply. */
function pairs(statements: readonly string[], reading: ReplyReading = 'auto'): string {
  const { diagram, interaction } = plantuml(...statements);
  return messageKinds(diagram, interaction, reading)
    .pairs.map((pair) => pair.join('-'))
    .join(' ');
}

const dashed = ['A -> B : order', 'B -> C : reserve', 'C --> B : reserved', 'B --> A : confirmed'];
const solid = ['A -> B : order', 'B -> C : reserve', 'C -> B : reserved', 'B -> A : confirmed'];
const mixed = ['A -> B : order', 'B -> A : invoice', 'B --> A : confirmed'];

describe('a message back is a reply', () => {
  test.each<readonly [string, readonly string[], Readonly<Record<ReplyReading, string>>]>([
    ['to the innermost open call', dashed, { auto: '2-3 1-4', dashed: '2-3 1-4', solid: '2-3 1-4' }],
    ['when it is solid, if no line is dashed', solid, { auto: '2-3 1-4', dashed: '', solid: '2-3 1-4' }],
    ['when it is dashed, if some line is', mixed, { auto: '1-3', dashed: '1-3', solid: '1-2' }],
    [
      'in each alternative',
      ['A -> B : ask', 'alt', 'B --> A : one', 'else', 'B --> A : two', 'end'],
      { auto: '1-2 1-3', dashed: '1-2 1-3', solid: '1-2 1-3' },
    ],
    [
      'and not when only asynchronous arrows run',
      ['A ->> B : tell', 'B ->> A : news'],
      { auto: '', dashed: '', solid: '' },
    ],
    [
      'to an asynchronous message when it is drawn like an acknowledgement',
      ['A ->> B : tell', 'B -->> A : received'],
      { auto: '1-2', dashed: '1-2', solid: '1-2' },
    ],
  ])('%s', (_, statements, expected) => {
    const found = replyReadings.map((reading) => [reading, pairs(statements, reading)]);
    expect(Object.fromEntries(found)).toEqual(expected);
  });
});

describe('where no line is dashed, a solid message back', () => {
  test('is no reply when its label is a request', () => {
    expect(pairs(['A -> B : POST /transfers', 'B -> A : PUT /transfers/{id}'])).toBe('');
    expect(pairs(['A -> B : POST /transfers', 'B -> A : 202 Accepted', 'B -> A : PUT /transfers/{id}'])).toBe(
      '1-2',
    );
  });

  test('is no reply when the activation that the call began has ended', () => {
    const ended = ['A -> B ++ : start', 'B -> B : work', 'deactivate B', 'B -> A : something else'];
    expect(pairs(ended)).toBe('');
    expect(pairs(ended, 'solid')).toBe('1-3');
  });

  test('is a reply within that activation, up to the line that ends it', () => {
    expect(pairs(['A -> B : start', 'activate B', 'B -> A : started', 'deactivate B'])).toBe('1-2');
    expect(pairs(['A -> B ++ : start', 'B -> A -- : started'])).toBe('1-2');
  });

  test('is a reply behind it when its label says so', () => {
    expect(pairs(['A -> B ++ : start', 'B -> B -- : work', 'B -> A : 200 OK'])).toBe('1-3');
    expect(pairs(['A -> B ++ : start', 'B -> B -- : work', 'B -> A : return the list'])).toBe('1-3');
  });
});

test('every drawn message has a kind', () => {
  const { diagram, interaction } = plantuml(
    'A -> B : ask',
    'B --> A : answer',
    'A ->> B : tell',
    'A -> A : think',
    '[-> A : in',
    'A ->] : out',
    'A ->x B : lost',
    '?-> A : found',
    'A <-> B : both',
    'A -> C ** : new',
  );
  expect(messageKinds(diagram, interaction).kinds).toEqual([
    'call',
    'reply',
    'send',
    'local',
    'in',
    'out',
    'lost',
    'found',
    'both',
    'create',
  ]);
});

test('a reading that takes solid replies leaves a dashed one behind them without a call', () => {
  const diagram = plantuml(...mixed);
  expect(findings('reply-without-call', diagram)).toHaveLength(0);
  expect(findings('reply-without-call', diagram, { replies: 'solid' })).toHaveLength(1);
});

test('a pair is a message and a later one the other way, each reply in one, and the meaning is the same', () => {
  const numRuns = randomCases(1_000);
  let met = 0;
  fc.assert(
    fc.property(sketches({ lifelines: ['A', 'B'], mostOccurrences: 12 }), (sketch) => {
      const [compiled] = compile(print(sketch), 'sketch.puml').diagrams;
      if (compiled === undefined) throw new Error('no diagram');
      const { diagram, interaction } = compiled;
      const { root, occurrences } = interaction;
      for (const reading of replyReadings) {
        const found = messageKinds(diagram, interaction, reading);
        expect(found.kinds).toHaveLength(interaction.messages.length);
        expect(new Set(found.pairs.map(([, reply]) => reply)).size).toBe(found.pairs.length);
        for (const [call, reply] of found.pairs) {
          expect(call).toBeLessThan(reply);
          const [one, other] = [interaction.messages[call - 1], interaction.messages[reply - 1]];
          expect([one?.statement.from, one?.statement.to]).toMatchObject([
            { id: idOf(other?.statement.to) },
            { id: idOf(other?.statement.from) },
          ]);
          expect(found.kinds[reply - 1]).toBe('reply');
        }
        met += found.pairs.length > 0 ? 1 : 0;
      }
      expect([interaction.root, interaction.occurrences]).toEqual([root, occurrences]);
    }),
    { numRuns },
  );
  expect(met).toBeGreaterThan(numRuns / 4);
});

/** What others counted in a larger collection of the same kind: percent of dashed messages that answer, of solid ones answered. */
const counted = { plantuml: [70.7, 27.8], mermaid: [76.7, 37.0], wsd: [84.0, 17.6] } as const;

test.skipIf(!hasCorpus).each(Object.entries(counted))(
  'in real diagrams (%s) about as many messages answer and are answered as others counted',
  (set, expected) => {
    const lines = { dashed: 0, answering: 0, solid: 0, answered: 0 };
    for (const { file, bytes } of readSet(set)) {
      for (const { diagram, interaction } of compile(decodeText(bytes, file).text ?? '', file).diagrams) {
        const { pairs: found, kinds } = messageKinds(diagram, interaction, 'dashed');
        const answered = new Set(found.map(([call]) => call));
        for (const { number, statement } of interaction.messages) {
          if (kinds[number - 1] === 'local') continue;
          const isDashed = statement.arrow.line === 'dashed';
          lines[isDashed ? 'dashed' : 'solid'] += 1;
          if (isDashed && kinds[number - 1] === 'reply') lines.answering += 1;
          if (!isDashed && answered.has(number)) lines.answered += 1;
        }
      }
    }
    const found = [(100 * lines.answering) / lines.dashed, (100 * lines.answered) / lines.solid];
    process.stdout.write(
      `${set}: ${found.map((percent) => percent.toFixed(1)).join(' / ')} percent, ${expected.join(' / ')} counted\n`,
    );
    for (const [at, percent] of found.entries()) {
      expect(Math.abs(percent - (expected[at] ?? 0))).toBeLessThan(8);
    }
  },
);

function idOf(end: { readonly kind: string; readonly id?: string } | undefined): string | undefined {
  return end?.id;
}
