import { elementsOf, isObject, type JsonObject, type Problem, readJson } from './json-reader.ts';

/** Which recorded entries are which messages: what a mapping file says. */
export interface Mapping {
  /** The lifelines of services and hosts whose names differ. */
  readonly lifelines: Readonly<Record<string, string>>;
  /** The lifeline of whoever is not named; null leaves such an end open. */
  readonly outside: string | null;
  /** What tells sessions apart, such as `{trace}`; null for the default of the format. */
  readonly session: string | null;
  /** The first that fits an entry counts. */
  readonly messages: readonly Rule[];
}

/** What becomes of entries. Texts may hold facts in braces: `{url.path}`. */
export interface Rule {
  /** Facts of the entry that must be so; `*` stands for any letters. */
  readonly match: Readonly<Record<string, string>>;
  readonly ignore: boolean;
  /** The entry is something that happens on its own lifeline alone. */
  readonly action: string | null;
  readonly from: string | null;
  readonly to: string | null;
  readonly label: string | null;
  /** False: the diagram draws no reply. Null: the default of the format. */
  readonly reply: string | false | null;
}

/** What an entry says of itself, by name: `name`, `kind`, `service`, its attributes. */
export type Facts = Readonly<Record<string, string>>;

export const noMapping: Mapping = { lifelines: {}, outside: null, session: null, messages: [] };

/** Reads a mapping file; what it says wrongly is told, all of it. */
export function readMapping(text: string): {
  readonly mapping: Mapping;
  readonly problems: readonly Problem[];
} {
  const { value, problem, placeOf } = readJson(text);
  const problems: Problem[] = problem === null ? [] : [problem];
  const check = (object: JsonObject, shapes: Readonly<Record<string, Shape>>): void => {
    for (const [key, held] of Object.entries(object)) {
      const shape = shapes[key];
      const message =
        shape === undefined
          ? `nothing is called ${JSON.stringify(key)} here; there are ${Object.keys(shapes).join(', ')}`
          : shape.fits(held)
            ? null
            : `\`${key}\` is ${shape.name}`;
      if (message !== null) problems.push({ ...placeOf(isWhole(held) ? held : object), message });
    }
  };
  if (!isObject(value)) {
    if (problem === null) problems.push({ line: 1, column: 1, message: 'a mapping is a JSON object' });
    return { mapping: noMapping, problems };
  }
  check(value, mappingShapes);
  const rules = elementsOf(value.messages).flatMap((rule): readonly Rule[] => {
    if (!isObject(rule)) return [];
    check(rule, ruleShapes);
    return [ruleOf(rule)];
  });
  const mapping: Mapping = {
    lifelines: isTexts(value.lifelines) ? value.lifelines : {},
    outside: stringOf(value.outside),
    session: stringOf(value.session),
    messages: rules,
  };
  return { mapping, problems };
}

function ruleOf(rule: JsonObject): Rule {
  const { match, ignore, action, from, to, label, reply } = rule;
  return {
    match: isTexts(match) ? match : {},
    ignore: ignore === true,
    action: stringOf(action),
    from: stringOf(from),
    to: stringOf(to),
    label: stringOf(label),
    reply: reply === false ? false : stringOf(reply),
  };
}

interface Shape {
  readonly name: string;
  readonly fits: (value: unknown) => boolean;
}

const text: Shape = { name: 'a text', fits: (value) => typeof value === 'string' };
const texts: Shape = { name: 'an object of texts', fits: isTexts };
const flag: Shape = { name: 'true or false', fits: (value) => typeof value === 'boolean' };

const mappingShapes: Readonly<Record<string, Shape>> = {
  lifelines: texts,
  outside: text,
  session: text,
  messages: { name: 'a list of objects', fits: (value) => Array.isArray(value) && value.every(isObject) },
};

const ruleShapes: Readonly<Record<string, Shape>> = {
  match: texts,
  ignore: flag,
  action: text,
  from: text,
  to: text,
  label: text,
  reply: { name: 'a text or false', fits: (value) => value === false || typeof value === 'string' },
};

function isTexts(value: unknown): value is Readonly<Record<string, string>> {
  return isObject(value) && Object.values(value).every((held) => typeof held === 'string');
}

function isWhole(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function stringOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

/** The first rule that fits one of the entries that recorded a message. */
export function ruleFor({ messages }: Mapping, entries: readonly Facts[]): Rule | null {
  const fits = ({ match }: Rule): boolean =>
    entries.some((facts) => Object.entries(match).every(([key, pattern]) => matches(facts[key], pattern)));
  return messages.find(fits) ?? null;
}

/** The lifeline of a service or host. */
export function lifelineOf({ lifelines }: Mapping, name: string): string {
  return Object.hasOwn(lifelines, name) ? (lifelines[name] ?? name) : name;
}

/** A text with its braces filled; null when a fact in them is not known. */
export function filled(template: string, facts: Facts): string | null {
  let isKnown = true;
  const written = template.replace(/\{([^{}]*)\}/g, (_, key: string) => {
    isKnown &&= facts[key] !== undefined;
    return facts[key] ?? '';
  });
  return isKnown ? written : null;
}

/** Whether a text is what the pattern says, each `*` standing for any letters: parts are found one behind the other. */
function matches(fact: string | undefined, pattern: string): boolean {
  if (fact === undefined) return false;
  const [first = '', ...others] = pattern.split('*');
  const last = others.pop();
  if (last === undefined) return fact === pattern;
  if (!fact.startsWith(first)) return false;
  let at = first.length;
  for (const part of others) {
    const found = fact.indexOf(part, at);
    if (found === -1) return false;
    at = found + part.length;
  }
  return fact.length - last.length >= at && fact.endsWith(last);
}
