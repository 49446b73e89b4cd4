import { parseArgs } from 'node:util';
import { countRules } from './findings.ts';
import { printExceptions, printFigures, printRules } from './print-survey.ts';
import { readCorpus } from './read-corpus.ts';
import { figuresOf, survey } from './survey.ts';

// `npm run corpus -- DIR`: what becomes of the diagrams in a folder, set by set; with `--findings` how many of them each rule fires on.
const { values, positionals } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    strict: { type: 'boolean', default: false },
    findings: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [folder = '.'] = positionals;

const files = readCorpus(folder);
const surveyed = files.map(survey);
const sets = [...Map.groupBy(surveyed, ({ set }) => set)];
const figures = [...sets.map(([set, files]) => figuresOf(set, files)), figuresOf('all', surveyed)];

if (surveyed.length === 0) {
  console.error(`${folder} holds nothing: neither a MANIFEST.tsv nor a file that ends as diagrams do`);
  process.exitCode = 1;
} else if (values.findings) {
  console.log(printRules(countRules(files), [...new Set(files.map(({ set }) => set))]));
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
