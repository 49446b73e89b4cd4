import { parseArgs } from 'node:util';
import { printExceptions, printFigures } from './print-survey.ts';
import { readCorpus } from './read-corpus.ts';
import { figuresOf, survey } from './survey.ts';

// `npm run corpus -- DIR`: what becomes of the diagrams in a folder, set by set.
const { values, positionals } = parseArgs({
  options: { json: { type: 'boolean', default: false }, strict: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [folder = '.'] = positionals;

const surveyed = readCorpus(folder).map(survey);
const sets = [...Map.groupBy(surveyed, ({ set }) => set)];
const figures = [...sets.map(([set, files]) => figuresOf(set, files)), figuresOf('all', surveyed)];

if (surveyed.length === 0) {
  console.error(`${folder} holds nothing: neither a MANIFEST.tsv nor a file that ends as diagrams do`);
  process.exitCode = 1;
} else if (values.json) {
  console.log(JSON.stringify({ figures, files: surveyed }, null, 2));
} else {
  console.log(printFigures(figures));
  for (const [set, files] of sets) {
    const lines = files.flatMap(printExceptions);
    if (lines.length > 0) console.log(['', `${set}:`, ...lines].join('\n'));
  }
}
// What the tool that a diagram was written for rejects, nobody needs to accept.
if (values.strict && surveyed.some(({ compiled, broken }) => !compiled && broken === null)) {
  process.exitCode = 1;
}
