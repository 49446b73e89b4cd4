import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The verifier that Spin makes of a model, compiled. */
export interface Verifier {
  /** Looks at every state. */
  run(): Verified;
}

export interface Verified {
  readonly states: number;
  readonly bytes: number;
}

/** Whether Spin and a C compiler can be called. */
export const isSpinInstalled: boolean = ['spin', 'gcc'].every(
  (command) => spawnSync(command, [command === 'spin' ? '-V' : '--version']).status === 0,
);

/** Makes the verifier for deadlocks, with or without partial-order reduction. */
export function verifierOf(promela: string, reduction: 'reduced' | 'whole' = 'whole'): Verifier {
  const folder = mkdtempSync(join(workplace(), 'model-'));
  writeFileSync(join(folder, 'model.pml'), promela);
  call('spin', ['-a', 'model.pml'], folder);
  const options = [
    '-O2',
    '-w',
    '-DSAFETY',
    '-DMEMLIM=12000',
    ...(reduction === 'whole' ? ['-DNOREDUCE'] : []),
  ];
  call('gcc', [...options, '-o', 'pan', 'pan.c'], folder);
  return {
    run() {
      // Channels have to be empty at an end; no list of what was never reached; and no stop at what gets stuck.
      const told = call(join(folder, 'pan'), ['-q', '-n', '-c0', '-w24'], folder);
      return {
        states: numberIn(told, /([\d.e+]+) states, stored/),
        bytes: numberIn(told, /([\d.]+)\s+total actual memory usage/) * 2 ** 20,
      };
    },
  };
}

let place: string | null = null;

/** The folder for all models, which goes with the process. */
function workplace(): string {
  if (place !== null) return place;
  const made = mkdtempSync(join(tmpdir(), 'spin-'));
  process.once('exit', () => rmSync(made, { recursive: true, force: true }));
  place = made;
  return made;
}

function call(command: string, args: readonly string[], folder: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error !== undefined || status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed: ${error?.message ?? stderr}${stdout}`);
  }
  return stdout;
}

function numberIn(text: string, pattern: RegExp): number {
  const found = Number(pattern.exec(text)?.[1]);
  if (Number.isNaN(found)) throw new Error(`the verifier does not tell ${pattern.source}:\n${text}`);
  return found;
}
