/** Sizes of the three kinds of text; the style sheet's family goes with all of them. */
export const fonts = {
  name: { size: 12, weight: 600, line: 16 },
  label: { size: 12, weight: 400, line: 15 },
  note: { size: 11, weight: 400, line: 14 },
} as const;

export type FontName = keyof typeof fonts;

/** The width of a text in pixels: the browser's own, or a rule of thumb where there is none. */
export type Measure = (text: string, font: FontName) => number;

/** Text broken into lines, with the room that it takes. */
export interface TextBlock {
  readonly font: FontName;
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/**
 * Breaks a text at its own `\n` and at blanks, so that no line is wider than `widthMax` and the lines are about equally
 * long. A word that is too wide alone breaks where its parts join: behind `_`, `/`, `-`, `.` and before a capital.
 */
export function layText(text: string, widthMax: number, font: FontName, measure: Measure): TextBlock {
  const width = (line: string): number => measure(line, font);
  const lines = text === '' ? [] : text.split('\n').flatMap((line) => balanced(line, widthMax, width));
  return {
    font,
    lines,
    width: lines.reduce((most, line) => Math.max(most, width(line)), 0),
    height: lines.length * fonts[font].line,
  };
}

type Width = (text: string) => number;

/** As few lines as the width allows, then as narrow as that number of lines allows. */
function balanced(line: string, widthMax: number, width: Width): readonly string[] {
  const pieces = piecesOf(line, widthMax, width);
  let best = broken(pieces, widthMax, width);
  if (best.length === 1) return best;
  let [low, high] = [widthMax / 2, widthMax];
  for (let round = 0; round < 5; round++) {
    const middle = (low + high) / 2;
    const lines = broken(pieces, middle, width);
    if (lines.length > best.length || lines.some((part) => width(part) > middle)) low = middle;
    else [best, high] = [lines, middle];
  }
  return best;
}

/** What must not be broken further, and what stands before it when it shares its line with the one before. */
interface Piece {
  readonly text: string;
  readonly glue: string;
}

function piecesOf(line: string, widthMax: number, width: Width): readonly Piece[] {
  return line.split(' ').flatMap((word) => {
    const parts = width(word) <= widthMax ? [word] : word.split(/(?<=[_/\-.,:;(=])|(?<=\p{Ll})(?=\p{Lu})/u);
    return parts.map((text, index) => ({ text, glue: index === 0 ? ' ' : '' }));
  });
}

function broken(pieces: readonly Piece[], widthMax: number, width: Width): readonly string[] {
  const lines: string[] = [];
  let current = '';
  for (const { text, glue } of pieces) {
    const longer = current === '' ? text : current + glue + text;
    if (current === '' || width(longer) <= widthMax) {
      current = longer;
      continue;
    }
    lines.push(current);
    current = text;
  }
  return [...lines, current];
}
