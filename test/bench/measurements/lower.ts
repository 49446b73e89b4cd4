import { compileDiagrams } from '../../../compiler/compile.ts';
import { parse } from '../../../compiler/syntax/parse.ts';
import { plantumlOf, type Source, systems } from '../diagrams.ts';
import { type Measurement, type Subject, scaled } from '../measurement.ts';

/** A located tree to its interaction, against the parse that made the tree. */
export const lowering: Measurement = {
  name: 'lower',
  unit: 'messages',
  clock: 'processor',
  subjects: (scale) => [
    ...parseAndLower('the three systems', systems),
    ...parseAndLower('2,000 messages', [plantumlOf(scaled(2000, scale))]),
  ],
};

function parseAndLower(name: string, sources: readonly Source[]): readonly Subject[] {
  const parsed = sources.map(({ file, text }) => parse(text, file).diagrams);
  const run = (): number =>
    parsed.reduce((messages, diagrams) => messages + messagesOf(compileDiagrams(diagrams)), 0);
  const messages = run();
  const parsing = `parse ${name}`;
  return [
    {
      name: parsing,
      against: null,
      prepare: () => () => {
        for (const { file, text } of sources) parse(text, file);
        return messages;
      },
    },
    { name: `lower ${name}`, against: parsing, prepare: () => run },
  ];
}

function messagesOf(diagrams: ReturnType<typeof compileDiagrams>): number {
  return diagrams.reduce((sum, { interaction }) => sum + interaction.messages.length, 0);
}
