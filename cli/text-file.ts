import { chmod, lstat, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { UsageError } from './command.ts';

/** The bytes of a text in the encoding, and with the byte order mark, that the file had before. */
export function encodeAs(before: Uint8Array, text: string): Uint8Array {
  const [first, second, third] = before;
  if (first === 0xff && second === 0xfe) return Buffer.from(`\uFEFF${text}`, 'utf16le');
  if (first === 0xfe && second === 0xff) return Buffer.from(`\uFEFF${text}`, 'utf16le').swap16();
  return Buffer.from(first === 0xef && second === 0xbb && third === 0xbf ? `\uFEFF${text}` : text);
}

/**
 * Puts other bytes into a file at once: whoever reads it meanwhile sees the old or the new ones, and no half of them. A link is not
 * followed, since it may lead out of the paths that were given.
 */
export async function replaceFile(file: string, bytes: Uint8Array): Promise<void> {
  const stats = await lstat(file);
  if (!stats.isFile()) throw new UsageError(`${file}: this is a link, give the file that it leads to`);
  const fresh = join(dirname(file), `.${basename(file)}.${process.pid}.tmp`);
  try {
    await writeFile(fresh, bytes, { flag: 'wx' });
    await chmod(fresh, stats.mode);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new UsageError(`${file}: cannot be written (${String(error)})`);
  }
}
