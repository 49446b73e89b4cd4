import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { glob, mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/**
 * The folder of the built page. In the package it lies beside this code; in a checkout it is built when the sources have
 * changed since it was last built, and `say` is told that this takes a moment.
 */
export async function pageFolder(say: (words: string) => void): Promise<string> {
  const config = join(root, 'viewer', 'vite.config.ts');
  return existsSync(config) ? builtFrom(config, say) : join(root, 'viewer');
}

/** Keyed by the sources' digest and put in place by a rename: several commands may build at the same time. */
async function builtFrom(config: string, say: (words: string) => void): Promise<string> {
  const cache = join(root, 'node_modules', '.cache', 'seqwright');
  const folder = join(cache, `viewer-${await digestOfSources()}`);
  if (existsSync(join(folder, 'index.html'))) return folder;
  say('building the page …');
  await mkdir(cache, { recursive: true });
  const fresh = await mkdtemp(join(cache, 'building-'));
  // Only a checkout has vite, and there only this needs it.
  const { build } = await import('vite');
  await build({ configFile: config, logLevel: 'error', build: { outDir: fresh, emptyOutDir: true } });
  await rename(fresh, folder).catch(async (error: unknown) => {
    await rm(fresh, { recursive: true });
    if (!existsSync(join(folder, 'index.html'))) throw error;
  });
  return folder;
}

/** Everything that may be part of the page, and the versions of the packages that are. */
async function digestOfSources(): Promise<string> {
  const patterns = ['{viewer,compiler,runtime,conformance}/**/*.{ts,css,html}', 'package-lock.json'];
  const paths: string[] = [];
  for await (const path of glob(patterns, { cwd: root })) paths.push(path);
  const hash = createHash('sha256');
  for (const path of paths.toSorted()) hash.update(path).update(await readFile(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}
