import { analyse } from '../compiler/analysis/analyses.ts';
import type { AnalysisOptions } from '../compiler/analysis/analysis.ts';
import { type Causality, causalityOf } from '../compiler/analysis/causality.ts';
import { type MessageKinds, messageKinds } from '../compiler/analysis/message-kinds.ts';
import { raceRepairs } from '../compiler/analysis/race-repairs.ts';
import type { CompiledDiagram, CompileOptions } from '../compiler/compile.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../compiler/diagnostics/diagnostic.ts';
import { printable } from '../compiler/diagnostics/printable.ts';
import { sortDiagnostics } from '../compiler/diagnostics/sort.ts';
import { silence } from '../compiler/directives/silence.ts';
import { reportTypes } from '../conformance/payloads/report-types.ts';
import { UsageError } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { type DiagramFile, readDiagrams } from './read-diagrams.ts';

/** What the files of a run hold; `unreadable` when one of them could not be read, which was said on stderr. */
export interface CheckResult {
  readonly checked: readonly Checked[];
  readonly unreadable: boolean;
}

/** How long messages hold their senders, and which of them keep their order. */
export type CheckMeaning = Pick<AnalysisOptions, 'channel' | 'replies'> &
  Pick<CompileOptions, 'arrows'> & {
    /** Look for edits that settle each race. */
    readonly repairs?: boolean;
    /** Say what the binding beside the diagram settles, which runs its code. */
    readonly binding?: boolean;
    /** Tell what orders each diagram, and what does not. */
    readonly causality?: boolean;
  };

/** Reads and analyses files. One that cannot be read keeps nobody from hearing about the others. */
export async function checkFiles(files: readonly string[], meaning: CheckMeaning): Promise<CheckResult> {
  const checked: Checked[] = [];
  let unreadable = false;
  for (const path of files) {
    try {
      const file = await readDiagrams(path, meaning);
      const rendezvous =
        meaning.causality === true ? await readDiagrams(path, { ...meaning, arrows: 'rendezvous' }) : null;
      const one = checkFile(file, meaning, rendezvous);
      checked.push(
        meaning.binding === true ? await (await import('./check-binding.ts')).settle(one, meaning) : one,
      );
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      console.error(`error: ${printable(error.message)}`);
      unreadable = true;
    }
  }
  return { checked, unreadable };
}

/** A file that holds no diagram, or cannot be read, was no good choice; errors fail, and warnings of a strict check. */
export function exitCodeOf({ checked, unreadable }: CheckResult, strict: boolean): ExitCode {
  if (unreadable || checked.some(({ file }) => file.diagrams.length === 0)) return exitCodes.usage;
  const { error, warning } = countSeverities(
    checked.flatMap(allDiagnostics).filter((one) => !isSettled(checked, one)),
  );
  return error > 0 || (strict && warning > 0) ? exitCodes.fail : exitCodes.pass;
}

/** Analyses every diagram of a file; `rendezvous` is the same file with arrows that hold their sender. */
export function checkFile(
  file: DiagramFile,
  options: CheckMeaning = {},
  rendezvous: DiagramFile | null = null,
): Checked {
  if (file.diagrams.length === 0) {
    return {
      file,
      entries: [
        {
          file: file.file,
          compiled: null,
          kinds: null,
          causality: null,
          diagnostics: sortDiagnostics(file.diagnostics),
          silenced: 0,
          settled: null,
        },
      ],
    };
  }
  const entries = file.diagrams.map((compiled, index) => {
    const found = [
      ...compiled.diagnostics,
      ...reportTypes(compiled.interaction, compiled.classes),
      ...analyse(compiled.diagram, compiled.interaction, { ...options, ...repairing(file, index, options) }),
    ];
    const { diagnostics, silenced } = silence(compiled.diagram, found);
    return {
      file: file.file,
      compiled,
      kinds: messageKinds(compiled.diagram, compiled.interaction, options.replies),
      causality:
        options.causality === true
          ? causalityOf(compiled, rendezvous?.diagrams[index]?.interaction ?? null)
          : null,
      // What concerns the whole file is said once.
      diagnostics: sortDiagnostics([...(index === 0 ? file.diagnostics : []), ...diagnostics]),
      silenced,
      settled: null,
    };
  });
  return { file, entries };
}

function repairing(file: DiagramFile, index: number, options: CheckMeaning): Pick<AnalysisOptions, 'repair'> {
  const compiled = file.diagrams[index];
  if (options.repairs !== true || compiled === undefined) return {};
  const recompile = (text: string) => file.recompile(text)[index] ?? null;
  return {
    repair: raceRepairs(
      { compiled, file: file.file, source: file.source, recompile },
      options.channel ?? 'fifo',
    ),
  };
}

/** A file with one entry a diagram; a file without any has one without a diagram. */
export interface Checked {
  readonly file: DiagramFile;
  readonly entries: readonly Entry[];
}

/** A diagram with all that there is to say about it. */
export interface Entry {
  readonly file: string;
  /** Null when the file holds no diagram. */
  readonly compiled: CompiledDiagram | null;
  /** Calls and replies; null when there is no diagram. */
  readonly kinds: MessageKinds | null;
  /** Null when nobody asked for it, or there is no diagram. */
  readonly causality: Causality | null;
  readonly diagnostics: readonly Diagnostic[];
  /** How many more there are that the diagram switches off by `@off`. */
  readonly silenced: number;
  /** What the binding beside the diagram settles; null when nobody asked for it, or there is no binding. */
  readonly settled: Settled | null;
}

/** Findings about what is drawn that are none about what is meant, and those that are only about what is meant. */
export interface Settled {
  /** The path of the binding. */
  readonly binding: string;
  readonly findings: ReadonlySet<Diagnostic>;
  readonly added: readonly Diagnostic[];
}

function isSettled(checked: readonly Checked[], finding: Diagnostic): boolean {
  return checked.some(({ entries }) =>
    entries.some(({ settled }) => settled?.findings.has(finding) === true),
  );
}

/** Those of all diagrams of the file. */
export function allDiagnostics({ entries }: Checked): readonly Diagnostic[] {
  return entries.flatMap(({ diagnostics }) => diagnostics);
}

/** How many diagnostics there are of each severity. */
export function countSeverities(diagnostics: readonly Diagnostic[]): Readonly<Record<Severity, number>> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const diagnostic of diagnostics) counts[describe(diagnostic).severity]++;
  return counts;
}

/** The gravest first. */
export const severities: readonly Severity[] = ['error', 'warning', 'info'];

/** Sorted by severity; those of one severity keep their order. */
export function gravestFirst(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return severities.flatMap((severity) => diagnostics.filter((one) => describe(one).severity === severity));
}
