import { describe, expect, test } from 'vitest';
import { hasCorpus, readSet } from './read-corpus.ts';
import { type Surveyed, survey } from './survey.ts';

const real = ['plantuml', 'mermaid', 'wsd'];
const torture = ['plantuml-torture', 'mermaid-torture', 'wsd-torture'];

/** Lines of real diagrams that are no statement in any tool. At most twenty, each as it is written. */
const unknownLines: readonly { readonly file: string; readonly line: string }[] = [
  // The second half of a label over two lines, which sequencediagram.org does not have.
  { file: 'mathiasscroccaro__open-weather-map-integration__sequence_diagram', line: 'Integration' },
];

/** Files with other arrows than were counted, how many they have, and why that is right. */
const otherCounts: readonly { readonly file: RegExp; readonly messages: number; readonly reason: string }[] =
  [
    {
      file: /irs-recursive_ess-top-down_ess_number_of_hops/,
      messages: 0,
      reason: 'a state diagram, three of whose transitions look like messages',
    },
    {
      file: /agents_gatherer\.spec\.ts__L159/,
      messages: 0,
      reason: 'the source of a test, cut out of its file from the first `@startuml` on',
    },
    {
      file: /junaxa-14-biko373/,
      messages: 4,
      reason:
        'PlantUML 1.2020.2 drops a line that begins and ends with a comment, and the message between them',
    },
    { file: /dopove-28-kaza697/, messages: 2, reason: 'procedures, which the counting tool did not have' },
    { file: /goceku-21-rizu768/, messages: 1, reason: 'procedures, which the counting tool did not have' },
    { file: /pibefe-94-cibu835/, messages: 91, reason: 'procedures, which the counting tool did not have' },
    { file: /rudoci-99-zaju916/, messages: 1, reason: '%and, which the counting tool did not have' },
    { file: /siroza-17-cuko381/, messages: 3, reason: '!foreach, which the counting tool did not have' },
    { file: /suxefa-30-keda058/, messages: 1, reason: '%and, which the counting tool did not have' },
    { file: /tirige-97-ruvi637/, messages: 1, reason: 'procedures, which the counting tool did not have' },
    { file: /tubagi-46-nata941/, messages: 2, reason: 'procedures, which the counting tool did not have' },
    { file: /zelako-07-fibi746/, messages: 1, reason: 'procedures, which the counting tool did not have' },
  ];

describe.skipIf(!hasCorpus)('diagrams that other people wrote', () => {
  test.for(real)('%s: each compiles, unless the tool that it was written for rejects it', (set) => {
    expect(surveyed(set).filter(({ compiled, broken }) => !compiled && broken === null)).toEqual([]);
  });

  test.for(real)('%s: no line is unknown that is not listed here', (set) => {
    const unknown = surveyed(set)
      .filter(({ broken }) => broken === null)
      .flatMap(({ file, unknown }) => unknown.map(({ words }) => ({ file, line: words })));
    expect(unknown.filter((one) => !isListed(one))).toEqual([]);
  });

  test('at most twenty lines are listed, and each of them is unknown', () => {
    const unknown = real
      .flatMap(surveyed)
      .flatMap(({ file, unknown }) => unknown.map(({ words }) => ({ file, line: words })));
    expect(unknownLines.length).toBeLessThanOrEqual(20);
    expect(unknown.filter(isListed)).toHaveLength(unknownLines.length);
  });

  test.for([...real, ...torture])('%s: each has the arrows that were counted in it', (set) => {
    const other = surveyed(set).filter(
      ({ file, messages, counted }) =>
        messages !== (otherCounts.find((one) => one.file.test(file))?.messages ?? counted),
    );
    expect(other.map(({ file, messages, counted }) => `${file}: ${messages}, not ${counted}`)).toEqual([]);
  });

  test('of the odd ones at least 97 percent compile that their tool takes', () => {
    const taken = torture.flatMap(surveyed).filter(({ broken }) => broken === null);
    const compiled = taken.filter((one) => one.compiled);
    expect(taken.length).toBeGreaterThan(500);
    expect(compiled.length / taken.length).toBeGreaterThanOrEqual(0.97);
  });
});

function isListed({ file, line }: { readonly file: string; readonly line: string }): boolean {
  return unknownLines.some((one) => file.startsWith(one.file) && one.line === line);
}

const known = new Map<string, readonly Surveyed[]>();

/** What became of the diagrams of one set, which is looked at once. */
function surveyed(set: string): readonly Surveyed[] {
  const again = known.get(set) ?? readSet(set).map(survey);
  known.set(set, again);
  return again;
}
