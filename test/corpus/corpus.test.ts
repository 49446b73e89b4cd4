import { describe, expect, test } from 'vitest';
import { analyse } from '../../compiler/analysis/analyses.ts';
import { compile } from '../../compiler/compile.ts';
import { project } from '../../compiler/script/project.ts';
import { decodeText } from '../../compiler/text/decode.ts';
import { judge } from '../../conformance/judge.ts';
import { readTrace } from '../../conformance/read-trace.ts';
import { printTrace } from '../../runtime/print-trace.ts';
import { simulate } from '../../runtime/simulate.ts';
import { randomCases } from '../random-share.ts';
import { hasCorpus, readSet } from './read-corpus.ts';

const folders = ['plantuml', 'plantuml-torture', 'wsd', 'wsd-torture', 'mermaid', 'mermaid-torture'];

const seeds = randomCases(20);
const first = Math.floor(Math.random() * 1_000_000);

describe.skipIf(!hasCorpus).each(folders)('diagrams of other people, %s', (folder) => {
  test(`compile, are analysed and projected, and conform in what is simulated of them (${seeds} seeds from ${first})`, {
    timeout: 120_000,
  }, () => {
    let runs = 0;
    for (const { file: name, bytes } of readSet(folder)) {
      const { text } = decodeText(bytes, name);
      for (const { diagram, interaction } of compile(text ?? '', name).diagrams) {
        analyse(diagram, interaction);
        for (const { id } of interaction.lifelines)
          expect(project(interaction, id), `${name} ${id}`).not.toBeNull();
        for (let seed = first; seed < first + seeds; seed++) {
          const { lines, ended } = simulate(interaction, { seed });
          expect(ended, `${name}, seed ${seed}`).toBe('quiescent');
          const { trace } = readTrace(printTrace(lines));
          for (const observers of ['one', 'per-lifeline'] as const) {
            const [judgement] = judge(interaction, trace, { observers });
            expect(judgement, `${name}, seed ${seed}`).toMatchObject({ verdict: 'pass', extent: 'complete' });
          }
          runs += 1;
        }
      }
    }
    expect(runs).toBeGreaterThanOrEqual(seeds * 5);
  });
});
