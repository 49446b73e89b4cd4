import { basename } from 'node:path';
import type { MessageType, Move } from '../runtime/explore/machine.ts';
import type { FiredMove, Firing } from '../runtime/explore/product.ts';

/** A run of the scripts, a line for each thing that happens, indented. */
export function printRun(run: readonly Firing[]): readonly string[] {
  if (run.length === 0) return ['  (at once)'];
  return run.flatMap((firing) => {
    const moves = firing[0]?.move.kind === 'joint' ? firing.slice(0, 1) : firing;
    return moves.map(
      (fired) => `  ${say(fired)}${fired.fate === null ? '' : ` (${fired.fate})`}${placeOf(fired)}`,
    );
  });
}

/** What a lifeline does, or waits for. */
export function say({ id, move: { transition } }: Pick<FiredMove, 'id' | 'move'>): string {
  const { kind, peer, label, joint } = transition;
  switch (kind) {
    case 'send':
      return `${id} ──▶ ${peer ?? ''} ${label}`;
    case 'receive':
      return `${id} ◀── ${peer ?? ''} ${label}`;
    case 'action':
      return `${id} ● ${label}`;
    case 'ref':
      return `${(joint ?? []).join(', ')} ref ${label}`;
  }
}

/** Where it is drawn, behind three blanks; empty for what is drawn nowhere. */
export function placeOf({ move }: Pick<FiredMove, 'move'>): string {
  const { span } = move.transition.occurrences[0] ?? {};
  return span === undefined ? '' : `   ${basename(span.file)}:${span.line}`;
}

/** What a lifeline waits for that is not at its end, and where that is drawn. */
export function printWaiting(lifeline: string, moves: readonly Move[]): string {
  const awaited = moves.map((move) => `${say({ id: lifeline, move })}${placeOf({ move })}`);
  return `  ${lifeline} waits for ${awaited.join(', or for ')}`;
}

/** A message by its label and its ends. */
export function named({ from, to, label }: MessageType, lifelines: readonly string[]): string {
  return `"${label}" from ${lifelines[from] ?? ''} to ${lifelines[to] ?? ''}`;
}
