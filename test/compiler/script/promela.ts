/**
 * How many states a Promela model has: a reading of the few statements that our export writes, after Holzmann, "The SPIN Model
 * Checker" (2003), chapter 7. Whatever else it meets it refuses.
 */
export function reachableStates(model: string): number {
  const { channels, processes } = readModel(model);
  const first: State = { at: processes.map(() => 0), contents: [...channels].map(() => []) };
  const names = [...channels.keys()];
  const seen = new Set([JSON.stringify(first)]);
  const open = [first];
  for (let here = open.pop(); here !== undefined; here = open.pop()) {
    for (const next of following(here)) {
      const name = JSON.stringify(next);
      if (seen.has(name)) continue;
      seen.add(name);
      open.push(next);
    }
  }
  return seen.size;

  function following(state: State): State[] {
    return processes.flatMap((blocks, number) =>
      (blocks[state.at[number] ?? 0] ?? []).flatMap((option) => take(state, number, option)),
    );
  }

  function take(state: State, number: number, { statement, next }: Option): State[] {
    const at = state.at.with(number, next);
    if (statement.kind === 'true') return [{ ...state, at }];
    const channel = names.indexOf(statement.channel);
    const content = state.contents[channel] ?? [];
    const capacity = channels.get(statement.channel) ?? 0;
    const to = (changed: readonly number[]): State[] => [
      { at, contents: state.contents.with(channel, changed) },
    ];
    if (statement.kind === 'send' && capacity === 0) return handOver(state, number, next, statement);
    if (statement.kind === 'send') {
      if (content.length >= capacity) return [];
      const sent = [...content, statement.value];
      return to(statement.doubled ? sent.toSorted((a, b) => a - b) : sent);
    }
    const place = statement.doubled
      ? content.indexOf(statement.value)
      : content[0] === statement.value
        ? 0
        : -1;
    return place < 0 || capacity === 0 ? [] : to(content.toSpliced(place, 1));
  }

  /** A send without room waits for its receiver, and both go on together. */
  function handOver(state: State, sender: number, next: number, sent: Transfer): State[] {
    return processes.flatMap((blocks, receiver) => {
      if (receiver === sender) return [];
      return (blocks[state.at[receiver] ?? 0] ?? []).flatMap(({ statement, next: then }) =>
        statement.kind === 'receive' && statement.channel === sent.channel && statement.value === sent.value
          ? [{ ...state, at: state.at.with(sender, next).with(receiver, then) }]
          : [],
      );
    });
  }
}

interface State {
  /** By process, the number of its label. */
  readonly at: readonly number[];
  readonly contents: readonly (readonly number[])[];
}

interface Transfer {
  readonly kind: 'send' | 'receive';
  readonly channel: string;
  /** Sorted sending, or receiving from any place. */
  readonly doubled: boolean;
  readonly value: number;
}

interface Option {
  readonly statement: Transfer | { readonly kind: 'true' };
  readonly next: number;
}

interface Model {
  /** The capacity of each channel. */
  readonly channels: ReadonlyMap<string, number>;
  /** By process and label, what may be done there. */
  readonly processes: readonly (readonly (readonly Option[])[])[];
}

function readModel(model: string): Model {
  const code = model.replace(/\/\*.*?\*\//gs, '');
  const channels = new Map<string, number>();
  for (const [, name = '', capacity] of code.matchAll(/^chan (\w+) = \[(\d+)\] of \{ (?:short|bit) \};/gm)) {
    channels.set(name, Number(capacity));
  }
  const processes = [...code.matchAll(/^active proctype \w+\(\) \{\n(.*?)^\}/gms)].map(([, body = '']) => {
    const parts = body.split(/^(\w+):$/m).slice(1);
    const labels = parts.filter((_, index) => index % 2 === 0);
    return parts
      .filter((_, index) => index % 2 === 1)
      .map((block) => {
        const options = [...block.matchAll(/^ {2}:: (.+) -> goto (\w+)\s*$/gm)];
        const rest = block
          .replace(/^ {2}:: .+ -> goto \w+\s*$/gm, '')
          .replace(/\s+/g, ' ')
          .trim();
        if (rest !== (options.length === 0 ? 'false;' : 'if fi;')) throw new Error(`what is ${rest}?`);
        return options.map(([, statement = '', label = '']) => ({
          statement: readStatement(statement, channels),
          next: labels.indexOf(label),
        }));
      });
  });
  return { channels, processes };
}

function readStatement(text: string, channels: ReadonlyMap<string, number>): Option['statement'] {
  if (text === 'true') return { kind: 'true' };
  const [, channel = '', operator = '', value] = /^(\w+)(!!?|\?\??)(\d+)$/.exec(text) ?? [];
  if (!channels.has(channel)) throw new Error(`what is ${text}?`);
  const kind = operator.startsWith('!') ? 'send' : 'receive';
  return { kind, channel, doubled: operator.length === 2, value: Number(value) };
}
