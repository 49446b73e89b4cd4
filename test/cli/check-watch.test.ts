import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { inTemporaryFolder } from './temporary.ts';

const main = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** A running `check --watch`, and what it has said. */
class Watching {
  readonly #process: ChildProcess;
  #said = '';
  #listeners: (() => void)[] = [];
  #hasEnded = false;

  constructor(folder: string, ...args: readonly string[]) {
    const env = { ...process.env, NO_COLOR: '1' };
    this.#process = spawn(process.execPath, [main, 'check', '--watch', ...args], { cwd: folder, env });
    this.#process.once('exit', () => {
      this.#hasEnded = true;
      for (const listener of this.#listeners) listener();
    });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (bytes: Buffer) => {
        this.#said += bytes.toString();
        for (const listener of this.#listeners) listener();
      });
    }
  }

  /** Resolves as soon as it has said something that fits, and gives what was said up to the end of that. */
  async until(pattern: RegExp): Promise<string> {
    for (;;) {
      const found = pattern.exec(this.#said);
      if (found !== null) {
        const end = found.index + found[0].length;
        const heard = this.#said.slice(0, end);
        this.#said = this.#said.slice(end);
        return heard;
      }
      if (this.#hasEnded) throw new Error(`it ended and said: ${this.#said}`);
      await new Promise<void>((resolve) => {
        this.#listeners = [resolve];
      });
    }
  }

  async end(): Promise<number | null> {
    const ended = new Promise<number | null>((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGINT');
    return ended;
  }
}

function diagram(...lines: readonly string[]): string {
  return ['@startuml', 'participant A', 'participant B', ...lines, '@enduml', ''].join('\n');
}

test(
  'diagrams are checked again when they are saved, come, go, or include what is saved',
  {
    timeout: 60_000,
  },
  () =>
    inTemporaryFolder(async (folder) => {
      const write = (file: string, text: string) => writeFile(join(folder, file), text);
      await mkdir(join(folder, 'docs/deep'), { recursive: true });
      await write('part.puml', 'A -> B : x\n');
      await write('docs/a.puml', diagram('!include ../part.puml'));
      await write('docs/b.puml', diagram('A -> B : x'));
      const watching = new Watching(folder, 'docs');
      const first = await watching.until(/watching docs; Ctrl-C ends\n/);
      expect(first).toMatch(/^\d\d:\d\d:\d\d docs\/a\.puml: 1 message, 2 lifelines; nothing to report$/m);
      expect(first).toMatch(/ docs\/b\.puml: 1 message/);

      await write('docs/b.puml', diagram('A -> B : x', 'end'));
      const saved = await watching.until(/docs\/b\.puml: 1 message.*\n/);
      expect(saved).toContain('error[SQ202] stray-end');
      expect(saved).not.toContain('docs/a.puml');

      await write('part.puml', 'A -> B : x\nA -> B : y\n');
      const included = await watching.until(/docs\/a\.puml: 2 messages.*\n/);
      expect(included).not.toContain('docs/b.puml');

      await write('docs/deep/c.puml', diagram('A -> B : x'));
      await watching.until(/docs\/deep\/c\.puml: 1 message/);

      await rename(join(folder, 'docs/deep/c.puml'), join(folder, 'docs/d.puml'));
      // Which of the two is noticed first is the file system's business.
      const moved = await watching.until(/docs\/d\.puml: 1 message.*|docs\/deep\/c\.puml: gone.*/s);
      if (!moved.includes('gone')) await watching.until(/docs\/deep\/c\.puml: gone/);
      else if (!moved.includes('d.puml')) await watching.until(/docs\/d\.puml: 1 message/);

      await write('docs/b.puml', '');
      await watching.until(/error\[SQ102\] empty-file.*docs\/b\.puml: 1 error/s);
      await write('docs/b.puml', diagram('A -> B : x', 'end'));
      await watching.until(/docs\/b\.puml: 1 message, 2 lifelines; 1 error/);
      expect(await watching.end()).toBe(1);
    }),
);

test('it ends with the exit code of what is there then', { timeout: 60_000 }, () =>
  inTemporaryFolder(async (folder) => {
    // A hidden folder is passed over, unless it is the one that is named.
    const docs = join(folder, '.docs');
    await mkdir(docs);
    await writeFile(join(docs, 'a.puml'), diagram('A -> B : x', 'end'));
    const watching = new Watching(folder, docs);
    await watching.until(/Ctrl-C ends\n/);
    await writeFile(join(docs, 'a.puml'), diagram('A -> B : x'));
    await watching.until(/nothing to report\n/);
    expect(await watching.end()).toBe(0);
  }),
);

test('a file that is gone for a while is no reason to end', { timeout: 60_000 }, () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), diagram('A -> B : x'));
    const watching = new Watching(folder, '.');
    await watching.until(/Ctrl-C ends\n/);
    await rm(join(folder, 'a.puml'));
    await watching.until(/a\.puml: gone\n/);
    await writeFile(join(folder, 'a.puml'), diagram('A -> B : x', 'A -> B : y'));
    await watching.until(/a\.puml: 2 messages.*\n/);
    expect(await watching.end()).toBe(0);
  }),
);
