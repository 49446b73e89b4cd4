import { allSeen, type Observation } from '../reference/verdict.ts';

/** What the flags of a golden trace say: `--observers per-lifeline`, `--hidden A,B`, `--prefix`. */
export function observationOf(flags: readonly string[]): Observation {
  const [flag, value] = flags;
  if (flag === undefined) {
    return allSeen;
  }
  if (flag === '--prefix') {
    return { ...observationOf(flags.slice(1)), extent: 'prefix' };
  }
  const others = observationOf(flags.slice(2));
  if (flag === '--hidden' && value !== undefined) {
    return { ...others, hidden: value.split(',') };
  }
  if (flag === '--observers' && value === 'per-lifeline') {
    return { ...others, observers: value };
  }
  throw new Error(`no golden trace is known to have the flags '${flags.join(' ')}'`);
}
