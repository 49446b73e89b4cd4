import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import { limits } from '../preprocess/budget.ts';
import { type IncludedFile, type IncludeReader, linesOf, refusal } from '../preprocess/include.ts';
import { type Line, spanOf } from '../text/lines.ts';

/** `include other`, `include "other diagram"`, in WSD; null for another line. */
export function wsdInclude({ text }: Line): string | null {
  const found = /^include\s+(?:"([^"]+)"|(\S+))$/i.exec(text);
  return found?.[1] ?? found?.[2] ?? null;
}

/**
 * Puts the lines of the files that are included in the place of the lines that include them; a line whose file is not given stays.
 * The site knows diagrams by name, so a name stands for a file with one of the usual endings, too.
 */
export function includeFiles(
  lines: readonly Line[],
  reader: IncludeReader | null,
): { readonly lines: readonly Line[]; readonly diagnostics: readonly Diagnostic[] } {
  if (!lines.some((line) => wsdInclude(line) !== null)) return { lines, diagnostics: [] };
  const out: Line[] = [];
  const diagnostics: Diagnostic[] = [];
  let included = 0;
  for (const line of lines) include(line, [line.file]);
  return { lines: out, diagnostics };

  function include(line: Line, files: readonly string[]): void {
    const path = wsdInclude(line);
    const found = path === null ? null : find(path, line, files);
    if (found === null) {
      out.push(line);
      return;
    }
    const { via } = line;
    const from = [...via, { span: spanOf(line), message: 'included here' }];
    for (const inner of found.lines) include({ ...inner, via: from }, [...files, found.file]);
  }

  function find(
    path: string,
    line: Line,
    files: readonly string[],
  ): { readonly lines: readonly Line[]; readonly file: string } | null {
    const given = give(path, line.file);
    const tell = (diagnostic: Diagnostic): null => {
      diagnostics.push({ ...diagnostic, related: [...diagnostic.related, ...line.via] });
      return null;
    };
    if ('reason' in given)
      return tell(diagnose('include-not-read', { path, reason: given.reason }, spanOf(line)));
    if (files.includes(given.file)) return tell(diagnose('recursive-include', { path }, spanOf(line)));
    included++;
    const inner = included > limits.files ? null : linesOf(given);
    if (inner !== null) return { lines: inner, file: given.file };
    const reason =
      included > limits.files ? `more than ${limits.files} files are included` : 'a line of it is too long';
    return tell(diagnose('include-not-read', { path, reason }, spanOf(line)));
  }

  function give(path: string, from: string): IncludedFile | { readonly reason: string } {
    const refused = refusal({ path, part: null });
    if (refused !== null) return { reason: refused };
    if (reader === null) return { reason: 'no file can be read here' };
    for (const ending of ['', '.wsd', '.txt']) {
      const given = reader(path + ending, from);
      if (given === null) continue;
      return 'refused' in given ? { reason: given.refused } : given;
    }
    return { reason: 'there is no such file' };
  }
}
