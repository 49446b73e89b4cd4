import { diagnose } from '../../diagnostics/diagnostic.ts';
import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import type { Links } from '../diagram.ts';

/** `link A: Label @ address`, `links A: {json}`, `properties A: {json}` and `details A: element`, in Mermaid. */
export const mermaidLinks: Construct = {
  name: 'links',
  begins: ['link', 'properties', 'details'],
  read(line, reader) {
    const { text } = line;
    const head = /^(links?|properties|details)\s+([^:\s][^:]*?)\s*:\s*/i.exec(text);
    if (head === null) return null;
    const [{ length }, word = '', id = ''] = [head[0], head[1], head[2]];
    const keyword = word.toLowerCase() as Links['keyword'];
    const start = text.indexOf(id, word.length);
    reader.lifelines.use(id, spanOf(line, start, start + id.length));
    const value = text.slice(length);
    const problem = problemOf(keyword, value);
    if (problem !== null)
      reader.report(diagnose('links-not-read', { keyword, problem }, spanOf(line, length)));
    return { kind: 'links', keyword, id, text: value, span: spanOf(line) };
  },
};

function problemOf(keyword: Links['keyword'], text: string): string | null {
  switch (keyword) {
    case 'links':
    case 'properties':
      return isObject(text) ? null : 'it is no JSON object';
    case 'link':
      return /\S\s*@\s*\S/.test(text) ? null : 'it has no `@` between its text and its address';
    case 'details':
      return null;
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
