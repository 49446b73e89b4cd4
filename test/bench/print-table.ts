import type { Measured, MeasuredSubject, Spread } from './measure.ts';

/** What was measured, for people: one row a subject, below the name of its measurement. */
export function printTable(measured: readonly Measured[]): string {
  const head = ['', 'time', 'min … max', 'per second', 'bytes', 'ratio', 'min … max', 'against'];
  const blocks = measured.map(({ name, unit, subjects }) => ({
    title: `${name}, by ${unit}`,
    rows: subjects.map(row),
  }));
  const all = [head, ...blocks.flatMap(({ rows }) => rows)];
  const widths = head.map((_, column) => Math.max(...all.map((cells) => cells[column]?.length ?? 0)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return isText(column) ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), ...blocks.flatMap(({ title, rows }) => ['', title, ...rows.map(line)])].join('\n');
}

function row({
  name,
  against,
  usPerUnit,
  perSecond,
  ratio,
  bytesPerUnit,
}: MeasuredSubject): readonly string[] {
  return [
    `  ${name}`,
    printTime(usPerUnit.median),
    printRange(usPerUnit, printTime),
    printRate(perSecond),
    bytesPerUnit === null ? '' : digits(bytesPerUnit),
    ratio === null ? '' : printRatio(ratio.median),
    ratio === null ? '' : printRange(ratio, printRatio),
    against ?? '',
  ];
}

function isText(column: number): boolean {
  return column === 0 || column === 7;
}

function printRange({ min, max }: Spread, print: (value: number) => string): string {
  return `${print(min)} … ${print(max)}`;
}

function printTime(us: number): string {
  if (us < 1) return `${digits(us * 1000)} ns`;
  return us < 1000 ? `${digits(us)} µs` : `${digits(us / 1000)} ms`;
}

function printRate(perSecond: number): string {
  return perSecond < 1000 ? digits(perSecond) : `${digits(perSecond / 1000)} k`;
}

function printRatio(ratio: number): string {
  return `${digits(ratio)} ×`;
}

/** Three significant digits; more would tell of the machine's mood only. */
function digits(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
