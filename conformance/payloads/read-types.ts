import { type Diagnostic, diagnose } from '../../compiler/diagnostics/diagnostic.ts';
import {
  type ClassHead,
  type ClassRelation,
  readClassHead,
  readClassMember,
  readClassRelation,
} from '../../compiler/syntax/class-block.ts';
import type { ClassBlock } from '../../compiler/syntax/diagram.ts';
import type { Span } from '../../compiler/text/span.ts';
import { readFieldType } from './field-type.ts';
import { readCount, readMember } from './member.ts';
import {
  ancestorsOf,
  type Field,
  namesIn,
  type ObjectType,
  type PayloadType,
  type PayloadTypes,
} from './types.ts';

export interface ReadTypes {
  readonly types: PayloadTypes;
  readonly diagnostics: readonly Diagnostic[];
}

/** The types of class diagrams, from their blocks as they are written. What cannot be read leaves values free. */
export function readTypes(blocks: readonly ClassBlock[]): ReadTypes {
  const drafts = draftsOf(blocks.slice(0, blocksMax));
  const diagnostics: Diagnostic[] = [];
  const tooMany = blocks[blocksMax];
  if (tooMany !== undefined) {
    const reason = `only the first ${blocksMax} types and relations are read`;
    diagnostics.push(
      diagnose('class-not-read', { name: tooMany.name ?? tooMany.text, reason }, tooMany.span),
    );
  }
  const types = new Map<string, PayloadType>();
  for (const [name, draft] of drafts)
    types.set(name, draft.isEnum ? enumOf(name, draft) : objectOf(name, draft));
  for (const block of blocks.slice(0, blocksMax)) {
    const relation = block.name === null ? readClassRelation(block.text) : null;
    if (relation !== null) relate(relation, block.span);
  }
  for (const type of types.values()) reportOwnParent(type);
  return { types: finite(types, diagnostics), diagnostics };

  function objectOf(name: string, { rows, parents, span }: Draft): ObjectType {
    const fields = rows.flatMap(({ text, span: place }): readonly Field[] => {
      const member = readMember(text);
      if (member === null) return [];
      const { type, optional, unknown } = readFieldType(member.type, (one) => drafts.has(one));
      if (unknown !== null) {
        diagnostics.push(diagnose('unknown-field-type', { name, field: member.name, type: unknown }, place));
      }
      const { count } = member;
      const isList = count !== null && count.max !== 1;
      const listed = isList ? ({ kind: 'list', of: type, ...count } as const) : type;
      return [{ name: member.name, type: listed, optional: optional || member.optional, span: place }];
    });
    return { kind: 'object', name, fields, parents: [...parents], span };
  }

  function relate(relation: ClassRelation, span: Span): void {
    const { left, right, leftHead, rightHead, leftCount, rightCount, label } = relation;
    if (leftHead === '<|') extend(right, left);
    else if (rightHead === '|>') extend(left, right);
    else if (leftHead === '*' || leftHead === 'o') hold(left, right, rightCount, label, span);
    else if (rightHead === '*' || rightHead === 'o') hold(right, left, leftCount, label, span);
  }

  function extend(child: string, parent: string): void {
    const type = types.get(child);
    if (type?.kind === 'object' && !type.parents.includes(parent)) {
      types.set(child, { ...type, parents: [...type.parents, parent] });
    }
  }

  /** A part is a field of its whole, under the name that the relation has. */
  function hold(whole: string, part: string, count: string, label: string, span: Span): void {
    const type = types.get(whole);
    if (type?.kind !== 'object') return;
    const name = /^[<>]?\s*[-+#~]?\s*([\p{L}_$][\p{L}\p{N}_$]*)\s*[<>]?$/u.exec(label)?.[1];
    if (name === undefined) {
      if (type.fields.some((field) => namesIn(field.type).includes(part))) return;
      const reason = `the relation to "${part}" has no name that could be a field's`;
      diagnostics.push(diagnose('class-not-read', { name: whole, reason }, span));
      return;
    }
    if (type.fields.some((field) => field.name === name)) return;
    const read = readFieldType(part, (one) => drafts.has(one));
    if (read.unknown !== null) {
      diagnostics.push(
        diagnose('unknown-field-type', { name: whole, field: name, type: read.unknown }, span),
      );
    }
    const bounds = readCount(count) ?? { min: 1, max: 1 };
    const listed = bounds.max === 1 ? read.type : ({ kind: 'list', of: read.type, ...bounds } as const);
    const field = { name, type: listed, optional: bounds.min === 0, span };
    types.set(whole, { ...type, fields: [...type.fields, field] });
  }

  function reportOwnParent(type: PayloadType): void {
    if (type.kind === 'enum') return;
    const { name, span } = type;
    if ([...ancestorsOf(types, type)].some(({ parents }) => parents.includes(name))) {
      diagnostics.push(diagnose('class-not-read', { name, reason: 'it is its own parent' }, span));
    }
  }
}

/** Nobody draws more of them in a file. */
const blocksMax = 2_000;

/** What all blocks of one name say together. */
interface Draft {
  readonly isEnum: boolean;
  readonly rows: { readonly text: string; readonly span: Span }[];
  readonly parents: Set<string>;
  readonly span: Span;
}

function draftsOf(blocks: readonly ClassBlock[]): ReadonlyMap<string, Draft> {
  const drafts = new Map<string, Draft>();
  const draft = (name: string, head: ClassHead | null, span: Span): Draft => {
    const known = drafts.get(name);
    if (known !== undefined) return known;
    const made = { isEnum: head?.kind === 'enum', rows: [], parents: new Set<string>(), span };
    drafts.set(name, made);
    return made;
  };
  for (const { name, text, span } of blocks) {
    if (name === null) continue;
    const [first = '', ...rows] = text.split('\n');
    const head = readClassHead(first);
    if (head === null) {
      const member = readClassMember(first);
      if (member !== null) draft(name, null, span).rows.push({ text: member.member, span });
      continue;
    }
    const made = draft(name, head, span);
    for (const parent of head.parents) made.parents.add(parent);
    rows.forEach((row, index) => {
      if (row.trim() !== '}') made.rows.push({ text: row, span: rowSpan(span, row, index + 1, rows.length) });
    });
  }
  return drafts;
}

/** The place of a row of a block, where the block stands in a file as it is; else the block's. */
function rowSpan(span: Span, row: string, index: number, rows: number): Span {
  if (span.endLine - span.line !== rows) return span;
  const line = span.line + index;
  return { file: span.file, line, column: 1, endLine: line, endColumn: row.length + 1 };
}

function enumOf(name: string, { rows, span }: Draft): PayloadType {
  const values = rows
    .flatMap(({ text }) => text.replace(/\([^()]*\)|\s*=[^,]*|;$/g, '').split(','))
    .map((value) => value.trim())
    .filter((value) => /^[\p{L}\p{N}_$.-]+$/u.test(value) && !/^[-.]+$/.test(value));
  return { kind: 'enum', name, values: [...new Set(values)], span };
}

/**
 * A type that needs a value of itself, and that another one, has no value that ends. Somewhere one must be missing: what
 * leads round there is optional.
 */
function finite(types: PayloadTypes, diagnostics: Diagnostic[]): PayloadTypes {
  const needs = new Map(
    [...types].map(([name, type]) => [name, neededBy(type).filter((one) => types.has(one))]),
  );
  // What is left when all that ends is taken away, and all that nothing left needs, lies on a way round.
  const round = trim(turned(trim(needs)));
  if (round.size === 0) return types;
  return new Map(
    [...types].map(([name, type]) => {
      if (type.kind === 'enum' || !round.has(name)) return [name, type];
      const fields = type.fields.map((field) => {
        if (!neededIn(field).some((one) => round.has(one))) return field;
        const reason = `\`${field.name}\` leads back to a value of the same type without end; it may be absent`;
        diagnostics.push(diagnose('class-not-read', { name, reason }, field.span));
        return { ...field, optional: true };
      });
      return [name, { ...type, fields }];
    }),
  );
}

type Needs = ReadonlyMap<string, readonly string[]>;

/** The names of types of which each value needs one. */
function neededBy(type: PayloadType): readonly string[] {
  return type.kind === 'enum' ? [] : [...new Set([...type.fields.flatMap(neededIn), ...type.parents])];
}

function neededIn({ type, optional }: Field): readonly string[] {
  const mayBeEmpty = type.kind === 'map' || (type.kind === 'list' && type.min === 0);
  return optional || mayBeEmpty ? [] : namesIn(type);
}

/** Takes away, again and again, what needs nothing that is left. */
function trim(needs: Needs): Needs {
  const counts = new Map([...needs].map(([name, needed]) => [name, needed.length]));
  const users = turned(needs);
  const done = [...counts].filter(([, count]) => count === 0).map(([name]) => name);
  // The list grows while it is gone through.
  for (const name of done) {
    for (const user of users.get(name) ?? []) {
      const left = (counts.get(user) ?? 0) - 1;
      counts.set(user, left);
      if (left === 0) done.push(user);
    }
  }
  const gone = new Set(done);
  return new Map(
    [...needs]
      .filter(([name]) => !gone.has(name))
      .map(([name, needed]) => [name, needed.filter((one) => !gone.has(one))]),
  );
}

function turned(needs: Needs): Needs {
  const users = new Map<string, string[]>([...needs.keys()].map((name) => [name, []]));
  for (const [name, needed] of needs) for (const one of needed) users.get(one)?.push(name);
  return users;
}
