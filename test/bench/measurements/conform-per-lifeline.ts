import { simulatedRecording, systems } from '../diagrams.ts';
import { judgeAgain, judgeFirst, parseJson } from '../judging.ts';
import type { Measurement } from '../measurement.ts';

/** Recordings of the three systems where each lifeline has an observer of its own, against a single observer. */
export const conformingPerLifeline: Measurement = {
  name: 'conform, one observer per lifeline, the three systems',
  unit: 'events',
  clock: 'processor',
  subjects: () => {
    const recordings = systems.map(simulatedRecording);
    return [
      { name: 'JSON.parse', against: null, prepare: () => parseJson(recordings) },
      { name: 'first trace, one observer', against: 'JSON.parse', prepare: judgeFirst(recordings, 'one') },
      {
        name: 'first trace, per lifeline',
        against: 'first trace, one observer',
        prepare: judgeFirst(recordings, 'per-lifeline'),
      },
      { name: 'further trace, one observer', against: 'JSON.parse', prepare: judgeAgain(recordings, 'one') },
      {
        name: 'further trace, per lifeline',
        against: 'further trace, one observer',
        prepare: judgeAgain(recordings, 'per-lifeline'),
      },
    ];
  },
};
