import type { Interaction } from '../../compiler/interaction/interaction.ts';
import { judge } from '../../conformance/judge.ts';
import type { Observers } from '../../conformance/observers.ts';
import { readTrace } from '../../conformance/read-trace.ts';
import { compiled, type Recording } from './diagrams.ts';
import type { Subject } from './measurement.ts';

/** What parsing the JSON of recordings takes. */
export function parseJson(recordings: readonly Recording[]): () => number {
  return () => {
    for (const { trace } of recordings) {
      for (const line of trace.split('\n')) if (line !== '') JSON.parse(line);
    }
    return eventsOf(recordings);
  };
}

/** Reading and judging recordings, all of which conform, by interactions about which nothing is known yet. */
export function judgeFirst(recordings: readonly Recording[], observers: Observers): Subject['prepare'] {
  return () => judging(recordings, observers);
}

/** The same by interactions that have judged these recordings before. */
export function judgeAgain(recordings: readonly Recording[], observers: Observers): Subject['prepare'] {
  const run = judging(recordings, observers);
  return () => run;
}

function judging(recordings: readonly Recording[], observers: Observers): () => number {
  const interactions = recordings.map(({ source }) => compiled(source).interaction);
  return () => {
    for (const [index, { source, trace }] of recordings.entries()) {
      const verdict = verdictOn(interactions[index] as Interaction, trace, observers);
      if (verdict !== 'pass') throw new Error(`a recording of ${source.file} is judged "${verdict}"`);
    }
    return eventsOf(recordings);
  };
}

function verdictOn(interaction: Interaction, trace: string, observers: Observers): string {
  return judge(interaction, readTrace(trace).trace, { observers })
    .map(({ verdict }) => verdict)
    .join();
}

function eventsOf(recordings: readonly Recording[]): number {
  return recordings.reduce((sum, { events }) => sum + events, 0);
}
