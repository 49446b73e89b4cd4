import type { Line } from '../../text/lines.ts';
import { asciidocBlock, asciidocMacro } from './asciidoc.ts';
import { beginningOfElement, htmlElement } from './html-element.ts';
import { markdownFence } from './markdown-fence.ts';
import { restDirective } from './rest-directive.ts';
import { taggedBlock } from './tagged-block.ts';

/** What a text of another kind says it is a diagram in. */
export type Language = 'plantuml' | 'mermaid' | 'sequence';

/** A diagram inside a text of another kind, or the place where it says that a file holds one. */
export type Embedded = EmbeddedDiagram | DiagramReference;

export interface EmbeddedDiagram {
  readonly kind: 'diagram';
  readonly language: Language;
  /** What the text calls it. */
  readonly name: string | null;
  /** The line that opens it. */
  readonly head: Line;
  readonly lines: readonly Line[];
  /** What should have closed it and did not; null when it is closed. */
  readonly missing: string | null;
}

export interface DiagramReference {
  readonly kind: 'reference';
  readonly head: Line;
  /** The path that is written. */
  readonly target: string;
}

/** What one kind of text has at a line: a block that is passed over up to `end`, and the diagram in it if it is one. */
export interface Block {
  readonly embedded: Embedded | null;
  /** The index of its last line. */
  readonly end: number;
}

/** Reads the block that begins at a line, if one does. */
type BlockReader = (lines: readonly Line[], index: number) => Block | null;

const readers: readonly BlockReader[] = [
  markdownFence,
  asciidocMacro,
  asciidocBlock,
  restDirective,
  taggedBlock,
  htmlElement,
];

/** The diagrams in a text such as a Markdown or an AsciiDoc page; everything else in it is not ours. */
export function findEmbedded(lines: readonly Line[]): Embedded[] {
  // A file of PlantUML may quote anything in its notes.
  if (/^[@\\]start[a-z]/i.test(lines.find(({ text }) => text !== '')?.text ?? '')) return [];
  const found: Embedded[] = [];
  for (let index = 0; index < lines.length; index++) {
    const block = blockAt(lines, index);
    if (block === null) continue;
    if (block.embedded !== null) found.push(withoutInclude(block.embedded));
    index = block.end;
  }
  const beginning = beginningOfElement(lines);
  const isOwn = beginning === null || found.some(({ head }) => beginning.lines.includes(head));
  return isOwn ? found : [beginning, ...found];
}

function blockAt(lines: readonly Line[], index: number): Block | null {
  const text = lines[index]?.text ?? '';
  // Most lines are prose, and begin with a letter.
  if (!/^[^A-Za-z\s]|^\w+::/.test(text)) return null;
  for (const read of readers) {
    const block = read(lines, index);
    if (block !== null) return block;
  }
  return null;
}

/** A block that only takes in a file is a reference to it: `include::login.puml[]`, `::include{file=login.puml}`. */
function withoutInclude(embedded: Embedded): Embedded {
  if (embedded.kind === 'reference') return embedded;
  const [line, ...more] = embedded.lines.filter(({ text }) => text !== '');
  if (line === undefined || more.length > 0) return embedded;
  const [, bracketed, braced] =
    /^(?:include::([^[\]]+)\[[^\]]*\]|::include\{file=([^{}]+)\})$/.exec(line.text.slice(0, 1000)) ?? [];
  const target = bracketed ?? braced;
  return target === undefined ? embedded : { kind: 'reference', head: line, target };
}
