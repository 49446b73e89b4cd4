import { type Diagnostic, diagnose } from '../diagnostics/diagnostic.ts';
import type { DrawnMessage, Interaction } from '../interaction/interaction.ts';
import {
  type Drawing,
  findLifeline,
  findMessage,
  isDrawn,
  type MessageName,
  showMessage,
} from '../interaction/message-name.ts';
import { after, ordersBetween } from './after.ts';
import { alternatives } from './alternatives.ts';
import { findCircular } from './circular.ts';
import { extra } from './extra.ts';
import { findThreads } from './find-threads.ts';
import type { Interpreted } from './interpret.ts';
import type { ExtraMessage, Interpretation, Part, Thread } from './interpretation.ts';
import { latest } from './latest.ts';
import { optional } from './optional.ts';
import type { Group } from './regroup.ts';
import { repeat } from './repeat.ts';
import type { Rewrite } from './rewrites.ts';
import { threads } from './threads.ts';
import { unordered } from './unordered.ts';

/** One operation of an interpretation with its names looked up, or what is wrong with it, which changes nothing. */
type Step = (interaction: Interaction, drawing: Drawing) => Interpreted<Interaction>;

/** What an interpretation does to the meaning, in the order in which it is done. */
export function stepsOf(interpretation: Interpretation): readonly Step[] {
  const pairs = interpretation.after ?? [];
  return [
    ...(interpretation.threads === undefined ? [] : [threadsStep(interpretation.threads)]),
    ...(interpretation.alternatives ?? []).map((parts) => partsStep('alternatives', parts, alternatives)),
    ...(interpretation.unordered ?? []).map((parts) => partsStep('unordered', parts, unordered)),
    ...(interpretation.optional ?? []).map((part) => partStep('optional', part, optional)),
    ...(interpretation.repeat ?? []).map((part) => partStep('repeat', part, repeat)),
    ...(interpretation.latest ?? []).map(latestStep),
    ...(interpretation.extra ?? []).map(extraStep),
    ...pairs.map(([first, second]) => afterStep(first, second)),
    ...(pairs.length === 0 ? [] : [circlesStep(pairs)]),
  ];
}

function threadsStep(named: Readonly<Record<string, Thread>>): Step {
  return (interaction, drawing) => {
    const { threads: found, diagnostics } = findThreads(named, drawing);
    if (diagnostics.length > 0) return refused(interaction, diagnostics);
    const numbered = found.map(({ messages, spawn }) => ({
      messages: numbersOf(messages),
      spawn: spawn?.number ?? null,
    }));
    const rewrites = found.map((thread): Rewrite => ({ kind: 'threads', ...thread }));
    const names = found.map(({ name }) => `"${name}"`);
    return madeOf(interaction, threads(interaction, numbered), rewrites, () =>
      diagnose('parts-apart', { option: 'threads', names }, drawing.span),
    );
  };
}

function partsStep(
  kind: 'alternatives' | 'unordered',
  named: readonly Part[],
  carryOut: (interaction: Interaction, parts: readonly Group[]) => Interaction | null,
): Step {
  return (interaction, drawing) => {
    const { parts, diagnostics } = findParts(named, drawing);
    if (diagnostics.length > 0) return refused(interaction, diagnostics);
    return madeOf(interaction, carryOut(interaction, parts.map(numbersOf)), [{ kind, parts }], () =>
      partsApart(kind, parts, drawing),
    );
  };
}

function partStep(
  kind: 'optional' | 'repeat',
  named: Part,
  carryOut: (interaction: Interaction, part: Group) => Interaction | null,
): Step {
  return (interaction, drawing) => {
    const { parts, diagnostics } = findParts([named], drawing);
    if (diagnostics.length > 0) return refused(interaction, diagnostics);
    const messages = parts.flat();
    return madeOf(interaction, carryOut(interaction, numbersOf(messages)), [{ kind, messages }], () =>
      partsApart(kind, parts, drawing),
    );
  };
}

function latestStep(named: string): Step {
  return (interaction, drawing) => {
    const lifeline = findLifeline(drawing.lifelines, named);
    if (lifeline === null) return refused(interaction, [noLifeline(named, drawing)]);
    const meant = latest(interaction, lifeline);
    const changed = meant.root === interaction.root ? null : meant;
    return madeOf(interaction, changed, [{ kind: 'latest', lifeline }], () =>
      diagnose('nothing-skipped', { id: lifeline }, drawing.span),
    );
  };
}

function extraStep({ label, from, to }: ExtraMessage): Step {
  return (interaction, drawing) => {
    const ends = [from, to].map((name) => findLifeline(drawing.lifelines, name) ?? noLifeline(name, drawing));
    const missing = ends.filter((end) => typeof end !== 'string');
    const [sender, receiver] = ends.filter((end) => typeof end === 'string');
    if (sender === undefined || receiver === undefined) return refused(interaction, missing);
    const message = { label, from: sender, to: receiver };
    const meant = extra(interaction, message, drawing.span);
    return { meant, rewrites: [{ kind: 'extra', message }], diagnostics: [] };
  };
}

function afterStep(first: MessageName, second: MessageName): Step {
  return (interaction, drawing) => {
    const found = [first, second].map((name) => findMessage(name, drawing));
    const diagnostics = found.flatMap((one) => (isDrawn(one) ? [] : [one]));
    const [before, behind] = found.filter(isDrawn);
    if (before === undefined || behind === undefined) return refused(interaction, diagnostics);
    const meant = after(interaction, before.number, behind.number);
    if (typeof meant !== 'string') {
      return { meant, rewrites: [{ kind: 'after', messages: [before, behind] }], diagnostics: [] };
    }
    const args = { first: showMessage(before), second: showMessage(behind), reason: meant };
    return refused(interaction, [diagnose('after-refused', args, behind.statement.span)]);
  };
}

/** Orders that can never be kept together would leave runs that come to no end. */
function circlesStep(pairs: NonNullable<Interpretation['after']>): Step {
  return (interaction, drawing) => {
    const ordered = pairs.flatMap(([first, second]) => {
      const [before, behind] = [findMessage(first, drawing), findMessage(second, drawing)];
      if (!isDrawn(before) || !isDrawn(behind)) return [];
      const orders = ordersBetween(interaction, before.number, behind.number);
      return orders.map((order) => ({ order, before, behind }));
    });
    const circular = findCircular(
      interaction,
      ordered.map(({ order }) => order),
    );
    const pair = ordered.find(({ order }) => order === circular);
    if (pair === undefined) return { meant: interaction, rewrites: [], diagnostics: [] };
    const args = { first: showMessage(pair.before), second: showMessage(pair.behind) };
    return refused(interaction, [diagnose('after-circular', args, pair.behind.statement.span)]);
  };
}

interface FoundParts {
  readonly parts: readonly (readonly DrawnMessage[])[];
  readonly diagnostics: readonly Diagnostic[];
}

function findParts(named: readonly Part[], drawing: Drawing): FoundParts {
  const found = named.map((part) =>
    ('label' in part ? [part] : part).map((name) => findMessage(name, drawing)),
  );
  return {
    parts: found.map((part) => part.filter(isDrawn)),
    diagnostics: found.flat().flatMap((one) => (isDrawn(one) ? [] : [one])),
  };
}

function partsApart(
  option: string,
  parts: readonly (readonly DrawnMessage[])[],
  { span }: Drawing,
): Diagnostic {
  const messages = parts.flat();
  const names = messages.map(showMessage);
  const related = messages.map((one) => ({ span: one.statement.span, message: showMessage(one) }));
  return diagnose('parts-apart', { option, names }, messages[0]?.statement.span ?? span, related);
}

function noLifeline(id: string, { lifelines, span }: Drawing): Diagnostic {
  return diagnose('lifeline-not-found', { id, lifelines: lifelines.map((one) => one.id) }, span);
}

function numbersOf(messages: readonly DrawnMessage[]): Group {
  return new Set(messages.map(({ number }) => number));
}

function madeOf(
  before: Interaction,
  meant: Interaction | null,
  rewrites: readonly Rewrite[],
  complain: () => Diagnostic,
): Interpreted<Interaction> {
  return meant === null ? refused(before, [complain()]) : { meant, rewrites, diagnostics: [] };
}

function refused(meant: Interaction, diagnostics: readonly Diagnostic[]): Interpreted<Interaction> {
  return { meant, rewrites: [], diagnostics };
}
