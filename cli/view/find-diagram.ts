import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** Folders that are looked into before the search gives up. */
const foldersMax = 1000;

/**
 * The path of the diagram that a trace names in its header: beside the trace, or else under `diagrams/` of the working
 * directory, or else anywhere in it. Null when there is none.
 */
export async function findDiagram(name: string, trace: string): Promise<string | null> {
  // A header is foreign text: only the last part of what it says is a name.
  const file = basename(name);
  const beside = join(dirname(trace), file);
  if (await isFile(beside)) return beside;
  return (await findUnder('diagrams', file)) ?? findUnder('.', file);
}

/** Packages bring diagrams of their own. */
const passedOver = /^\.|^node_modules$/;

async function findUnder(top: string, name: string): Promise<string | null> {
  const folders = [top];
  for (let looked = 0; looked < foldersMax; looked++) {
    const folder = folders.shift();
    if (folder === undefined) return null;
    for (const entry of await entriesOf(folder)) {
      if (entry.isFile() && entry.name === name) return join(folder, name);
      if (entry.isDirectory() && !passedOver.test(entry.name)) folders.push(join(folder, entry.name));
    }
  }
  return null;
}

async function entriesOf(folder: string): Promise<readonly Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}
