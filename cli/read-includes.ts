import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { describe } from '../compiler/diagnostics/describe.ts';
import type { GivenInclude, IncludeReader } from '../compiler/preprocess/include.ts';
import { decodeText } from '../compiler/text/decode.ts';

/** What reads the includes of one diagram, and all that it has given; the list grows while it reads. */
export interface DiagramIncludes {
  readonly reader: IncludeReader;
  readonly given: readonly GivenInclude[];
}

/** So long a file may be that a diagram includes, in bytes. */
const bytesMax = 10_000_000;

/**
 * Reads the files that a diagram includes: only those inside the working directory or the folder of the diagram, wherever a symbolic
 * link claims to be. Addresses never come here.
 */
export function includesBeside(diagram: string): DiagramIncludes {
  const folders = ['.', dirname(diagram)];
  const roots = {
    named: folders.map((folder) => resolve(folder)),
    real: folders.map((one) => realpathSync(one)),
  };
  const asked = new Map<string, GivenInclude>();
  const given: GivenInclude[] = [];
  return { given, reader };

  function reader(path: string, from: string): ReturnType<IncludeReader> {
    const key = JSON.stringify([path, from]);
    const known = asked.get(key);
    if (known !== undefined) return known;
    const file = isAbsolute(path) ? path : join(dirname(from), path);
    const text = readInside(resolve(file), roots);
    if (typeof text !== 'string') return text;
    const found = { path, from, file, text };
    asked.set(key, found);
    given.push(found);
    return found;
  }
}

/** The folders that may be read in, as they are named and where they really are. */
interface Roots {
  readonly named: readonly string[];
  readonly real: readonly string[];
}

function readInside(path: string, roots: Roots): string | { readonly refused: string } | null {
  try {
    // Whether a file outside exists is nobody's business, so the place comes first.
    if (![...roots.named, ...roots.real].some((root) => isInside(path, root))) return outside;
    const real = realpathSync(path);
    if (!roots.real.some((root) => isInside(real, root))) return outside;
    const stats = statSync(real);
    if (!stats.isFile()) return { refused: 'it is no file' };
    if (stats.size > bytesMax) return { refused: `it has more than ${bytesMax} bytes` };
    const { text, diagnostics } = decodeText(readFileSync(real), path);
    const [problem] = diagnostics;
    if (text !== null || problem?.name === 'empty-file') return text ?? '';
    return { refused: problem === undefined ? 'it is no text' : describe(problem).message };
  } catch {
    return null;
  }
}

const outside = { refused: 'it lies outside the working directory and the folder of the diagram' };

function isInside(path: string, root: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}
