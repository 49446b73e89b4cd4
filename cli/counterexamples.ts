import type { CompiledDiagram } from '../compiler/compile.ts';
import { diagramOfRun, inWords, type Told } from '../runtime/explore/diagram-of-run.ts';
import type { Exploration, StuckRun } from '../runtime/explore/explore.ts';
import type { ImpliedScenario } from '../runtime/explore/implied.ts';
import type { ExploredInvariant } from '../runtime/explore/invariants.ts';
import type { Livelock } from '../runtime/explore/livelocks.ts';
import type { Move } from '../runtime/explore/machine.ts';
import type { Firing } from '../runtime/explore/product.ts';
import type { UnspecifiedReception } from '../runtime/explore/unspecified-receptions.ts';

/** The run of a finding, and what a diagram of it says besides. */
export interface Counterexample {
  readonly run: readonly Firing[];
  readonly told: Told;
}

/** The shortest run of the worst that was found: rather one that gets stuck, or that the diagram does not have at all, than one that is only too short. */
export function worstOf({
  deadlocks,
  orphans,
  livelocks,
  invariants,
  implied,
}: Exploration): Counterexample | null {
  const [deadlock] = deadlocks.examples;
  if (deadlock !== undefined) return ofStuck(deadlock, 'deadlock');
  const [orphan] = orphans.examples;
  if (orphan !== undefined) return ofStuck(orphan, 'message that nobody takes');
  const [livelock] = livelocks.examples;
  if (livelock !== undefined) return ofLivelock(livelock);
  const broken = invariants.map(ofBroken).find((one) => one !== null);
  if (broken !== undefined) return broken;
  const [scenario] = implied.scenarios.toSorted(
    (a, b) => Number(a.kind === 'ends-too-early') - Number(b.kind === 'ends-too-early'),
  );
  return scenario === undefined ? null : ofImplied(scenario);
}

/** It as a diagram in the language of the one that was explored; null where that has no words for it. */
export function drawn({ run, told }: Counterexample, source: CompiledDiagram): string | null {
  return diagramOfRun(run, source, told);
}

export function ofStuck({ run, waiting }: StuckRun, title: string): Counterexample {
  const notes = waiting.map(({ lifeline, moves }) => ({ lifeline, text: `waits ${awaited(moves)}` }));
  return { run, told: { title, notes } };
}

export function ofUnspecified({ run, lifeline, message, waitsFor }: UnspecifiedReception): Counterexample {
  const text = `waits ${awaited(waitsFor)}; "${message.label}" has come`;
  return { run, told: { title: 'unspecified reception', notes: [{ lifeline, text }] } };
}

export function ofLivelock({ run, circleFrom }: Livelock): Counterexample {
  const mark = { from: circleFrom, text: 'from here again and again' };
  return { run, told: { title: 'livelock', notes: [], mark } };
}

/** Null for an invariant that no run was found to break. */
export function ofBroken({ invariant, run, by }: ExploredInvariant): Counterexample | null {
  if (run === null) return null;
  const lifeline = run.at(-1)?.[0]?.id;
  const text = by === 'end' ? 'this ends without keeping the invariant' : 'this breaks the invariant';
  const notes = lifeline === undefined ? [] : [{ lifeline, text }];
  return { run, told: { title: `broken invariant ${invariant.text}`, notes } };
}

export function ofImplied({ run, kind }: ImpliedScenario): Counterexample {
  const told = {
    'no-run-begins-so': 'no run of the diagram begins like this',
    'ends-too-early': 'the scripts may end here, and the diagram may not',
  };
  const lifeline = run.at(-1)?.[0]?.id;
  const notes = lifeline === undefined ? [] : [{ lifeline, text: told[kind] }];
  return { run, told: { title: 'implied scenario', notes } };
}

function awaited(moves: readonly Move[]): string {
  return moves
    .map(({ transition }) => {
      const { kind, peer, label } = transition;
      if (kind === 'receive') return `for "${label}"${peer === null ? '' : ` from ${peer}`}`;
      return `until it ${inWords(transition)}`;
    })
    .join(' or ');
}
