import { expect, it } from 'vitest';
import { aPackage } from '../testing.ts';
import { presentPackage } from './present-package.ts';

it('leaves out what a manifest should not have told', () => {
  const pack = aPackage({
    resources:
      '<process start="node a" envVariables="DB_PWD={{DB_PWD}},API_KEY=abc123,PORT={{ALLOCATE_PORT}},MODE=fast"/>',
    body: '<systemParameters><systemParameter name="DB_PASSWORD" scopeType="global" defaultValue="pw"/><systemParameter name="MONKEY" scopeType="global" defaultValue="x"/></systemParameters>',
  });
  const { manifest } = presentPackage(pack);
  expect(manifest.systemParameters).toEqual([
    { name: 'DB_PASSWORD', scopeType: 'global', defaultValue: null },
    { name: 'MONKEY', scopeType: 'global', defaultValue: 'x' },
  ]);
  expect(manifest.runtime).toMatchObject({
    process: [
      {
        envVariables: [
          { name: 'DB_PWD', value: '{{DB_PWD}}' },
          { name: 'API_KEY', value: '***' },
          { name: 'PORT', value: '{{ALLOCATE_PORT}}' },
          { name: 'MODE', value: 'fast' },
        ],
      },
    ],
  });
});
