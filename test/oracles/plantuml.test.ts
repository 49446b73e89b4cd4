import { describe, expect, test } from 'vitest';
import { readExamples } from '../compiler/syntax/fixtures.ts';
import { type CorpusFile, hasCorpus, readSet } from '../corpus/read-corpus.ts';
import { survey } from '../corpus/survey.ts';
import { randomCases } from '../random-share.ts';
import { askPlantuml, hasPlantuml } from './plantuml.ts';

/** Diagrams that PlantUML 1.2020.2 and we count differently, and why. */
const differences: readonly { readonly of: RegExp; readonly reason: string }[] = [
  {
    of: /junaxa-14|comments are kept and no message is in them/,
    reason: 'a line that begins and ends with a comment is all comment to it',
  },
  { of: /nivaje-50/, reason: 'it does not know anchors at the ends of a message' },
  { of: /an arrow without an end comes from the left edge/, reason: 'one of its pictures hides a number' },
  { of: /a comment that begins with a known name is a directive/, reason: 'directives are ours' },
  {
    of: /a comment that a continued line ends with/,
    reason: 'a comment of several lines ends only at the end of one of them to it',
  },
  { of: /two anchors for one moment/, reason: 'it takes the second and drops the first' },
];

/** Drawing these takes a script engine, the network, or a library that Debian leaves out. */
const notAsked = /<math>|<latex>|!include\w*\s+(?:<|https?:)/i;

const seed = Math.floor(Math.random() * 1_000_000);

describe.skipIf(!hasPlantuml())('what PlantUML accepts, we accept, with as many messages', () => {
  test('the examples of all constructs', () => {
    const examples = readExamples()
      .filter(({ text }) => /^\s*@startuml/.test(text) && !text.includes('```') && !notAsked.test(text))
      .map(({ sentence, text }) => ({ name: sentence, file: fileOf(sentence, text) }));

    const { compared, different } = compare(examples.map(({ file }) => file));

    expect(different).toEqual([]);
    expect(compared).toBeGreaterThan(40);
  }, 120_000);

  test.skipIf(!hasCorpus)(
    `diagrams that other people wrote, drawn by lot (seed ${seed})`,
    () => {
      const all = ['plantuml', 'plantuml-torture']
        .flatMap(readSet)
        .filter(({ bytes }) => !notAsked.test(String(Buffer.from(bytes))));
      const some = drawn(all, randomCases(all.length));

      const { compared, different, accepted } = compare(some);

      expect(different).toEqual([]);
      expect(compared).toBeGreaterThan(some.length * 0.8);
      // What it rejects is known to be broken.
      expect(
        some.filter((one) => one.broken === null && accepted.get(one) === false).map(({ file }) => file),
      ).toEqual([]);
    },
    600_000,
  );
});

interface Comparison {
  readonly compared: number;
  readonly different: readonly string[];
  readonly accepted: ReadonlyMap<CorpusFile, boolean>;
}

function compare(files: readonly CorpusFile[]): Comparison {
  const answers = askPlantuml(files.map(({ bytes }) => new TextDecoder().decode(bytes)));
  const different: string[] = [];
  const accepted = new Map<CorpusFile, boolean>();
  files.forEach((file, index) => {
    const answer = answers[index];
    if (answer === undefined || answer.kind === 'crashed') return;
    accepted.set(file, answer.kind === 'messages');
    if (answer.kind === 'rejected' || differences.some(({ of }) => of.test(file.file))) return;
    const { compiled, messages } = survey(file);
    if (compiled && messages === answer.count) return;
    const ours = compiled ? `${messages} messages` : 'an error';
    different.push(`${file.file}: ${answer.count} messages, for us ${ours}`);
  });
  return { compared: [...accepted.values()].filter(Boolean).length, different, accepted };
}

function fileOf(file: string, text: string): CorpusFile {
  return { set: 'examples', file, bytes: new TextEncoder().encode(text), messages: null, broken: null };
}

/** Some of the items, by a small generator that the seed starts. */
function drawn<Item>(items: readonly Item[], count: number): readonly Item[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
    return state;
  };
  return items
    .map((item) => ({ item, at: next() }))
    .toSorted((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ item }) => item);
}
