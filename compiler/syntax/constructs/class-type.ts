import { classBlock, endsBody, isOnlyRelation, readClassHead, readClassRelation } from '../class-block.ts';
import type { Construct } from '../construct.ts';

/** `class Order { … }` beside messages, as an include of a class diagram brings it. */
export const classType: Construct = {
  name: 'class',
  read(line, reader) {
    const head = readClassHead(line.text);
    if (head === null) {
      const relation = readClassRelation(line.text);
      return relation === null || !isOnlyRelation(relation) ? null : classBlock(null, line, []);
    }
    if (!head.opens) return classBlock(head.name, line, []);
    const { lines, last, span } = reader.takeBlock(`class ${head.name}`, '}', (next) => endsBody(next));
    const rows = last === null ? lines : [...lines, last];
    return { ...classBlock(head.name, line, rows), span };
  },
};
