import { compile } from '../../../compiler/compile.ts';
import { describe as describeDiagnostic } from '../../../compiler/diagnostics/describe.ts';
import type { IncludeReader } from '../../../compiler/preprocess/include.ts';

/** What is said of directives in a text, each as `line name: message`; findings of other kinds are left out. */
export function findingsIn(text: string, files: Readonly<Record<string, string>> = {}): readonly string[] {
  const { diagrams, diagnostics } = compile(text, 'a.puml', { includes: including(files) });
  return [...diagnostics, ...diagrams.flatMap((one) => one.diagnostics)]
    .filter(({ name }) => /directive|silenced|payload|class/.test(name))
    .map((one) => `${one.span.line} ${one.name}: ${describeDiagnostic(one).message}`);
}

/** Gives the files of a table to includes. */
export function including(files: Readonly<Record<string, string>>): IncludeReader {
  return (path) => {
    const text = files[path];
    return text === undefined ? null : { text, file: path };
  };
}

/** Lines as a PlantUML diagram. */
export function plantuml(...lines: readonly string[]): string {
  return ['@startuml', ...lines, '@enduml', ''].join('\n');
}
