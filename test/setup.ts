import { configureGlobal } from 'fast-check';
import { randomCases } from './random-share.ts';

configureGlobal({ numRuns: randomCases(1000) });
