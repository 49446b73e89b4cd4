import { expect, test } from 'vitest';
import { shortName } from '../../../cli/links/short-name.ts';

test('a link is called by a short name, and a file by that without its folder', () => {
  const link = 'https://sequencediagram.org/index.html#initialData=C4S2BsFMAIHUQE4gHYHNoEYAMWBMBmAKA';

  expect([shortName(link), shortName('docs/login.puml')]).toEqual([
    'sequencediagram.org#C4S2BsFM…',
    'login.puml',
  ]);
});
