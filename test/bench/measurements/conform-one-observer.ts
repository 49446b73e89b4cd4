import { loopRecording } from '../diagrams.ts';
import { judgeFirst, parseJson } from '../judging.ts';
import { type Measurement, scaled } from '../measurement.ts';

/** One observer's long recording of a loop, from its text to the verdict, against parsing its JSON. */
export const conformingOneObserver: Measurement = {
  name: 'conform, one observer, 48,000 events of a loop',
  unit: 'events',
  clock: 'processor',
  subjects: (scale) => {
    const bare = [loopRecording(scaled(6000, scale), 'without ids')];
    const paired = [loopRecording(scaled(6000, scale), 'with ids')];
    return [
      { name: floor, against: null, prepare: () => parseJson(bare) },
      { name: 'without ids', against: floor, prepare: judgeFirst(bare, 'one') },
      { name: 'with ids', against: floor, prepare: judgeFirst(paired, 'one') },
    ];
  },
};

const floor = 'JSON.parse';
