import type { Diagnostic, Related } from '../diagnostics/diagnostic.ts';

/** What is said of a diagram while it is read. */
export class Findings {
  readonly #found: Diagnostic[] = [];

  add(found: readonly Diagnostic[]): void {
    for (const diagnostic of found) this.#found.push(diagnostic);
  }

  /** Enters what is said of a line that came through includes or out of macros; gives a number for it. */
  report(diagnostic: Diagnostic, via: readonly Related[]): number {
    const related = [...diagnostic.related, ...via];
    return this.#found.push(via.length === 0 ? diagnostic : { ...diagnostic, related }) - 1;
  }

  /** Makes the fixes of what has the number suggestions only. */
  doubt(number: number): void {
    const diagnostic = this.#found[number] as Diagnostic;
    const fixes = diagnostic.fixes.map((fix) => ({ ...fix, safe: false }));
    this.#found[number] = { ...diagnostic, fixes };
  }

  /** By place; what stands in included files comes behind what stands in the diagram's own. */
  inTextOrder(own: string): Diagnostic[] {
    const files = [...new Set([own, ...this.#found.map(({ span }) => span.file)])];
    const order = new Map(files.map((file, index) => [file, index]));
    return this.#found.toSorted(
      ({ span: a }, { span: b }) =>
        (order.get(a.file) ?? 0) - (order.get(b.file) ?? 0) || a.line - b.line || a.column - b.column,
    );
  }
}
