import { decodeEntities, normaliseLabel } from '../interaction/label.ts';
import type { Dialect } from '../syntax/diagram.ts';
import type { Target } from './target.ts';

/**
 * A label in the words of another language, on one line: line breaks, markup and character codes are written as they are there.
 * As an event's label it stays the same.
 */
export function convertText(written: string, source: Dialect, target: Target): string {
  const wanted = normaliseLabel(written);
  const parts = linesOf(written).map((line) => convertLine(line, source, target));
  const text = parts.join(target.lineBreak);
  return normaliseLabel(text) === wanted ? text : encode(wanted, target);
}

/** Whether the text is drawn in bold, in colours or otherwise as the target cannot. */
export function losesMarkup(written: string, target: Target): boolean {
  if (target.hasMarkup) return false;
  return linesOf(written).some(
    (line) => normaliseLabel(line) !== decodeEntities(line).replace(/\s+/g, ' ').trim(),
  );
}

/** The lines of a text, of which a break may be written in several ways. */
function linesOf(written: string): readonly string[] {
  return written.split(/\\n|<br\s*\/?>|\n/i);
}

function convertLine(line: string, source: Dialect, target: Target): string {
  if (!target.hasMarkup) return encode(normaliseLabel(line), target);
  // Mermaid's character codes are text to the others, and links look otherwise on sequencediagram.org.
  const plain = source === 'mermaid' ? decodeEntities(line) : line;
  const isForeign = target.dialect === 'sdo' && /\[\[|%autonumber%/i.test(plain);
  return encode(isForeign ? normaliseLabel(plain) : plain.trim(), target);
}

function encode(text: string, { dialect }: Target): string {
  switch (dialect) {
    case 'mermaid':
      // The word alone ends a fragment, and both marks end a label.
      if (/^end$/i.test(text)) return `#${text.charCodeAt(0)};${text.slice(1)}`;
      return text.replace(/[#;]/g, (mark) => (mark === '#' ? '#35;' : '#59;'));
    case 'plantuml':
      // A backslash at its end would join the next line, and the preprocessor would carry out what looks like its functions.
      return text.replace(/\\$/, '&#92;').replace(/%(?=\w+\()/g, '&#37;');
    case 'wsd':
    case 'sdo':
      return text;
  }
}
