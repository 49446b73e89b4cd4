import { isDeepStrictEqual } from 'node:util';
import type { Diagram } from '../../../compiler/syntax/diagram.ts';

/** Whether two diagrams say the same, wherever in whatever file their parts stand. */
export function equalApartFromPlaces(a: Diagram, b: Diagram): boolean {
  return isDeepStrictEqual(withoutPlaces(a), withoutPlaces(b));
}

/** What a diagram says, for a comparison that shows the difference: no places, no diagnostics. */
export function withoutPlaces(diagram: Diagram): unknown {
  const { diagnostics: _, ...said } = diagram;
  return strip(said);
}

function strip(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(strip);
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key]) => !/span$/i.test(key));
  return Object.fromEntries(kept.map(([key, inner]) => [key, strip(inner)]));
}
