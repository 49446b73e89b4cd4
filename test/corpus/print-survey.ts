import { catalogue, type DiagnosticName } from '../../compiler/diagnostics/catalogue.ts';
import { printable } from '../../compiler/diagnostics/printable.ts';
import { type RuleCount, total } from './findings.ts';
import type { Finding, SetFigures, Surveyed } from './survey.ts';

/** The figures as a table, the last of them those of all sets together. */
export function printFigures(figures: readonly SetFigures[]): string {
  const head = ['set', 'found', 'compiled', 'equal', 'no unknown line', 'broken', 'compiled, not broken'];
  const rows = figures.map(({ set, found, broken, compiled, wholeCompiled, equal, known }) => [
    set,
    String(found),
    share(compiled, found),
    equal === null ? '–' : share(equal, found),
    share(known, found),
    String(broken),
    share(wholeCompiled, found - broken),
  ]);
  return table([head, ...rows]);
}

/** How many diagrams of each set every rule fires on, and how many findings that makes. */
export function printRules(rules: readonly RuleCount[], sets: readonly string[]): string {
  const head = ['rule', 'severity', ...sets, 'diagrams', 'findings'];
  const rows = rules.map((rule) => [
    `${rule.code} ${rule.name}`,
    rule.severity,
    ...sets.map((set) => String(rule.diagrams.get(set) ?? '–')),
    String(total(rule)),
    String(rule.findings),
  ]);
  const silent = (Object.keys(catalogue) as DiagnosticName[]).filter((name) =>
    rules.every((rule) => rule.name !== name),
  );
  return `${table([head, ...rows])}\n\non none of them: ${silent.toSorted().join(', ')}`;
}

/** The first column is of words, the others of numbers. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column === 0 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  '),
    )
    .join('\n');
}

function share(part: number, whole: number): string {
  const percent = whole === 0 ? '' : ` ${((100 * part) / whole).toFixed(1).padStart(5)} %`;
  return `${part}${percent}`;
}

/** What is not as it should be in one file, a line each; none when all is. */
export function printExceptions(one: Surveyed): readonly string[] {
  const { file, broken, compiled, errors, unknown, messages, counted } = one;
  const said = [
    ...errors.map((finding) => `error at ${place(finding)}`),
    ...(compiled || errors.length > 0 ? [] : ['it holds no diagram']),
    ...(counted === null || counted === messages ? [] : [`${messages} messages, ${counted} were counted`]),
    ...unknown.map(({ line, words }) => `unknown line ${line}: ${words}`),
  ];
  if (said.length === 0) return [];
  const more = said.length - exceptionsMax;
  return [
    printable(broken === null ? file : `${file} (broken: ${broken})`),
    ...said.slice(0, exceptionsMax).map((words) => `  ${printable(words)}`),
    ...(more > 0 ? [`  and ${more} more`] : []),
  ];
}

/** So many of them are shown of one file. */
const exceptionsMax = 10;

function place({ line, name, words }: Finding): string {
  return `line ${line}: ${name}: ${words}`;
}
