import type { DiagnosticName } from '../diagnostics/catalogue.ts';
import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { Diagram, Operand, Statement } from '../syntax/diagram.ts';
import type { Span } from '../text/span.ts';
import type { SwitchedOff } from './off.ts';
import { readDirectives } from './read-directives.ts';

/** Diagnostics of a diagram without those that `@off` silences, and how many these are. */
export interface Silenced {
  /** With an info for each `@off` that silences nothing. */
  readonly diagnostics: readonly Diagnostic[];
  readonly silenced: number;
}

/** Takes away what `@off` says need not be reported. A diagnostic belongs to the statement in which its place begins. */
export function silence(diagram: Diagram, diagnostics: readonly Diagnostic[]): Silenced {
  const { ofDiagram, above } = readDirectives(diagram);
  const everywhere = ofDiagram.off?.value ?? [];
  const scopes = [...above].flatMap(([target, { off }]) =>
    (off?.value ?? []).flatMap((off) => spansOf(target).map((span) => ({ off, span }))),
  );
  if (everywhere.length + scopes.length === 0) return { diagnostics, silenced: 0 };
  const silencing = new Map<Diagnostic, SwitchedOff>();
  const off = new Map(everywhere.map((one) => [one.name, one]));
  for (const diagnostic of diagnostics) {
    const one = off.get(diagnostic.name);
    if (one !== undefined) silencing.set(diagnostic, one);
  }
  const found = Map.groupBy(diagnostics, (diagnostic) => keyOf(diagnostic.name, diagnostic.span));
  for (const [key, covering] of Map.groupBy(scopes, ({ off: { name }, span }) => keyOf(name, span))) {
    for (const [diagnostic, one] of innermost(found.get(key) ?? [], covering)) silencing.set(diagnostic, one);
  }
  const effective = new Set([...silencing.values()].map(placeOf));
  // Those that one call of a macro puts in have one place, and are one.
  const all = new Map([...everywhere, ...scopes.map((scope) => scope.off)].map((one) => [placeOf(one), one]));
  const idle = [...all].filter(([place]) => !effective.has(place)).map(([, one]) => one);
  return {
    diagnostics: [
      ...diagnostics.filter((diagnostic) => !silencing.has(diagnostic)),
      ...idle.map(({ name, span }) => diagnose('nothing-silenced', { finding: name }, span)),
    ],
    silenced: silencing.size,
  };
}

interface Scope {
  readonly off: SwitchedOff;
  readonly span: Span;
}

/** The scope that each diagnostic lies in, if any; of several the one that begins last. All are of one name and one file. */
function innermost(
  diagnostics: readonly Diagnostic[],
  scopes: readonly Scope[],
): readonly (readonly [Diagnostic, SwitchedOff])[] {
  const opening = scopes.toSorted((a, b) => compare(startOf(a.span), startOf(b.span)));
  const open: Scope[] = [];
  let next = 0;
  return diagnostics
    .toSorted((a, b) => compare(startOf(a.span), startOf(b.span)))
    .flatMap((diagnostic) => {
      const here = startOf(diagnostic.span);
      for (; next < opening.length; next++) {
        const scope = opening[next] as Scope;
        if (compare(startOf(scope.span), here) > 0) break;
        open.push(scope);
      }
      // One that has ended has ended for all that follows.
      while (open.length > 0 && compare(endOf((open.at(-1) as Scope).span), here) < 0) open.pop();
      const scope = open.at(-1);
      return scope === undefined ? [] : [[diagnostic, scope.off] as const];
    });
}

/** The places of a statement or an operand: its own, and of what it holds that which lies elsewhere, as includes bring it. */
function spansOf(target: Statement | Operand): readonly Span[] {
  const { span } = target;
  return [span, ...heldBy(target).filter((inner) => !covers(span, inner))];
}

function heldBy(target: Statement | Operand): readonly Span[] {
  if ('statements' in target) {
    return target.statements.flatMap((statement) => [statement.span, ...heldBy(statement)]);
  }
  return target.kind === 'fragment'
    ? target.operands.flatMap((operand) => [operand.span, ...heldBy(operand)])
    : [];
}

function covers(outer: Span, inner: Span): boolean {
  return (
    outer.file === inner.file &&
    compare(startOf(outer), startOf(inner)) <= 0 &&
    compare(endOf(inner), endOf(outer)) <= 0
  );
}

type Point = readonly [line: number, column: number];

function startOf({ line, column }: Span): Point {
  return [line, column];
}

function endOf({ endLine, endColumn }: Span): Point {
  return [endLine, endColumn];
}

function compare([line, column]: Point, [otherLine, otherColumn]: Point): number {
  return line - otherLine || column - otherColumn;
}

function keyOf(name: DiagnosticName, { file }: Span): string {
  return `${name} ${file}`;
}

function placeOf({ name, span: { file, line, column } }: SwitchedOff): string {
  return `${name} ${file}:${line}:${column}`;
}
