import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Calls with a folder of its own, which is gone afterwards. */
export async function inTemporaryFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'seqwright-'));
  try {
    await use(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}
