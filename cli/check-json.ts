import { type DiagnosticJson, diagnosticToJson } from '../compiler/diagnostics/to-json.ts';
import type { Checked, Entry } from './checked.ts';

/** The object that `check --json` prints: one entry a diagram. */
export function checkedToJson(checked: readonly Checked[]): { readonly files: readonly EntryJson[] } {
  return { files: checked.flatMap(({ entries }) => entries.map(entryToJson)) };
}

export interface EntryJson {
  readonly file: string;
  /** Its name, when it has one. */
  readonly diagram?: string;
  /** Null when the file holds no diagram. */
  readonly dialect: string | null;
  readonly title: string | null;
  readonly lifelines: readonly {
    readonly id: string;
    readonly name: string;
    readonly kind: string;
    readonly line: number;
    /** Where the line is, when that is a file which the diagram includes. */
    readonly file?: string;
  }[];
  /** Drawn arrows. */
  readonly messages: number;
  readonly diagnostics: readonly DiagnosticJson[];
}

function entryToJson({ file, compiled, diagnostics }: Entry): EntryJson {
  const diagram = compiled?.diagram;
  return {
    file,
    ...(diagram === undefined || diagram.name === null ? {} : { diagram: diagram.name }),
    dialect: diagram?.dialect ?? null,
    title: diagram?.title ?? null,
    lifelines: (diagram?.lifelines ?? []).map(({ id, name, kind, span }) => ({
      id,
      name,
      kind,
      line: span.line,
      ...(span.file === file ? {} : { file: span.file }),
    })),
    messages: compiled?.interaction.messages.length ?? 0,
    diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, file)),
  };
}
