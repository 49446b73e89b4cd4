import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { watched, wrongArrows } from './architecture/arrows.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

test('every import of the project looks the allowed way', () => {
  const paths = watched.flatMap((place) =>
    place.endsWith('.ts') ? [place] : globSync(`${place}/**/*.{ts,js}`, { cwd: root }),
  );
  // The viewer's build configuration runs in Node and is no part of the viewer.
  const sources = paths
    .filter((path) => path !== 'viewer/vite.config.ts' && existsSync(root + path))
    .map((path) => [path, readFileSync(root + path, 'utf8')] as const);

  expect(sources.length).toBeGreaterThan(1);
  expect(wrongArrows(new Map(sources))).toEqual([]);
});

describe('an arrow that points the wrong way is reported with its line', () => {
  test('the compiler imports nothing from outside its folder', () => {
    expect(
      wrong({
        'compiler/parse.ts': `
          import { a } from './span.ts';
          import { b } from 'node:fs';
          import type { C } from 'commander';
          export * from '../runtime/trace.ts';
          export type D = import('../cli/d.ts').D;
          export const e = (name: string) => import(name);
        `,
      }),
    ).toEqual([
      "compiler/parse.ts:3 imports node:fs, but compiler imports neither packages nor Node's modules",
      "compiler/parse.ts:4 imports commander, but compiler imports neither packages nor Node's modules",
      'compiler/parse.ts:5 imports ../runtime/trace.ts, but compiler may look at itself only',
      'compiler/parse.ts:6 imports ../cli/d.ts, but compiler may look at itself only',
      'compiler/parse.ts:7 imports a computed name, but compiler imports nothing that only a run can tell',
    ]);
  });

  test('the runtime does not see the checker, and the checker does not see the command line', () => {
    expect(
      wrong({
        'runtime/live.ts': "import { a } from '../conformance/a.ts'; import '../compiler/b.ts';",
        'conformance/a.ts': "import { a } from '../cli/a.ts'; import '../runtime/live.ts';",
      }),
    ).toEqual([
      'runtime/live.ts:1 imports ../conformance/a.ts, but runtime may look at itself, compiler only',
      'conformance/a.ts:1 imports ../cli/a.ts, but conformance may look at itself, compiler, runtime only',
    ]);
  });

  test('nothing imports the viewer or the tests', () => {
    expect(
      wrong({
        'cli/view.ts': "import '../viewer/main.ts';",
        'runtime/live.ts': "import '../test/setup.ts';",
      }),
    ).toEqual([
      'cli/view.ts:1 imports ../viewer/main.ts, but cli may look at itself, compiler, runtime, conformance only',
      'runtime/live.ts:1 imports ../test/setup.ts, but runtime may look at itself, compiler only',
    ]);
  });

  test('the viewer takes from the runtime only what needs neither Node nor a package, at any depth', () => {
    expect(
      wrong({
        'viewer/main.ts': `
          import * as d3 from 'd3';
          import { readFile } from 'node:fs';
          import '../runtime/simulate.ts';
          import '../runtime/live.ts';`,
        'runtime/simulate.ts': "import './steps.ts';",
        'runtime/steps.ts': "import './simulate.ts';",
        'runtime/live.ts': "import './socket.ts';",
        'runtime/socket.ts': "import './live.ts';\nimport ws from 'ws';",
      }),
    ).toEqual([
      "viewer/main.ts:3 imports node:fs, but viewer does not import Node's modules",
      'viewer/main.ts:5 imports ../runtime/live.ts, but viewer takes only what runs in a browser, and runtime/socket.ts:2 imports ws',
    ]);
  });

  test('a diagram is bound through the root index, as a user would bind it', () => {
    expect(
      wrong({
        'diagrams/agreement/agreement.binding.ts': `
          import { a } from '../../index.ts';
          import { b } from '../../runtime/b.ts';`,
      }),
    ).toEqual([
      'diagrams/agreement/agreement.binding.ts:3 imports ../../runtime/b.ts, but diagrams may look at itself, index.ts only',
    ]);
  });
});

function wrong(sources: Readonly<Record<string, string>>): readonly string[] {
  return wrongArrows(new Map(Object.entries(sources)));
}
