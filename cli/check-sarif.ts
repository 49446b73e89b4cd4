import { isAbsolute, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import manifest from 'seqwright/package.json' with { type: 'json' };
import { catalogue } from '../compiler/diagnostics/catalogue.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { Diagnostic, Severity } from '../compiler/diagnostics/diagnostic.ts';
import { type Fix, titleOf } from '../compiler/diagnostics/fix.ts';
import type { Span } from '../compiler/text/span.ts';
import { allDiagnostics, type Checked } from './checked.ts';

/** The log that `check --format sarif` prints (SARIF 2.1.0, OASIS 2020); `complete` is whether every file could be read. */
export function checkedToSarif(checked: readonly Checked[], complete: boolean): object {
  const diagnostics = checked.flatMap(allDiagnostics);
  const names = [...new Set(diagnostics.map(({ name }) => name))].toSorted((a, b) =>
    catalogue[a].code < catalogue[b].code ? -1 : 1,
  );
  const ruleIndices = new Map(names.map((name, index) => [name, index]));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: { name: 'Seqwright', semanticVersion: manifest.version, rules: names.map(ruleOf) },
        },
        columnKind: 'utf16CodeUnits',
        invocations: [{ executionSuccessful: complete }],
        artifacts: checked.map(({ file }) => ({ location: { uri: uriOf(file.file) } })),
        results: diagnostics.map((one) => resultOf(one, ruleIndices.get(one.name) ?? -1)),
      },
    ],
  };
}

const levels: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'note' };

function ruleOf(name: Diagnostic['name']): object {
  const { code, severity, explanation } = catalogue[name];
  return {
    id: code,
    name,
    shortDescription: { text: explanation.split(/(?<=\.) /)[0] },
    fullDescription: { text: explanation },
    help: { text: explanation },
    defaultConfiguration: { level: levels[severity] },
  };
}

function resultOf(diagnostic: Diagnostic, ruleIndex: number): object {
  const { code, severity, message, hint } = describe(diagnostic);
  const { span, related, fixes } = diagnostic;
  return {
    ruleId: code,
    ruleIndex,
    level: levels[severity],
    message: { text: hint === null ? message : `${message}; ${hint}` },
    locations: [{ physicalLocation: placeOf(span) }],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map((one, id) => ({
            id,
            physicalLocation: placeOf(one.span),
            message: { text: one.message },
          })),
        }),
    ...(fixes.length === 0 ? {} : { fixes: fixes.map(fixOf) }),
  };
}

function fixOf(fix: Fix): object {
  const files = Map.groupBy(fix.edits, ({ span }) => span.file);
  return {
    description: { text: titleOf(fix) },
    artifactChanges: [...files].map(([file, edits]) => ({
      artifactLocation: { uri: uriOf(file) },
      replacements: edits.map(({ span, text }) => ({
        deletedRegion: regionOf(span),
        insertedContent: { text },
      })),
    })),
  };
}

function placeOf(span: Span): object {
  return { artifactLocation: { uri: uriOf(span.file) }, region: regionOf(span) };
}

function regionOf({ line, column, endLine, endColumn }: Span): object {
  return { startLine: line, startColumn: column, endLine, endColumn };
}

/** Relative to the working directory; what lies outside is named by its whole address. */
function uriOf(file: string): string {
  const path = relative('.', resolve(file));
  if (path.startsWith('..') || isAbsolute(path)) return pathToFileURL(file).href;
  return path.split(sep).map(encodeURIComponent).join('/');
}
