import { type Slack, slackOf } from '../compiler/analysis/time-slack.ts';
import type { AppliedFix } from '../compiler/diagnostics/apply-fixes.ts';
import { titleOf } from '../compiler/diagnostics/fix.ts';
import { type DiagnosticJson, diagnosticToJson } from '../compiler/diagnostics/to-json.ts';
import type { Checked, Entry } from './checked.ts';
import type { FixedFile } from './fix-files.ts';
import { causalityToJson } from './print-causality.ts';

/** The object that `check --json` prints: one entry a diagram, and with `--fix` what was done. */
export function checkedToJson(
  checked: readonly Checked[],
  fixed: readonly FixedFile[] | null,
): { readonly files: readonly EntryJson[]; readonly fixed?: readonly AppliedJson[] } {
  return {
    files: checked.flatMap(({ entries }) => entries.map(entryToJson)),
    ...(fixed === null ? {} : { fixed: fixed.flatMap(({ applied }) => applied.map(appliedToJson)) }),
  };
}

/** A fix that was made, or with `--dry-run` would be, and the place of its diagnostic. */
interface AppliedJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly name: string;
  readonly title: string;
}

function appliedToJson({ diagnostic: { name, span }, fix }: AppliedFix): AppliedJson {
  return { file: span.file, line: span.line, column: span.column, name, title: titleOf(fix) };
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
  /** Which message answers which, by number: the call and the reply. */
  readonly replies: readonly (readonly [number, number])[];
  /** What each message is, that of message 1 first. */
  readonly kinds: readonly string[];
  /** Times that the diagram gives, with the room that the others leave; absent when it gives none. */
  readonly times?: readonly TimeJson[];
  /** With `--causality`: what orders the diagram, and what does not. */
  readonly causality?: unknown;
  /** `settled` when the binding settles it. */
  readonly diagnostics: readonly (DiagnosticJson & { readonly settled?: boolean })[];
  /** What is found only in what the binding means; with `--binding`, where there is one. */
  readonly meant?: readonly DiagnosticJson[];
  /** How many more there are that the diagram switches off. */
  readonly silenced?: number;
}

/** In milliseconds; null is without a limit, or not known. */
interface TimeJson {
  readonly line: number;
  readonly column: number;
  readonly file?: string;
  readonly kind: 'between' | 'timeout';
  readonly anchors?: readonly [string, string];
  readonly atLeast: number;
  readonly atMost: number | null;
  /** What everything else needs at least, and allows at most. */
  readonly least: number | null;
  readonly most: number | null;
  /** What is left of `atMost` when everything else takes its least time, in the run with the least room. */
  readonly slack: number | null;
}

function timeToJson({ said, least, most, slack }: Slack, file: string): TimeJson {
  const { span, bounds } = said;
  const finite = (value: number | null): number | null => (value === Number.POSITIVE_INFINITY ? null : value);
  return {
    line: span.line,
    column: span.column,
    ...(span.file === file ? {} : { file: span.file }),
    ...(said.kind === 'wait' ? { kind: 'timeout' } : { kind: said.kind, anchors: said.anchors }),
    atLeast: bounds.atLeast,
    atMost: finite(bounds.atMost),
    least,
    most: finite(most),
    slack,
  };
}

function entryToJson({ file, compiled, kinds, causality, diagnostics, silenced, settled }: Entry): EntryJson {
  const diagram = compiled?.diagram;
  const times = compiled === null ? [] : slackOf(compiled.diagram, compiled.interaction);
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
    replies: kinds?.pairs ?? [],
    kinds: kinds?.kinds ?? [],
    ...(times.length === 0 ? {} : { times: times.map((one) => timeToJson(one, file)) }),
    ...(causality === null ? {} : { causality: causalityToJson(causality) }),
    diagnostics: diagnostics.map((diagnostic) => ({
      ...diagnosticToJson(diagnostic, file),
      ...(settled?.findings.has(diagnostic) === true ? { settled: true } : {}),
    })),
    ...(settled === null ? {} : { meant: settled.added.map((one) => diagnosticToJson(one, file)) }),
    ...(silenced === 0 ? {} : { silenced }),
  };
}
