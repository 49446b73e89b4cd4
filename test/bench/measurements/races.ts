import { reportRaces } from '../../../compiler/analysis/race.ts';
import { compiled, plantumlOf, type Source, systems } from '../diagrams.ts';
import { type Measurement, type Subject, scaled } from '../measurement.ts';

/** The search for races, against compiling the same diagrams from their text. */
export const findingRaces: Measurement = {
  name: 'find races',
  unit: 'messages',
  clock: 'processor',
  subjects: (scale) => [
    ...compileAndSearch('the three systems', systems),
    ...compileAndSearch('2,000 messages', [plantumlOf(scaled(2000, scale))]),
  ],
};

function compileAndSearch(name: string, sources: readonly Source[]): readonly Subject[] {
  const diagrams = sources.map(compiled);
  const messages = diagrams.reduce((sum, { interaction }) => sum + interaction.messages.length, 0);
  const compiling = `compile ${name}`;
  return [
    {
      name: compiling,
      against: null,
      prepare: () => () => {
        sources.forEach(compiled);
        return messages;
      },
    },
    {
      name: `races of ${name}`,
      against: compiling,
      prepare: () => () => {
        for (const { diagram, interaction } of diagrams) reportRaces(diagram, interaction, {});
        return messages;
      },
    },
  ];
}
