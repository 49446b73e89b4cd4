import type { Measurement } from './measurement.ts';
import { conformingOneObserver } from './measurements/conform-one-observer.ts';
import { conformingPerLifeline } from './measurements/conform-per-lifeline.ts';
import { exploringAgreement, exploringPairs } from './measurements/explore.ts';
import { lowering } from './measurements/lower.ts';
import { parsing, parsingPlain } from './measurements/parse.ts';
import { findingRaces } from './measurements/races.ts';
import { simulating } from './measurements/simulate.ts';
import { startingUp } from './measurements/start-up.ts';

/** Everything that is measured, from text to verdict. */
export const measurements: readonly Measurement[] = [
  parsing(1_000),
  parsing(10_000),
  parsing(100_000),
  { ...parsing(1_000_000), roundsMax: 2 },
  parsingPlain,
  lowering,
  findingRaces,
  simulating,
  conformingOneObserver,
  conformingPerLifeline,
  exploringPairs(8),
  exploringPairs(9),
  exploringPairs(10),
  exploringAgreement,
  startingUp,
];
