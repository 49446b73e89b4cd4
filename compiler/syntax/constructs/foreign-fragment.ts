import { diagnose } from '../../diagnostics/diagnostic.ts';
import { spanOf } from '../../text/lines.ts';
import type { Construct } from '../construct.ts';
import type { Dialect, FragmentOperator } from '../diagram.ts';
import { rewriting } from '../fixes.ts';
import { wordTable } from '../word-table.ts';
import { namedOperator } from './fragment.ts';

/** The fragments of other languages, and what a language has instead: `null` nothing. */
const foreign = wordTable<{
  readonly operator: FragmentOperator;
  readonly in: Readonly<Partial<Record<Dialect, string | null>>>;
}>({
  group: { operator: 'group', in: { mermaid: 'rect rgb(240, 240, 240)' } },
  partition: { operator: 'group', in: { mermaid: 'rect rgb(240, 240, 240)', wsd: 'group', sdo: 'group' } },
  rect: { operator: 'rect', in: { plantuml: 'group', wsd: 'group', sdo: 'group' } },
  par_over: { operator: 'par', in: { plantuml: 'par', wsd: 'par', sdo: 'par' } },
  par2: { operator: 'par', in: { mermaid: 'par', wsd: 'par', sdo: 'par' } },
  strict: { operator: 'strict', in: { plantuml: 'group strict', mermaid: null } },
  seq: { operator: 'seq', in: { plantuml: 'group seq', mermaid: null } },
  neg: { operator: 'neg', in: { plantuml: 'group neg', mermaid: null } },
  assert: { operator: 'assert', in: { plantuml: 'group assert', mermaid: null } },
  ignore: { operator: 'ignore', in: { plantuml: 'group ignore', mermaid: null } },
  consider: { operator: 'consider', in: { plantuml: 'group consider', mermaid: null } },
});

const languages: Readonly<Record<Dialect, string>> = {
  plantuml: 'PlantUML',
  wsd: 'websequencediagrams',
  sdo: 'sequencediagram.org',
  mermaid: 'Mermaid',
};

/**
 * A fragment that only another language has, such as `group` in Mermaid: read with a warning, so that its `end` closes it and none
 * that is open around it.
 */
export const foreignFragment: Construct = {
  name: 'fragment of another language',
  begins: Object.keys(foreign),
  read(line, reader) {
    const { text } = line;
    const keyword = /^[a-z_\d]+(?=\s|$)/i.exec(text.slice(0, 40))?.[0] ?? '';
    const known = foreign[keyword.toLowerCase()];
    const instead = known?.in[reader.dialect];
    if (known === undefined || instead === undefined) return null;
    const label = text.slice(keyword.length).trim();
    const args = { keyword, language: languages[reader.dialect], instead };
    const fixes = !saysTheSame(instead, label)
      ? []
      : rewriting(line, { start: 0, end: keyword.length, text: instead }, true);
    reader.report(diagnose('foreign-fragment', args, spanOf(line), [], fixes));
    return { kind: 'open', operator: known.operator, keyword, label, decoration: '', parallel: false };
  },
};

/** Mermaid's `rect` would lose the label, and PlantUML's `group` only has the operator for a name when it is all of it. */
function saysTheSame(instead: string | null, label: string): instead is string {
  if (instead === null || instead.startsWith('rect')) return false;
  return (
    !instead.startsWith('group ') ||
    namedOperator(`${instead.slice('group '.length)} ${label}`.trim()) !== null
  );
}
