import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sarifSchema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import { default as Ajv } from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import { expect, test } from 'vitest';
import { catalogue } from '../../compiler/diagnostics/catalogue.ts';
import { seqwright } from './seqwright.ts';
import { inTemporaryFolder } from './temporary.ts';

// A pattern of the schema is none in Unicode mode. Its formats are checked, too: addresses that are none would not pass.
const ajv = new Ajv.default({ strict: false, unicodeRegExp: false });
addFormats.default(ajv);
const isSarif = ajv.compile(sarifSchema);

const broken = ['@startuml', 'par one', 'Buyer -> Shop : x', 'and two', 'Byer -> Shop : y', 'end', ''].join(
  '\n',
);

interface Sarif {
  readonly runs: readonly [
    {
      readonly columnKind: string;
      readonly tool: {
        readonly driver: {
          readonly rules: readonly { readonly id: string; readonly help: { readonly text: string } }[];
        };
      };
      readonly results: readonly SarifResult[];
    },
  ];
}

interface SarifResult {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly locations: readonly { readonly physicalLocation: object }[];
  readonly relatedLocations?: readonly unknown[];
  readonly fixes?: readonly unknown[];
}

async function sarifOf(folder: string, ...args: readonly string[]): Promise<Sarif> {
  const { stdout } = await seqwright(['check', '--format', 'sarif', ...args], folder);
  const log = JSON.parse(stdout);
  isSarif(log);
  expect(isSarif.errors).toBeNull();
  return log;
}

test('SARIF is valid, and has rules, places, related places and fixes', () =>
  inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'my docs'));
    await writeFile(join(folder, 'my docs/übung #1.puml'), broken);
    await writeFile(join(folder, 'my docs/empty.puml'), '');
    const { runs } = await sarifOf(folder, 'my docs');
    const [{ results, tool, columnKind }] = runs;
    const find = (id: string) => results.find(({ ruleId }) => ruleId === id);

    expect(columnKind).toBe('utf16CodeUnits');
    expect(results.every(({ ruleId, ruleIndex }) => tool.driver.rules[ruleIndex]?.id === ruleId)).toBe(true);
    expect(tool.driver.rules.find(({ id }) => id === 'SQ302')?.help.text).toBe(
      catalogue['misspelt-lifeline'].explanation,
    );
    expect(find('SQ102')).toMatchObject({ level: 'error' });
    const uri = 'my%20docs/%C3%BCbung%20%231.puml';
    expect(find('SQ201')).toMatchObject({
      level: 'warning',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri },
            region: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 8 },
          },
        },
      ],
      fixes: [
        {
          description: { text: 'write `else two` instead of `and two`' },
          artifactChanges: [
            {
              artifactLocation: { uri },
              replacements: [
                {
                  deletedRegion: { startLine: 4, startColumn: 1, endLine: 4, endColumn: 4 },
                  insertedContent: { text: 'else' },
                },
              ],
            },
          ],
        },
      ],
    });
    expect(find('SQ302')?.relatedLocations).toMatchObject([{ message: { text: '"Buyer" is here' } }]);
  }));

test('a file outside the working directory has its whole address', () =>
  inTemporaryFolder(async (folder) => {
    await mkdir(join(folder, 'here'));
    await writeFile(join(folder, 'a b.puml'), broken);
    const [{ results }] = (await sarifOf(join(folder, 'here'), '../a b.puml')).runs;

    expect(JSON.stringify(results[0]?.locations)).toMatch(/"uri":"file:\/\/\/[^"]*\/a%20b\.puml"/);
  }));

test('SARIF of diagrams with nothing to report is valid', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), '@startuml\nparticipant A\nparticipant B\nA -> B : x\n@enduml\n');

    expect((await sarifOf(folder, 'a.puml')).runs[0].results).toEqual([]);
  }));

test('GitHub is given annotations, the gravest first', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, 'a.puml'), `${broken}end\n`);
    const { code, stdout } = await seqwright(['check', '--format', 'github', 'a.puml'], folder);
    const lines = stdout.trimEnd().split('\n');

    expect(code).toBe(1);
    expect(lines[0]).toBe(
      '::error file=a.puml,line=7,col=1,endLine=7,endColumn=4,title=SQ202 stray-end::`end` closes nothing: no fragment is open here%0Ahelp: remove it, or open the fragment above',
    );
    const commands = lines.slice(0, -1).map((line) => line.split(' ')[0] ?? '');
    const order = ['::error', '::warning', '::notice'];
    expect(commands).toEqual(order.flatMap((command) => commands.filter((one) => one === command)));
    expect(lines.at(-1)).toMatch(/^1 error, \d warnings, \d infos$/);
  }));

test.each([
  ['--format github', ['--format', 'github']],
  ['--quiet', ['--quiet']],
  ['--all', ['--all']],
])('with %s no name or label becomes a command of the workflow', (_, args) =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, hostile.file), hostile.text);
    const { stdout } = await seqwright(['check', ...args, hostile.file], folder);
    const commands = stdout.split(/\r\n|\n|\r/).filter((line) => /^\s*(?:::|##\[)/.test(line));

    expect(stdout).toContain('evil,col=9');
    expect(commands.filter((line) => !/^::(?:error|warning|notice) file=[^:]+::/.test(line))).toEqual([]);
  }),
);

test('an annotation escapes what would end its parts', () =>
  inTemporaryFolder(async (folder) => {
    await writeFile(join(folder, hostile.file), hostile.text);
    const { stdout } = await seqwright(['check', '--format', 'github', hostile.file], folder);

    expect(stdout).toMatch(/^::\w+ file=%3A%3Astop-commands%3A%3Ax%2Cy%250A\.puml,line=\d+,col=1,/);
    expect(stdout).toContain('100%25 evil,col=9');
  }));

/** A file of a pull request whose name and lines try to be commands. */
const hostile = {
  file: '::stop-commands::x,y%0A.puml',
  text: '@startuml\nA\u2028::error::b\r\n::set-env name=PATH::100% evil,col=9\nA -> B : x\n@enduml\n',
};
