import type { Diagnostic } from '../diagnostics/diagnostic.ts';
import type { Line } from '../text/lines.ts';
import type { IncludedFile, IncludeReader } from './include.ts';
import { Includes } from './includes.ts';
import { Run } from './run.ts';

/** The lines of a diagram as they are read, each with its place in a file that an author wrote. */
export interface Preprocessed {
  readonly lines: readonly Line[];
  readonly diagnostics: readonly Diagnostic[];
  /** The files that were included, each once. */
  readonly included: readonly IncludedFile[];
}

/** Carries out what the preprocessor of PlantUML is told in the lines of a diagram. Never throws. */
export function preprocess(lines: readonly Line[], includes: IncludeReader | null = null): Preprocessed {
  const first = lines.find(({ text }) => needsPreprocessing(text));
  if (first === undefined) return { lines, diagnostics: [], included: [] };
  const files = new Includes(includes);
  const run = new Run(lines, first.file, files);
  return { lines: run.run(), diagnostics: run.diagnostics, included: [...files.read.values()] };
}

/** Most diagrams hold nothing of it and are left as they are. */
function needsPreprocessing(text: string): boolean {
  if (text[0] === '!') return !/^!(?:theme|pragma|import|assume)\b/i.test(text);
  return text.includes('%') && /%[a-z_]\w*\(/i.test(text);
}
