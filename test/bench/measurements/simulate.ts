import { printTrace } from '../../../runtime/print-trace.ts';
import { simulate } from '../../../runtime/simulate.ts';
import { compiled, plantumlOf, type Source, systems } from '../diagrams.ts';
import { type Measurement, type Subject, scaled } from '../measurement.ts';

/**
 * An interaction to a run, against writing that run down. The first run of an interaction works out the steps that later
 * ones find in a table.
 */
export const simulating: Measurement = {
  name: 'simulate',
  unit: 'events',
  clock: 'processor',
  subjects: (scale) => {
    const long = [plantumlOf(scaled(2000, scale))];
    return [
      printing('write the three systems down', systems),
      firstRun('first run of the three systems', 'write the three systems down', systems),
      furtherRun('further run of the three systems', 'write the three systems down', systems),
      printing('write 2,000 messages down', long),
      firstRun('first run of 2,000 messages', 'write 2,000 messages down', long),
    ];
  },
};

function printing(name: string, sources: readonly Source[]): Subject {
  const runs = sources.map((source) => simulate(compiled(source).interaction, { seed: 1, eventsMax }));
  const run = (): number => {
    for (const { lines } of runs) printTrace(lines);
    return runs.reduce((events, { occurrences }) => events + occurrences.length, 0);
  };
  return { name, against: null, prepare: () => run };
}

/** Every diagram's end is reached. */
const eventsMax = 10_000;

function firstRun(name: string, against: string, sources: readonly Source[]): Subject {
  return {
    name,
    against,
    prepare: () => {
      const interactions = sources.map((source) => compiled(source).interaction);
      return () =>
        interactions.reduce(
          (events, interaction) => events + simulate(interaction, { seed: 1, eventsMax }).occurrences.length,
          0,
        );
    },
  };
}

function furtherRun(name: string, against: string, sources: readonly Source[]): Subject {
  const interactions = sources.map((source) => compiled(source).interaction);
  let seed = 0;
  return {
    name,
    against,
    prepare: () => () => {
      seed += 1;
      return interactions.reduce(
        (events, interaction) => events + simulate(interaction, { seed, eventsMax }).occurrences.length,
        0,
      );
    },
  };
}
