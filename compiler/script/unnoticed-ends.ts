import type { Script, Transition } from './script.ts';

/** A lifeline that may be done and may as well have something to receive: it waits, although all may have ended. */
export interface UnnoticedEnd {
  readonly lifeline: string;
  /** What it may still be sent. */
  readonly awaited: readonly Transition[];
}

/**
 * The lifelines that cannot notice the end: somewhere they may be done and may receive something, too (termination awareness in
 * Guanciale, Tuosto, "PomCho: a tool chain for choreographic design", 2021).
 *
 * It is the same under every channel model. A script's word that ends there is its share of a run of the diagram, which can be
 * played in drawn order.
 */
export function unnoticedEnds(scripts: readonly Script[]): readonly UnnoticedEnd[] {
  return scripts.flatMap(({ lifeline, states }) => {
    const awaited = states.flatMap(({ final, transitions }) =>
      final ? transitions.filter(({ kind }) => kind === 'receive') : [],
    );
    const distinct = new Map(awaited.map((one) => [JSON.stringify([one.peer, one.label]), one]));
    return distinct.size === 0 ? [] : [{ lifeline, awaited: [...distinct.values()] }];
  });
}
