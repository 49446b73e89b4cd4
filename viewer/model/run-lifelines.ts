import { normaliseLabel } from '../../compiler/interaction/label.ts';
import type { Diagram } from '../../compiler/syntax/diagram.ts';
import { displayText } from './display-text.ts';
import type { RunEvent, RunLifeline } from './run-model.ts';

/** The diagram's lifelines from left to right, then those that only the trace knows. */
export function runLifelines(diagram: Diagram | null, events: readonly RunEvent[]): readonly RunLifeline[] {
  // PlantUML: those without an `order` stand at 0, and of equal ones the first to appear is further left.
  const placed = (diagram?.lifelines ?? []).toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0));
  const drawn = placed.map(({ id, name, kind }) => ({
    id,
    name: displayText(name),
    kind,
  }));
  const known = new Set(drawn.map(({ id }) => id));
  const named = new Set(
    events.flatMap(({ lifelines, peer }) => (peer === null ? lifelines : [...lifelines, peer])),
  );
  const others = [...named].filter((id) => !known.has(id));
  return [...drawn, ...others.map((id) => ({ id, name: displayText(id), kind: 'participant' as const }))];
}

/** Events name a lifeline by its id or by what is shown of it: both lead to the id. */
export function lifelineNames(diagram: Diagram | null): { readonly idOf: (name: string) => string } {
  const ids = new Map<string, string>();
  for (const { id, name } of diagram?.lifelines ?? []) ids.set(normaliseLabel(name), id);
  for (const { id } of diagram?.lifelines ?? []) ids.set(id, id);
  return { idOf: (name) => ids.get(name) ?? ids.get(normaliseLabel(name)) ?? name };
}
