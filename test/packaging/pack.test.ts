import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Packed, pack, run } from './packed.ts';

const hasCommandLine = existsSync(new URL('../../cli/main.ts', import.meta.url));

describe.runIf(hasCommandLine)('the package that npm publishes', () => {
  let packed: Packed;
  beforeAll(async () => {
    packed = await pack();
    return () => packed.remove();
  }, 120_000);

  test('holds what a user runs, and the two diagrams whose licence is known', () => {
    expect(packed.files).toEqual(
      expect.arrayContaining([
        'LICENSE',
        'README.md',
        'CHANGELOG.md',
        'cli/seqwright.js',
        'dist/cli/main.js',
        'dist/index.js',
        'dist/index.d.ts',
        'diagrams/agreement/agreement.puml',
        'diagrams/agreement/NOTICE.md',
        'diagrams/cfd-order/order.puml',
        'diagrams/cfd-order/NOTICE.md',
      ]),
    );
  });

  test('holds no diagram of unknown licence, no test and no source', () => {
    const unwanted = /order-flow\.wsd$|^test\/|(?<!\.d)\.ts$/;
    expect(packed.files.filter((file) => unwanted.test(file))).toEqual([]);
  });

  test('checks a diagram where nothing else is installed', { timeout: 120_000 }, async (context) => {
    const install = await run(
      'npm',
      ['install', '--omit=dev', '--prefer-offline', packed.tarball],
      packed.project,
    );
    const unreachable = registryUnreachable(install.stderr);
    if (unreachable !== null) context.skip(`the npm registry cannot be reached: ${unreachable}`);
    expect(install, install.stderr).toMatchObject({ code: 0 });

    await writeFile(join(packed.project, 'x.puml'), '@startuml\nAlice -> Bob: hello\n@enduml\n');
    const check = await run('npx', ['seqwright', 'check', 'x.puml'], packed.project);
    expect(check, check.stdout + check.stderr).toMatchObject({ code: 0 });
  });
});

/** The line in which npm says that it found no way to the registry, or `null`. */
function registryUnreachable(stderr: string): string | null {
  const codes =
    'EAI_AGAIN|ECONNREFUSED|ECONNRESET|ENETUNREACH|ENOTCACHED|ENOTFOUND|ERR_SOCKET_TIMEOUT|ETIMEDOUT';
  return new RegExp(`^npm error code (?:${codes})$`, 'm').exec(stderr)?.[0] ?? null;
}
