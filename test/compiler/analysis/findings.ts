import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { analyse } from '../../../compiler/analysis/analyses.ts';
import type { AnalysisOptions } from '../../../compiler/analysis/analysis.ts';
import { type CompiledDiagram, type CompileOptions, compile } from '../../../compiler/compile.ts';
import type { DiagnosticArguments, DiagnosticName } from '../../../compiler/diagnostics/catalogue.ts';
import type { Diagnostic } from '../../../compiler/diagnostics/diagnostic.ts';
import type { Span } from '../../../compiler/text/span.ts';

export interface Finding<Name extends DiagnosticName> {
  readonly args: DiagnosticArguments[Name];
  readonly diagnostic: Diagnostic;
}

/** What the analyses find of one kind, in text order. */
export function findings<Name extends DiagnosticName>(
  name: Name,
  compiled: CompiledDiagram,
  options: AnalysisOptions = {},
): readonly Finding<Name>[] {
  return analyse(compiled.diagram, compiled.interaction, options)
    .filter((diagnostic) => diagnostic.name === name)
    .map((diagnostic) => ({ args: diagnostic.args as DiagnosticArguments[Name], diagnostic }));
}

/** The races as `s1–r5@Lifeline`, numbered as the messages are in the text; a joint ref is `ref`. */
export function races(compiled: CompiledDiagram, options: AnalysisOptions = {}): readonly string[] {
  return findings('race', compiled, options).map(({ args, diagnostic }) => {
    const [related] = diagnostic.related;
    const first = `${args.first.kind.charAt(0)}${numberAt(compiled, related?.span)}`;
    const second = `${args.second.kind.charAt(0)}${numberAt(compiled, diagnostic.span)}`;
    return `${first}–${second}@${args.lifeline}`;
  });
}

/** Which statement of `plantuml` a finding is at, and which ones its related places are at. */
export function places({ diagnostic: { span, related } }: { readonly diagnostic: Diagnostic }): string {
  return [span, ...related.map((other) => other.span)].map(({ line }) => line - 1).join(' ← ');
}

/** A PlantUML diagram of these statements, one a line; the first is statement 1. */
export function plantuml(...statements: readonly string[]): CompiledDiagram {
  return compiled(['@startuml', ...statements, '@enduml', ''].join('\n'));
}

/** The first diagram of the text, which must be understood without an error or an unknown line. */
function compiled(text: string, options: CompileOptions = {}): CompiledDiagram {
  const { diagrams, diagnostics } = compile(text, 'test.puml', options);
  const [first] = diagrams;
  const wrong = [...diagnostics, ...(first?.diagnostics ?? [])].filter(({ name }) => troubles.test(name));
  if (first === undefined || wrong.length > 0) {
    throw new Error(`the fixture is wrong: ${JSON.stringify(wrong)}\n${text}`);
  }
  return first;
}

const troubles = /^(?:unknown-line|stray-|unclosed-|no-diagram|unsupported|empty-file)/;

/** One of the three diagrams of the project. */
export function specified(path: string, options: CompileOptions = {}): CompiledDiagram {
  return compiled(
    readFileSync(fileURLToPath(new URL(`../../../diagrams/${path}`, import.meta.url)), 'utf8'),
    options,
  );
}

/** The number of the message that stands there. */
export function numberAt({ interaction }: CompiledDiagram, span: Span | undefined): string {
  const message = interaction.messages.find(
    ({ statement }) => statement.span.line === span?.line && statement.span.column === span.column,
  );
  return message === undefined ? '' : `${message.number}`;
}
