import { spanOf } from '../../text/lines.ts';
import type { Construct, Reading } from '../construct.ts';
import type { Operand, Statement } from '../diagram.ts';

/** `parallel {`, in WSD: the lines up to `}` happen at the same time. */
export const wsdParallel: Construct = {
  name: 'parallel',
  begins: ['parallel', '}'],
  read({ text }, reader) {
    if (text === '}') return reader.isInParallel() ? { kind: 'end', closes: 'parallel' } : null;
    const keyword = /^(parallel)\s*\{$/i.exec(text)?.[1];
    return keyword === undefined ? null : open(keyword);
  },
};

/** `parallel`, in SDO: the lines up to `parallel off` happen at the same time. Where nothing was switched on, `off` says nothing. */
export const sdoParallel: Construct = {
  name: 'parallel',
  begins: ['parallel'],
  read(line, reader) {
    const [, keyword, off] = /^(parallel)(\s+off)?$/i.exec(line.text) ?? [];
    if (keyword === undefined) return null;
    if (off === undefined) return open(keyword);
    return reader.isInParallel()
      ? { kind: 'end', closes: 'parallel' }
      : { kind: 'style', text: line.text, span: spanOf(line) };
  },
};

/** Whether a fragment is drawn without an operand's line: each of its statements is an operand. */
export function isParallel({ keyword }: { readonly keyword: string }): boolean {
  return keyword.toLowerCase() === 'parallel';
}

function open(keyword: string): Reading {
  return { kind: 'open', operator: 'par', keyword, label: '', decoration: '', parallel: false };
}

/** Each thing that happens is an operand of its own, with what is said of it behind it: its note, the activation that it causes. */
export function operandsOf({ statements, ...head }: Operand): Operand[] {
  const operands: { statements: Statement[] }[] = [];
  for (const statement of statements) {
    const current = operands.at(-1);
    const isFull = current?.statements.some(happens) ?? true;
    if (current === undefined || (isFull && (happens(statement) || speaksOfNext(statement)))) {
      operands.push({ statements: [statement] });
    } else current.statements.push(statement);
  }
  if (operands.length === 0) return [{ ...head, statements }];
  return operands.map(({ statements: own }, index) =>
    index === 0
      ? { ...head, statements: own }
      : { ...head, statements: own, span: (own[0] as Statement).span },
  );
}

function happens({ kind }: Statement): boolean {
  return kind === 'message' || kind === 'ref' || kind === 'fragment';
}

function speaksOfNext({ kind }: Statement): boolean {
  return kind === 'directive' || kind === 'comment';
}
