import type { Statement } from '../syntax/diagram.ts';

/** What a statement becomes. Directives stay directly above `main`. */
export interface Made {
  readonly before: readonly Statement[];
  readonly main: readonly Statement[];
  readonly after: readonly Statement[];
}

/** What becomes these statements and no more. */
export function made(...main: Statement[]): Made {
  return { before: [], main, after: [] };
}
