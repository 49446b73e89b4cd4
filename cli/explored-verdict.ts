import type { Verdict } from '../conformance/judge.ts';
import type { Exploration } from '../runtime/explore/explore.ts';

/** What an exploration comes to: whatever goes wrong is a failure, and nothing more is needed when all of it was looked at. */
export function verdictOf({
  deadlocks,
  orphans,
  unspecified,
  livelocks,
  implied,
  invariants,
  ...followed
}: Exploration): Verdict {
  const wrong = [deadlocks, orphans, unspecified, livelocks].some(({ count }) => count > 0);
  const kept = invariants.map(({ verdict }) => verdict);
  if (wrong || implied.scenarios.length > 0 || kept.includes('broken')) return 'fail';
  const isOpen =
    followed.gaveUp ||
    implied.gaveUp ||
    kept.includes('undecided') ||
    !followed.lookedBack ||
    followed.unbounded.length > 0;
  return isOpen ? 'inconclusive' : 'pass';
}
