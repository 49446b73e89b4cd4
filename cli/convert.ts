import { writeFile } from 'node:fs/promises';
import { Option } from 'commander';
import { type Converted, convert as convertDiagram } from '../compiler/convert/convert.ts';
import { describe } from '../compiler/diagnostics/describe.ts';
import { type Diagnostic, diagnose } from '../compiler/diagnostics/diagnostic.ts';
import { withoutControls } from '../compiler/diagnostics/printable.ts';
import { renderDiagnostics } from '../compiler/diagnostics/render.ts';
import { sortDiagnostics } from '../compiler/diagnostics/sort.ts';
import { diagnosticToJson } from '../compiler/diagnostics/to-json.ts';
import type { Diagram, Dialect } from '../compiler/syntax/diagram.ts';
import { coloured } from './colours.ts';
import { type CommandDefinition, exitingWith } from './command.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { readDiagram, readDiagrams } from './read-diagrams.ts';

/** `seqwright convert`: a diagram in another language, with the same meaning. */
export const convertCommand: CommandDefinition = {
  name: 'convert',
  summary: 'write a diagram in another language, with the same meaning, and say what cannot be written there',
  examples: [
    {
      line: 'seqwright convert diagrams/agreement/agreement.puml --to mermaid',
      does: 'a PlantUML diagram as Mermaid',
    },
    {
      line: 'seqwright convert diagrams/order-flow/order-flow.wsd --to plantuml --json',
      does: 'the text, and what was left out, for machines',
    },
    {
      line: 'seqwright convert login.puml --to sequencediagram --diagram Login --out login.wsd',
      does: 'one of the diagrams of a file into another file',
    },
  ],
  declare: (command) => {
    command
      .argument('<file>', 'a diagram')
      .addOption(
        new Option('--to <language>', 'the language to write')
          .choices(Object.keys(languages))
          .makeOptionMandatory(),
      )
      .option('--diagram <name>', 'which diagram of the file; the first when absent')
      .option('--name <name>', 'the same as --diagram')
      .option('--out <file>', 'where to write it instead of printing it')
      .option('--strict', 'fail when the written diagram means something else')
      .option('--json', 'print for machines')
      .action(exitingWith(convert));
  },
};

const languages: Readonly<Record<string, Dialect>> = {
  plantuml: 'plantuml',
  mermaid: 'mermaid',
  sequencediagram: 'sdo',
  websequencediagrams: 'wsd',
};

interface ConvertOptions {
  readonly to: string;
  readonly diagram?: string;
  readonly name?: string;
  readonly out?: string;
  readonly strict?: true;
  readonly json?: true;
}

async function convert(file: string, options: ConvertOptions): Promise<ExitCode> {
  const name = options.diagram ?? options.name;
  const { diagram } = await readDiagram(file, name === undefined ? {} : { name });
  const { sources, diagrams, library } = await readDiagrams(file);
  const dialect = languages[options.to] ?? 'plantuml';
  const named = [...library, ...diagrams.map((one) => one.diagram)];
  const made = convertDiagram(diagram, dialect, named);
  // No language draws what only a terminal would obey.
  const converted = { ...made, text: withoutControls(made.text) };
  const diagnostics = [...expansion(diagram, sources.get(file) ?? '', dialect), ...converted.diagnostics];
  if (options.json === true)
    console.log(JSON.stringify(toJson(file, options.to, diagram, converted, diagnostics), null, 2));
  else {
    for (const shown of renderDiagnostics(sortDiagnostics(diagnostics), sources, coloured)) {
      console.error(`${shown}\n`);
    }
    if (options.out === undefined) process.stdout.write(converted.text);
  }
  if (options.out !== undefined) await writeFile(options.out, converted.text);
  const isOther = diagnostics.some((one) => describe(one).severity === 'warning');
  return isOther && options.strict === true ? exitCodes.fail : exitCodes.pass;
}

/** Says that the preprocessor was carried out, where it had something to do. */
function expansion({ dialect, span }: Diagram, source: string, to: Dialect): readonly Diagnostic[] {
  if (dialect !== 'plantuml' || dialect === to) return [];
  const rows = source.split(/\r\n|\n|\r/).slice(span.line - 1, span.endLine);
  const at = rows.findIndex((row) => /^\s*!(?!pragma\b|theme\b|assume\b)/i.test(row));
  if (at < 0) return [];
  const line = span.line + at;
  const row = rows[at] ?? '';
  const column = row.length - row.trimStart().length + 1;
  const place = { file: span.file, line, column, endLine: line, endColumn: row.trimEnd().length + 1 };
  return [diagnose('written-expanded', {}, place)];
}

function toJson(
  file: string,
  to: string,
  { name }: Diagram,
  { text, aliases }: Converted,
  diagnostics: readonly Diagnostic[],
): unknown {
  return {
    file,
    ...(name === null ? {} : { diagram: name }),
    to,
    text,
    aliases: Object.fromEntries(aliases),
    diagnostics: diagnostics.map((diagnostic) => diagnosticToJson(diagnostic, file)),
  };
}
