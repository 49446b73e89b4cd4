import { coverSpans, type Span } from '../text/span.ts';
import type { Piece } from './print.ts';

/** Pieces that are written in one, such as a message and the lifelines that it declares; `span` is null where they have no place of their own. */
export interface Unit {
  readonly pieces: readonly [Piece, ...Piece[]];
  readonly span: Span | null;
}

/** Puts the pieces together whose places overlap. */
export function groupPieces(pieces: readonly Piece[]): readonly Unit[] {
  const units: Unit[] = [];
  for (const piece of pieces) {
    let unit: Unit = { pieces: [piece], span: spanOf(piece) };
    for (let last = units.at(-1); last !== undefined; last = units.at(-1)) {
      const joined = join(last, unit);
      if (joined === null) break;
      units.pop();
      unit = joined;
    }
    units.push(unit);
  }
  return units;
}

function spanOf(piece: Piece): Span | null {
  switch (piece.kind) {
    case 'statement':
      return piece.statement.span;
    case 'head':
      return piece.span;
    case 'end':
    case 'mark':
      return null;
  }
}

/** Null when the second one begins behind the first one. */
function join(first: Unit, second: Unit): Unit | null {
  const [a, b] = [first.span, second.span];
  if (a === null || b === null || !isBefore(b.line, b.column, a.endLine, a.endColumn)) return null;
  const [head, tail] = isBefore(b.line, b.column, a.line, a.column) ? [b, a] : [a, b];
  const reaches = isBefore(head.endLine, head.endColumn, tail.endLine, tail.endColumn);
  return {
    pieces: [...first.pieces, ...second.pieces],
    span: reaches ? coverSpans(head, tail) : head,
  };
}

function isBefore(line: number, column: number, otherLine: number, otherColumn: number): boolean {
  return line < otherLine || (line === otherLine && column < otherColumn);
}
