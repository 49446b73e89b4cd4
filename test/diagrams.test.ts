import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

// Other people drew these. What is wrong with them is for `check` to find, so nothing in them may be mended.
const pinned = {
  'agreement/agreement.puml': 'edfaacbcd3fcda90cdeb7933a6d875c5fd08e5b509df0bd8d686e9d15d641823',
  'cfd-order/order.original.puml': '7a6da05a46640aff00812fe958f6a3ffb9c6bd965d061eff09beb050888ca267',
  'cfd-order/order.puml': '96d69e119823f4052504649c7e252024bb88b1a4f1a105db29725dd55e4ebb27',
  'order-flow/order-flow.wsd': 'c3563b12446204581a99fc04110c671730e53df47c1dde57372665985f73972d',
};

for (const [file, sha256] of Object.entries(pinned)) {
  test(`diagrams/${file} is byte for byte as it was received`, async () => {
    const bytes = await readFile(new URL(`../diagrams/${file}`, import.meta.url));
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256);
  });
}
