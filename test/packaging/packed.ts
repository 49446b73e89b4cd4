import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The package as a user gets it: its tarball, the files in it, and an empty project to install it in. */
export interface Packed {
  readonly tarball: string;
  readonly files: readonly string[];
  readonly project: string;
  remove(): Promise<void>;
}

/** Packs the checkout as it stands into a temporary folder, which stays until `remove`. */
export async function pack(): Promise<Packed> {
  const place = await mkdtemp(join(tmpdir(), 'seqwright-pack-'));
  const remove = () => rm(place, { recursive: true, force: true });
  try {
    return { ...(await packInto(place)), remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

// Packing builds, and a build of the checkout itself would pull dist/ away under other tests: a copy is packed.
async function packInto(place: string): Promise<Omit<Packed, 'remove'>> {
  const copy = join(place, 'checkout');
  const project = join(place, 'project');

  await cp(root, copy, { recursive: true, filter: (path) => !leftBehind.has(relative(root, path)) });
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'), 'junction');
  const packing = await run('npm', ['pack', '--json', '--pack-destination', place], copy);
  if (packing.code !== 0) throw new Error(`npm pack failed:\n${packing.stdout}${packing.stderr}`);
  const name = (await readdir(place)).find((file) => file.endsWith('.tgz'));
  if (name === undefined) throw new Error('npm pack wrote no tarball');

  await mkdir(project);
  await writeFile(join(project, 'package.json'), '{ "private": true }\n');
  return { tarball: join(place, name), files: packedFiles(packing.stdout), project };
}

const leftBehind: ReadonlySet<string> = new Set(['.git', 'dist', 'node_modules', 'coverage']);

// npm prints the scripts it runs before the JSON, and its shape has changed between versions: a list, or a record by name.
function packedFiles(stdout: string): readonly string[] {
  const start = stdout.search(/^[[{]/m);
  const packages = Object.values(JSON.parse(stdout.slice(start))) as { files: { path: string }[] }[];
  return packages.flatMap(({ files }) => files.map(({ path }) => path));
}

export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command of npm's with this process's own Node first on the PATH and none of the settings of an npm above. */
export function run(command: string, args: readonly string[], cwd: string): Promise<Ended> {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^(PATH|NODE_ENV|VITEST)$/i.test(name),
  );
  const env = {
    ...Object.fromEntries(inherited),
    PATH: [dirname(process.execPath), outerPath()].join(delimiter),
    npm_config_yes: 'false',
  };
  return new Promise((resolve) => {
    execFile(command, args, { cwd, env }, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : error === null ? 0 : 1;
      resolve({ code, stdout, stderr });
    });
  });
}

// The checkout's own node_modules/.bin would hide what the installed package lacks.
function outerPath(): string {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => !folder.includes('node_modules')).join(delimiter);
}
