import type { Diagram } from './diagram.ts';

/** Whether two diagrams say the same, wherever their parts stand and whatever was to be said of them. */
export function sayTheSame(a: Diagram, b: Diagram): boolean {
  return withoutPlaces(a) === withoutPlaces(b);
}

function withoutPlaces(diagram: Diagram): string {
  return JSON.stringify(diagram, (key, value: unknown) =>
    /span$/i.test(key) || key === 'diagnostics' ? undefined : value,
  );
}
