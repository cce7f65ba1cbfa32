import { expect, it } from 'vitest';
import { aSystemVariable } from '../testing.ts';
import { effectiveVariable } from './system-variable.ts';

it("takes a package's own variable before any global one", () => {
  const own = aSystemVariable({ packageName: 'shell', scope: 'plugins', defaultValue: 'own' });
  const global = aSystemVariable({ packageName: 'estate', value: 'set by a person' });
  expect(effectiveVariable([global, own], 'shell')?.value).toBe('own');
  expect(effectiveVariable([global, own], 'other')?.value).toBe('set by a person');
});

it('never shows a package the own variable of another', () => {
  const foreign = aSystemVariable({ packageName: 'estate', scope: 'plugins' });
  expect(effectiveVariable([foreign], 'shell')).toBeNull();
  expect(effectiveVariable([foreign], undefined)).toBeNull();
  expect(effectiveVariable([foreign], 'estate')?.value).toBe('default');
});

it('takes the value before the default, the default for an empty value, and nothing for neither', () => {
  expect(effectiveVariable([aSystemVariable({ value: 'v' })], undefined)?.value).toBe('v');
  expect(effectiveVariable([aSystemVariable({ value: '' })], undefined)?.value).toBe('default');
  expect(effectiveVariable([aSystemVariable({ defaultValue: null })], undefined)?.value).toBe('');
});

it('does not see inactive variables', () => {
  expect(effectiveVariable([aSystemVariable({ active: false })], 'estate')).toBeNull();
});

it('chooses among globals the same way every time', () => {
  const platform = aSystemVariable({ packageName: '', defaultValue: 'platform' });
  const first = aSystemVariable({ packageName: 'a', defaultValue: 'a' });
  const second = aSystemVariable({ packageName: 'b', defaultValue: 'b' });
  for (const order of [
    [platform, first, second],
    [second, first, platform],
  ]) {
    expect(effectiveVariable(order, 'shell')?.value).toBe('platform');
  }
  expect(effectiveVariable([first, { ...second, value: 'set' }], 'shell')?.value).toBe('set');
});
