import { printable } from '../compiler/diagnostics/printable.ts';

/** So many lines of a difference are shown. */
const rowsMax = 12;

/**
 * The beginning of what differs between two texts, after the manner of diff: `12 - old` and `12 + new`. The formatter moves
 * blanks and lines only, so equal lines are those with the same text apart from blanks.
 */
export function showChanges(before: string, after: string): readonly string[] {
  const old = before.split(/\r\n|\n|\r/);
  const next = after.split(/\r\n|\n|\r/);
  const rows: string[] = [];
  let at = 0;
  for (const [index, row] of old.entries()) {
    if (next[at] === row) at++;
    else {
      rows.push(
        row.trim() === '' && row === '' ? `${index + 1} - (an empty line)` : `${index + 1} - ${shown(row)}`,
      );
      // Everything that was made of this line: the lines that come until all its characters have come.
      for (let rest = bare(row); rest !== '' && at < next.length; at++) {
        const line = next[at] ?? '';
        if (bare(line) !== '' && !rest.startsWith(bare(line))) break;
        rows.push(`${index + 1} + ${shown(line)}`);
        rest = rest.slice(bare(line).length);
      }
    }
    if (rows.length > rowsMax) return [...rows.slice(0, rowsMax), '…'];
  }
  if (rows.length === 0) rows.push('its last line does not end');
  return rows;
}

function bare(row: string): string {
  return row.replace(/[\s;]/g, '');
}

function shown(row: string): string {
  return printable(row.length > 100 ? `${row.slice(0, 99)}…` : row);
}
