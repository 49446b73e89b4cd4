import { isAbsolute, relative, resolve } from 'node:path';
import { watch } from 'chokidar';
import { type Detail, printChecked } from './check-pretty.ts';
import { type Checked, type CheckMeaning, type CheckResult, checkFiles, exitCodeOf } from './checked.ts';
import { UsageError } from './command.ts';
import type { ExitCode } from './exit-codes.ts';
import { findDiagrams } from './find-diagrams.ts';
import { shownPath } from './shown-path.ts';

/**
 * Checks the diagrams, and again those that change or include what changes, until the user ends it; then the exit code is that of
 * what is there.
 */
export async function watchDiagrams(
  paths: readonly string[],
  meaning: CheckMeaning,
  detail: Detail,
  strict: boolean,
): Promise<ExitCode> {
  const known = new Map<string, CheckResult>();
  const watcher = watch([...paths], {
    ignored: (path) => isHidden(path, paths),
    ignoreInitial: true,
    awaitWriteFinish,
  });
  const queue = new Queue(async (changed) => {
    await checkChanged(changed);
    watcher.add([...known.values()].flatMap(includedFiles));
  });
  const failure = Promise.withResolvers<never>();
  watcher.on('error', failure.reject);
  watcher.on('all', (_, path) => {
    queue.add(resolve(path)).catch(failure.reject);
  });
  // Before the first look at the files, so that no change falls between the two.
  await new Promise<void>((ready) => watcher.once('ready', () => ready()));
  const ended = untilEnded();
  await queue.add(null);
  console.error(`watching ${paths.map(shownPath).join(', ')}; Ctrl-C ends`);
  await Promise.race([ended, failure.promise]);
  await watcher.close();
  const results = [...known.values()];
  const unreadable = results.some((one) => one.unreadable) || results.length === 0;
  return exitCodeOf({ checked: results.flatMap(({ checked }) => checked), unreadable }, strict);

  /** Null stands for everything: the first time. */
  async function checkChanged(changed: ReadonlySet<string> | null): Promise<void> {
    // What is passed over need not be said again and again.
    const files = await present(paths, changed === null ? (words) => console.error(words) : () => {});
    for (const file of known.keys()) {
      if (files.includes(file)) continue;
      known.delete(file);
      console.log(`${now()} ${shownPath(file)}: gone`);
    }
    for (const file of files) {
      const before = known.get(file);
      if (before !== undefined && changed !== null && !concerns(file, before, changed)) continue;
      const result = await checkFiles([file], meaning);
      known.set(file, result);
      printChecked(result.checked, detail, `${now()} `);
    }
  }
}

/** A file is read when it has not grown for a moment: editors and generators write in pieces. */
const awaitWriteFinish = { stabilityThreshold: 100, pollInterval: 25 };

/** Whether it is what nobody means by a folder: its hidden files, and packages. What was named itself is meant, wherever it is. */
function isHidden(path: string, roots: readonly string[]): boolean {
  const ways = roots
    .map((root) => relative(root, path))
    .filter((way) => !way.startsWith('..') && !isAbsolute(way));
  return ways.length > 0 && ways.every((way) => /(?:^|[\\/])(?:\.[^\\/]|node_modules(?:[\\/]|$))/.test(way));
}

/** The diagrams there are now; a folder may have none for a while. */
async function present(paths: readonly string[], say: (words: string) => void): Promise<readonly string[]> {
  const found: string[] = [];
  for (const path of paths) {
    try {
      for (const file of await findDiagrams([path], say)) if (!found.includes(file)) found.push(file);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
    }
  }
  return found;
}

function concerns(file: string, result: CheckResult, changed: ReadonlySet<string>): boolean {
  return [file, ...includedFiles(result)].some((one) => changed.has(resolve(one)));
}

function includedFiles({ checked }: CheckResult): readonly string[] {
  return checked.flatMap(({ file }: Checked) => file.includes.map((include) => include.file));
}

/** Changes that wait while others are dealt with, which happens once for all of them. */
class Queue {
  readonly #work: (changed: ReadonlySet<string> | null) => Promise<void>;
  #waiting = new Set<string>();
  #everything = false;
  #running: Promise<void> | null = null;

  constructor(work: (changed: ReadonlySet<string> | null) => Promise<void>) {
    this.#work = work;
  }

  /** Null stands for everything. */
  add(path: string | null): Promise<void> {
    if (path === null) this.#everything = true;
    else this.#waiting.add(path);
    this.#running ??= this.#run();
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.#everything || this.#waiting.size > 0) {
      const changed = this.#everything ? null : this.#waiting;
      this.#waiting = new Set();
      this.#everything = false;
      await this.#work(changed);
    }
    this.#running = null;
  }
}

async function untilEnded(): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

/** The time of day, for people. */
function now(): string {
  return new Date().toTimeString().slice(0, 8);
}
