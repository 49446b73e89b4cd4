import { posix } from 'node:path';
import { type Import, importsOf } from './imports.ts';

/** Where a folder may look, beside itself. */
interface Sight {
  readonly folders: readonly string[];
  /** What it may import from outside the project. */
  readonly outside: 'nothing' | 'packages' | 'packages and node';
}

const sights: Readonly<Record<string, Sight>> = {
  compiler: { folders: [], outside: 'nothing' },
  runtime: { folders: ['compiler'], outside: 'packages and node' },
  conformance: { folders: ['compiler', 'runtime'], outside: 'packages and node' },
  cli: { folders: ['compiler', 'runtime', 'conformance'], outside: 'packages and node' },
  // It runs in a browser: of the runtime and the checker it may take what needs neither Node nor a package.
  viewer: { folders: ['compiler', 'runtime', 'conformance'], outside: 'packages' },
  // Written as a user would write them.
  diagrams: { folders: ['index.ts'], outside: 'packages and node' },
  'index.ts': { folders: ['compiler', 'runtime', 'conformance'], outside: 'nothing' },
};

/** Folders and root files whose imports are watched. */
export const watched: readonly string[] = Object.keys(sights);

/** Each import that looks the wrong way, as a sentence; `sources` maps paths from the project's root to their text. */
export function wrongArrows(sources: ReadonlyMap<string, string>): readonly string[] {
  const imports = new Map([...sources].map(([path, text]) => [path, importsOf(path, text)]));
  return [...imports].flatMap(([path, found]) =>
    found.flatMap((one) => {
      const reason = reasonAgainst(path, one, imports);
      return reason === null
        ? []
        : [`${path}:${one.line} imports ${one.target ?? 'a computed name'}, but ${reason}`];
    }),
  );
}

type Imports = ReadonlyMap<string, readonly Import[]>;

function reasonAgainst(path: string, { target }: Import, imports: Imports): string | null {
  const from = folderOf(path);
  const sight = sights[from];
  if (sight === undefined) return null;
  if (target === null)
    return from === 'compiler' ? 'compiler imports nothing that only a run can tell' : null;
  if (!target.startsWith('.')) return reasonAgainstOutside(from, sight, target);

  const to = resolve(path, target);
  if (to.startsWith('..')) return 'that is outside the project';
  if (folderOf(to) === from) return null;
  if (!sight.folders.includes(folderOf(to))) return `${from} may look at ${listed(sight.folders)} only`;
  if (from !== 'viewer') return null;
  const impure = firstOutside(to, imports);
  return impure === null ? null : `viewer takes only what runs in a browser, and ${impure}`;
}

function reasonAgainstOutside(from: string, { outside }: Sight, target: string): string | null {
  if (outside === 'nothing') return `${from} imports neither packages nor Node's modules`;
  if (outside === 'packages' && target.startsWith('node:')) return `${from} does not import Node's modules`;
  return null;
}

/** The first import of a package or of Node that `path` reaches, as a clause; `null` when it reaches none. */
function firstOutside(path: string, imports: Imports, seen: Set<string> = new Set()): string | null {
  if (seen.has(path)) return null;
  seen.add(path);
  for (const { target, line } of imports.get(path) ?? []) {
    if (target === null) continue;
    if (!target.startsWith('.')) return `${path}:${line} imports ${target}`;
    const further = firstOutside(resolve(path, target), imports, seen);
    if (further !== null) return further;
  }
  return null;
}

// A bundler's suffix such as `?worker` is not part of the path.
function resolve(path: string, target: string): string {
  return posix.join(posix.dirname(path), target.replace(/\?.*$/, ''));
}

function folderOf(path: string): string {
  return path.split('/', 1).join('');
}

function listed(names: readonly string[]): string {
  return ['itself', ...names].join(', ');
}
