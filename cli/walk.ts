import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** What there is in a folder, at any depth. */
export interface Walked {
  /** In alphabetical order. */
  readonly files: readonly string[];
  /** How many files and folders were looked at. */
  readonly entries: number;
  /** False when there are more than anybody wants to wait for. */
  readonly isWhole: boolean;
}

/** Not the author's: packages, and what was built. Links are not followed, since they may lead anywhere. */
const passedOver = /^(?:\.|node_modules$|dist$)/;

/**
 * The files in a folder whose names are wanted; hidden ones, packages and what was built from sources are passed over. At most
 * `entriesMax` files and folders are looked at.
 */
export async function walk(
  top: string,
  isWanted: (name: string) => boolean,
  entriesMax: number = 200_000,
): Promise<Walked> {
  const files: string[] = [];
  const folders = [top];
  let entries = 0;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
      entries += 1;
      if (entries > entriesMax) return { files: files.toSorted(), entries: entriesMax, isWhole: false };
      if (passedOver.test(entry.name)) continue;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) folders.push(path);
      else if (entry.isFile() && isWanted(entry.name)) files.push(path);
    }
  }
  return { files: files.toSorted(), entries, isWhole: true };
}
