import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether a program named `plantuml` is installed, such as Debian's. */
export function hasPlantuml(): boolean {
  // Its exit code tells whether Graphviz is there, which nothing here needs.
  return spawnSync('plantuml', ['-version'], { encoding: 'utf8' }).stdout?.startsWith('PlantUML') === true;
}

/** What PlantUML says of a text. */
export type PlantumlAnswer =
  | { readonly kind: 'rejected' }
  | { readonly kind: 'messages'; readonly count: number }
  /** It fell over while drawing. */
  | { readonly kind: 'crashed' };

/** So many texts that it falls over are passed by. */
const crashesMax = 20;

/** Asks about many texts. PlantUML counts nothing itself, so it is made to number the messages of its drawing, in which they are counted. */
export function askPlantuml(texts: readonly string[]): readonly PlantumlAnswer[] {
  const folder = mkdtempSync(join(tmpdir(), 'seqwright-plantuml-'));
  try {
    return askIn(folder, texts);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function askIn(folder: string, texts: readonly string[]): readonly PlantumlAnswer[] {
  // The names are in the order in which they are drawn.
  const names = texts.map((_, index) => `d${String(index).padStart(5, '0')}`);
  const answers = new Map<string, PlantumlAnswer>();
  for (let round = 0; round <= crashesMax && answers.size < names.length; round++) {
    const [input, output] = [join(folder, `in-${round}`), join(folder, `out-${round}`)];
    mkdirSync(input);
    mkdirSync(output);
    const waiting = names.filter((name) => !answers.has(name));
    for (const name of waiting) {
      writeFileSync(join(input, `${name}.puml`), numbered(texts[names.indexOf(name)] ?? ''));
    }
    const flags = ['-tsvg', '-nometadata', '-charset', 'UTF-8', '-o', output];
    const { stderr } = spawnSync('plantuml', [...flags, `${input}/*.puml`], { encoding: 'utf8' });
    const wrong = new Set([...stderr.matchAll(/in file: .*\/(d\d+)\.puml$/gm)].map(([, name]) => name));
    const pictures = Map.groupBy(readdirSync(output), (file) => file.slice(0, 6));
    for (const name of waiting) {
      const drawn = pictures.get(name);
      if (drawn === undefined) {
        answers.set(name, { kind: 'crashed' });
        break;
      }
      const counts = drawn.map((file) => countNumbers(join(output, file)));
      if (wrong.has(name)) answers.set(name, { kind: 'rejected' });
      else if (counts.includes(null)) answers.set(name, { kind: 'crashed' });
      else
        answers.set(name, {
          kind: 'messages',
          count: counts.reduce<number>((sum, one) => sum + (one ?? 0), 0),
        });
    }
  }
  return names.map((name) => answers.get(name) ?? { kind: 'crashed' });
}

/** How many messages are numbered in one picture, of which a page is one; null when it shows the text that PlantUML fell over. */
function countNumbers(picture: string): number | null {
  const numbers = [...readFileSync(picture, 'utf8').matchAll(/MSG(\d+)/g)].map(([, number]) => number);
  return numbers.includes('0') ? null : new Set(numbers).size;
}

/** With numbers that can be found again in the drawing, in the place of those that the author wants. */
function numbered(text: string): string {
  return text
    .replaceAll(/^\s*autonumber\b.*$/gim, '')
    .replaceAll(/^(\s*[@\\]startuml)\b.*$/gim, '$1\nautonumber "MSG0"');
}
