import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { type Line, spanOf } from '../text/lines.ts';

/** A diagram in a Markdown text: the lines between its fences, and what the opening one calls it. */
export interface Fence {
  readonly language: 'plantuml' | 'mermaid' | 'sequence';
  readonly head: Line;
  readonly lines: readonly Line[];
  /** Of the fence itself. */
  readonly diagnostics: readonly Diagnostic[];
}

/** The fenced diagrams of a Markdown text; other fences, as all prose, are not ours. */
export function findFences(lines: readonly Line[]): Fence[] {
  const fences: Fence[] = [];
  for (let index = 0; index < lines.length; index++) {
    const head = lines[index] as Line;
    const opening = /^(`{3,}|~{3,}|:{3,})\s*\{?\.?([\w-]*)/.exec(head.text.slice(0, 100));
    if (opening === null) continue;
    const [, marks = '', word = ''] = opening;
    let end = index + 1;
    while (end < lines.length && !closes((lines[end] as Line).text, marks)) end++;
    const language = languages[word.toLowerCase()];
    const unclosed = diagnose('unclosed-block', { keyword: head.text, terminator: marks }, spanOf(head));
    if (language !== undefined) {
      const diagnostics = end < lines.length ? [] : [unclosed];
      fences.push({ language, head, lines: lines.slice(index + 1, end), diagnostics });
    }
    index = end;
  }
  return fences;
}

/** A fence ends at one of the same marks, and at least as many. */
function closes(text: string, marks: string): boolean {
  return text.startsWith(marks) && text === (marks[0] as string).repeat(text.length);
}

const languages: Readonly<Record<string, Fence['language']>> = {
  plantuml: 'plantuml',
  puml: 'plantuml',
  uml: 'plantuml',
  mermaid: 'mermaid',
  sequence: 'sequence',
  sequencediagram: 'sequence',
  wsd: 'sequence',
  websequencediagram: 'sequence',
  websequencediagrams: 'sequence',
};
